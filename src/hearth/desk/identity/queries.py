"""What is known of who somebody is, in one statement, and as the small forms begin with it."""

from dataclasses import asdict, dataclass, fields
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from hearth.core.actor import Actor
from hearth.desk.identity.differences import answer_words
from hearth.desk.together import Lists, together
from hearth.people import queries as people
from hearth.people.codes import NHS_NUMBER, Characteristic
from hearth.people.details import ContactDetails, RelationDetails
from hearth.people.models import Circumstances, Contact, Identifier, Need, Person, PersonName, Relation
from hearth.people.naming_models import NameChange


@dataclass(frozen=True, slots=True)
class Known:
    """Everything of the page about who somebody is. `equality` pairs each characteristic with what they told us;
    `renamed` is the last change of name, as long as it can be put back."""

    circumstances: Circumstances
    number: str
    other_numbers: list[Identifier]
    names: list[PersonName]
    contacts: list[Contact]
    needs: list[Need]
    relations: list[Relation]
    equality: list[tuple[str, str]]
    twins: list[people.Minimum]
    renamed: NameChange | None


def known_of(actor: Actor, *, person: Person) -> Known:
    """For somebody who may see everything of them."""
    parts = _parts(actor, person_id=person.id)
    answers = people.equality_of(actor, person=person)
    homes = [one.value for one in parts["contacts"] if one.kind == "address"]
    families = [one.family for one in parts["names"]]
    return Known(
        circumstances=parts["circumstances"][0],
        number=next((one.value for one in parts["identifiers"] if one.system == NHS_NUMBER), ""),
        other_numbers=[one for one in parts["identifiers"] if one.system != NHS_NUMBER],
        names=parts["names"],
        contacts=parts["contacts"],
        needs=parts["needs"],
        relations=parts["relations"],
        equality=[(Characteristic(one.characteristic).label, answer_words(one)) for one in answers],
        twins=people.near_twins(actor, person=person, families=families, addresses=homes),
        renamed=next((one for one in parts["renamed"] if one.known_as == person.known_as), None),
    )


@together
def _parts(actor: Actor, *, person_id: UUID) -> Lists:
    needs = Need.objects.visible_to(actor).filter(person=person_id, until_on=None)
    return Lists(
        Person.objects.visible_to(actor).filter(id=person_id),
        {
            "circumstances": Circumstances.objects.visible_to(actor).filter(person=person_id),
            "identifiers": Identifier.objects.visible_to(actor).filter(person=person_id).order_by("system"),
            "names": PersonName.objects.visible_to(actor).filter(person=person_id).order_by("use", "id"),
            "contacts": live_contacts(actor, person_id),
            "needs": needs.order_by("kind", "id"),
            "relations": live_relations(actor, person_id),
            "renamed": NameChange.objects.visible_to(actor)
            .filter(person=person_id, undone_at=None)
            .order_by("-changed_at")[:1],
        },
    )


def live_contacts(actor: Actor, person_id: UUID) -> QuerySet[Contact]:
    """The ways to reach them now."""
    return Contact.objects.visible_to(actor).filter(person=person_id, until_on=None).order_by("kind", "id")


def live_relations(actor: Actor, person_id: UUID) -> QuerySet[Relation]:
    """The people in their life now, whom to ring first."""
    return Relation.objects.visible_to(actor).filter(person=person_id, until_on=None).order_by("-emergency", "name")


def ways_to_reach(actor: Actor, *, person: Person) -> list[str]:
    """The ways to reach them now, in words."""
    return [f"{one.value} ({one.get_kind_display()})" for one in live_contacts(actor, person.id)]


def people_in_their_life(actor: Actor, *, person: Person) -> list[str]:
    """The people in their life now, in words."""
    return [f"{one.name} ({one.relation})" for one in live_relations(actor, person.id)]


def identity_words(person: Person) -> dict[str, Any]:
    """How the form about who they are begins. The boxes show only as much of the birth date as is known."""
    born, known = person.birth_on, person.birth_precision
    boxes = [
        str(born.day) if born and known == "day" else "",
        str(born.month) if born and known in {"day", "month"} else "",
        str(born.year) if born and known in {"day", "month", "year"} else "",
    ]
    return {**asdict(people.identity_of(person)), "birth": boxes}


def life_words(actor: Actor, *, person: Person) -> dict[str, Any]:
    """How the form about how life stands begins."""
    return asdict(people.life_of(actor, person=person))


def number_words(actor: Actor, *, person: Person) -> dict[str, str]:
    """How the form about the NHS number begins."""
    known = Circumstances.objects.visible_to(actor).get(person=person)
    number = Identifier.objects.visible_to(actor).filter(person=person, system=NHS_NUMBER).first()
    return {
        "number": number.value if number else "",
        "status": known.nhs_number_status,
        "reason": known.nhs_number_reason,
    }


def contact_words(contact: Contact) -> dict[str, Any]:
    """How the form about a way to reach them begins."""
    return {field.name: getattr(contact, field.name) for field in fields(ContactDetails)}


def relation_words(relation: Relation) -> dict[str, Any]:
    """How the form about somebody in their life begins."""
    return {field.name: getattr(relation, field.name) for field in fields(RelationDetails)}
