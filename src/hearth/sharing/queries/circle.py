"""Reading the circle: who may know what, and what is closed."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from hearth.core.actor import Actor
from hearth.core.sight import LEVEL_WORDS, Level
from hearth.organisations.models import Membership, Organisation
from hearth.people.models import Person, Relation
from hearth.sharing.codes import WhomKind
from hearth.sharing.models import Block, CircleChoice, Relationship, Sealing
from hearth.sharing.rules import IN_PERSON


@dataclass(frozen=True, slots=True)
class Place:
    """One organisation, worker or supporter, what the person chose for them, and what follows where they have not."""

    whom_kind: str
    whom_id: UUID
    name: str
    words: str
    level_words: str
    until_at: datetime | None = None
    review_on: date | None = None
    choice: CircleChoice | None = None


def circle(actor: Actor, *, person: Person, at: datetime) -> list[Place]:
    """Everyone who may know something or about whom the person has chosen: organisations, workers, supporters."""
    choices = {choice.whom_id: choice for choice in live_choices(actor, person=person, at=at)}
    alongside = organisations_alongside(actor, person=person, at=at)
    organisations = {o.id: o for o in Organisation.objects.filter(id__in=[*choices, *alongside])}
    workers = {m.id: m for m in Membership.objects.filter(id__in=choices).select_related("worker", "organisation")}
    supporters = {r.related_person_id: r for r in _relations(actor, person)}
    places = [_organisation_place(o, choices.get(o.id), alongside.get(o.id)) for o in organisations.values()]
    places += [
        _place(choices[m.id], m.worker.name, f"{m.get_role_display().lower()}, {m.organisation.name}")
        for m in workers.values()
    ]
    places += [
        _place(choice, supporters[choice.whom_id].name, supporters[choice.whom_id].relation)
        for choice in choices.values()
        if choice.whom_kind == WhomKind.SUPPORTER and choice.whom_id in supporters
    ]
    return sorted(places, key=lambda place: (place.whom_kind, place.name))


def live_choices(actor: Actor, *, person: Person, at: datetime) -> QuerySet[CircleChoice]:
    """What the person has chosen and still stands."""
    return (
        CircleChoice.objects.visible_to(actor)
        .filter(person=person, from_at__lte=at)
        .filter(Q(until_at=None) | Q(until_at__gt=at))
    )


def organisations_alongside(actor: Actor, *, person: Person, at: datetime) -> dict[UUID, Level]:
    """Each organisation with a live relationship, and what it sees while the person has chosen nothing for it."""
    relationships = (
        Relationship.objects.visible_to(actor)
        .filter(person=person, from_at__lte=at)
        .filter(Q(until_at=None) | Q(until_at__gt=at))
        .select_related("team", "membership")
        .prefetch_related("team__seats")
    )
    found: dict[UUID, Level] = {}
    for relationship in relationships:
        for organisation_id, expected in _expectations(relationship):
            found[organisation_id] = max(found.get(organisation_id, Level.NOTHING), expected)
    return found


def possible_supporters(actor: Actor, *, person: Person) -> list[Relation]:
    """Those in the person's life who have a page of their own here, and so could be let in."""
    return [relation for relation in _relations(actor, person) if not relation.do_not_contact]


def workers_alongside(actor: Actor, *, person: Person, at: datetime) -> list[Membership]:
    """Workers of the organisations alongside, whom the person may name or keep out."""
    organisations = organisations_alongside(actor, person=person, at=at)
    return list(
        Membership.objects.filter(is_active=True, organisation_id__in=organisations)
        .select_related("worker", "organisation")
        .order_by("worker__given_name", "worker__family_name")
    )


def whom(kind: WhomKind, key: UUID) -> Organisation | Membership | Person:
    """Whoever a choice is about. Somebody's supporter is named by key alone: nobody else may read who that is."""
    if kind == WhomKind.SUPPORTER:
        return Person(pk=key)
    return Organisation.objects.get(pk=key) if kind == WhomKind.ORGANISATION else Membership.objects.get(pk=key)


def partners() -> list[Organisation]:
    """Every organisation of the network that has not left, by name."""
    return list(Organisation.objects.filter(left_on=None).order_by("name"))


def blocks(actor: Actor, *, person: Person, at: datetime) -> list[Block]:
    """Workers who may not open this record now."""
    live = Block.objects.visible_to(actor).filter(person=person, from_at__lte=at)
    return list(live.filter(Q(until_at=None) | Q(until_at__gt=at)).select_related("worker"))


def sealings(actor: Actor, *, person: Person) -> list[Sealing]:
    """What is sealed now and may be known to be: nothing hidden, except to whom it opens."""
    return list(Sealing.objects.visible_to(actor).filter(person=person, lifted_at=None).order_by("from_at"))


def _relations(actor: Actor, person: Person) -> list[Relation]:
    relations = Relation.objects.visible_to(actor)
    return list(relations.filter(person=person, related_person__isnull=False, until_on=None).order_by("name"))


def _expectations(relationship: Relationship) -> list[tuple[UUID, Level]]:
    if relationship.membership is not None:
        expected = Level.FULL if relationship.kind in IN_PERSON else Level.NOTHING
        return [(relationship.membership.organisation_id, expected)]
    if relationship.team is None:
        return []
    own = relationship.team.organisation_id
    seats = relationship.team.seats.all()
    return [(s.organisation_id, Level.FULL if s.organisation_id == own else Level.NOTHING) for s in seats]


def _organisation_place(organisation: Organisation, choice: CircleChoice | None, expected: Level | None) -> Place:
    words = "" if expected is not None else "not alongside yet"
    if choice is not None:
        return _place(choice, organisation.name, words)
    level_words = LEVEL_WORDS[expected or Level.NOTHING]
    return Place(WhomKind.ORGANISATION, organisation.id, organisation.name, words, level_words)


def _place(choice: CircleChoice, name: str, words: str) -> Place:
    return Place(
        choice.whom_kind,
        choice.whom_id,
        name,
        words,
        LEVEL_WORDS[Level(choice.level)],
        choice.until_at,
        choice.review_on,
        choice,
    )
