"""Making somebody known."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date, datetime

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.errors import NotPossible
from hearth.core.inserting import insert_all
from hearth.core.values import NhsNumber
from hearth.people import permissions, queries, rules
from hearth.people.actions.keys import write_keys
from hearth.people.codes import NHS_NUMBER, BirthPrecision, LivingSituation, NameUse, PersonStatus
from hearth.people.details import ContactDetails, IdentifierDetails, NeedDetails
from hearth.people.models import Circumstances, Contact, Identifier, Need, Person, PersonName

Names = Sequence[tuple[str, str, str]]
CODE_TAKEN = "Somebody here already has this number. Search for it before adding them again."


@action
def create_person(
    actor: Actor,
    /,
    *,
    known_as: str,
    at: datetime,
    status: str = PersonStatus.PROVISIONAL,
    given: str = "",
    family: str = "",
    other_names: Names = (),
    birth_on: date | None = None,
    birth_precision: str = BirthPrecision.UNKNOWN,
    pronouns: str = "",
    area: str = "",
    how_to_talk: str = "",
    nhs_number: NhsNumber | None = None,
    nhs_number_status: str | None = None,
    nhs_number_reason: str = "",
    living_situation: str = LivingSituation.NOT_KNOWN,
    contacts: Sequence[ContactDetails] = (),
    needs: Sequence[NeedDetails] = (),
    identifiers: Sequence[IdentifierDetails] = (),
) -> Person:
    """Somebody becomes known here. Nobody sees them yet: `sharing` and `holding` open that in the same transaction.

    `other_names` are (use, given, family) with a NameUse. Raises NotPermitted, or NotPossible if something told cannot
    be, or a number already belongs to somebody else.
    """
    permissions.check_create_person(actor)
    rules.check_birth(birth_on, birth_precision, on=at.date())
    codes = _free_codes(identifiers, nhs_number)
    person = _person(known_as, status, birth_on, birth_precision, pronouns, area, how_to_talk, at)
    life = _circumstances(person, living_situation, nhs_number, nhs_number_status, nhs_number_reason)
    names = _names(person, [(NameUse.USUAL, given, family), *other_names])
    ways = [_contact(person, contact) for contact in contacts]
    insert_all([person], [life], names, ways, [_need(person, need) for need in needs], _identifiers(person, codes))
    write_keys(person, names, contacts, codes)
    audit.record(actor, "people.person_created", subject=person, person_id=person.id, at=at, detail={"status": status})
    return person


def _person(
    known_as: str,
    status: str,
    birth_on: date | None,
    birth_precision: str,
    pronouns: str,
    area: str,
    how_to_talk: str,
    at: datetime,
) -> Person:
    return Person(
        known_as=rules.checked_name(known_as),
        status=status,
        birth_on=birth_on,
        birth_precision=birth_precision,
        pronouns=pronouns.strip(),
        area=area.strip(),
        how_to_talk=how_to_talk.strip(),
        made_at=at,
    )


def _circumstances(
    person: Person, living_situation: str, number: NhsNumber | None, number_status: str | None, number_reason: str
) -> Circumstances:
    return Circumstances(
        person=person,
        living_situation=living_situation,
        nhs_number_status=number_status or rules.status_of_number(number),
        nhs_number_reason=number_reason,
    )


def _identifiers(person: Person, codes: Iterable[IdentifierDetails]) -> list[Identifier]:
    return [Identifier(person=person, system=code.system, value=code.value) for code in codes]


def _free_codes(identifiers: Iterable[IdentifierDetails], nhs_number: NhsNumber | None) -> list[IdentifierDetails]:
    """The numbers told, each once. Raises NotPossible if one belongs to somebody already."""
    numbers = [IdentifierDetails(NHS_NUMBER, nhs_number.digits)] if nhs_number else []
    codes = list(dict.fromkeys([*identifiers, *numbers]))
    if queries.is_anybodys(codes):
        raise NotPossible(CODE_TAKEN)
    return codes


def _names(person: Person, told: Names) -> list[PersonName]:
    return [
        PersonName(person=person, use=NameUse(use), given=given.strip(), family=family.strip())
        for use, given, family in told
        if given.strip() or family.strip()
    ]


def _contact(person: Person, told: ContactDetails) -> Contact:
    return Contact(person=person, **asdict(told))


def _need(person: Person, told: NeedDetails) -> Need:
    return Need(person=person, **asdict(told))
