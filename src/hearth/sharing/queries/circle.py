"""Reading the circle: who may know what, and what is closed."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from hearth.core.actor import Actor
from hearth.core.sight import LEVEL_WORDS, Level
from hearth.organisations.models import Membership, Organisation
from hearth.people.models import Person, Relation
from hearth.sharing.codes import RelationshipKind, WhomKind
from hearth.sharing.models import Block, CircleChoice, Relationship, Sealing
from hearth.sharing.rules import IN_PERSON


@dataclass(frozen=True, slots=True)
class Place:
    """One organisation, worker or supporter, what the person chose for them, and what follows where they have not.

    `level` is what they may know now; `holds` is true of whoever holds the person.
    """

    whom_kind: str
    whom_id: UUID
    name: str
    words: str
    level: Level
    until_at: datetime | None = None
    review_on: date | None = None
    choice: CircleChoice | None = None
    holds: bool = False

    @property
    def level_words(self) -> str:
        """The level, in the person's words."""
        return LEVEL_WORDS[self.level]

    @property
    def key(self) -> str:
        """What a form calls them: kind and key."""
        return f"{self.whom_kind}:{self.whom_id}"


def circle(actor: Actor, *, person: Person, at: datetime) -> list[Place]:
    """Everyone who may know something, or could be let in: organisations, workers, whoever holds them, supporters.

    A supporter who was never let in, was kept out or was shut off stands here in the same words.
    """
    chosen = list(CircleChoice.objects.visible_to(actor).filter(person=person, from_at__lte=at))
    choices = {choice.whom_id: choice for choice in chosen if choice.until_at is None or choice.until_at > at}
    decided = {choice.whom_id for choice in chosen}
    live = _live_relationships(actor, person=person, at=at)
    expected = {one: Level.NOTHING if one in decided else level for one, level in _expected_of(live).items()}
    organisations = Organisation.objects.filter(id__in=[*choices, *expected])
    places = [_organisation_place(o, choices.get(o.id), expected.get(o.id)) for o in organisations]
    places += _worker_places(choices, live, {place.whom_id: place.level for place in places})
    places += _supporter_places(choices, _relations(actor, person))
    return sorted(places, key=lambda place: (not place.holds, place.whom_kind, place.name))


def organisations_alongside(actor: Actor, *, person: Person, at: datetime) -> dict[UUID, Level]:
    """Each organisation with a live relationship, and what it sees while the person has chosen nothing for it."""
    return _expected_of(_live_relationships(actor, person=person, at=at))


def possible_supporters(actor: Actor, *, person: Person) -> list[Relation]:
    """Those in the person's life who have a page of their own here, and so could be let in."""
    return [relation for relation in _relations(actor, person) if not relation.do_not_contact]


def workers_alongside(actor: Actor, *, person: Person, at: datetime) -> list[Membership]:
    """Workers of the organisations alongside, whom the person may name or keep out."""
    return list(_workers(actor, person, at).select_related("worker", "organisation"))


def workers_to_choose(actor: Actor, *, person: Person, at: datetime) -> list[tuple[UUID, str]]:
    """The same as a list to choose from, of a thousand and more: who they are in a word."""
    names = ("pk", "worker__given_name", "worker__family_name", "organisation__name")
    found = _workers(actor, person, at).values_list(*names)
    return [(key, f"{f'{given} {family}'.strip()}, {at_whose}") for key, given, family, at_whose in found]


def whom(kind: WhomKind, key: UUID) -> Organisation | Membership | Person:
    """Whoever a choice is about. Somebody's supporter is named by key alone: nobody else may read who that is."""
    if kind == WhomKind.SUPPORTER:
        return Person(pk=key)
    return Organisation.objects.get(pk=key) if kind == WhomKind.ORGANISATION else Membership.objects.get(pk=key)


def level_named(number: str) -> Level | None:
    """The level that a number in an address names; None for anything else."""
    return next((level for level in LEVEL_WORDS if str(int(level)) == number), None)


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


def _workers(actor: Actor, person: Person, at: datetime) -> QuerySet[Membership]:
    organisations = organisations_alongside(actor, person=person, at=at)
    theirs = Membership.objects.filter(is_active=True, organisation_id__in=organisations)
    return theirs.order_by("worker__given_name", "worker__family_name")


def _live_relationships(actor: Actor, *, person: Person, at: datetime) -> list[Relationship]:
    return list(
        Relationship.objects.visible_to(actor)
        .filter(person=person, from_at__lte=at)
        .filter(Q(until_at=None) | Q(until_at__gt=at))
        .select_related("team", "membership__worker", "membership__organisation")
        .prefetch_related("team__seats")
    )


def _expected_of(relationships: list[Relationship]) -> dict[UUID, Level]:
    found: dict[UUID, Level] = {}
    for relationship in relationships:
        for organisation_id, expected in _expectations(relationship):
            found[organisation_id] = max(found.get(organisation_id, Level.NOTHING), expected)
    return found


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
    return _place(WhomKind.ORGANISATION, organisation.id, organisation.name, words, choice, expected or Level.NOTHING)


def _worker_places(
    choices: dict[UUID, CircleChoice], live: list[Relationship], levels: dict[UUID, Level]
) -> list[Place]:
    """Workers chosen for by name, and whoever holds the person: they know at least who it is about."""
    held_by = (r.membership for r in live if r.kind == RelationshipKind.HOLDER)
    holders = {holder.pk: holder for holder in held_by if holder}
    named = Membership.objects.filter(id__in=choices).select_related("worker", "organisation")
    places = []
    for worker in {**holders, **{m.pk: m for m in named}}.values():
        words = f"{worker.get_role_display().lower()}, {worker.organisation.name}"
        holds = worker.id in holders
        unless_named = max(Level.MINIMUM, levels.get(worker.organisation_id, Level.NOTHING))
        choice = choices.get(worker.id)
        places.append(_place(WhomKind.WORKER, worker.id, worker.worker.name, words, choice, unless_named, holds))
    return places


def _supporter_places(choices: dict[UUID, CircleChoice], relations: list[Relation]) -> list[Place]:
    return [
        _place(WhomKind.SUPPORTER, r.related_person_id, r.name, r.relation, choice, Level.NOTHING)
        for r in relations
        if r.related_person_id
        for choice in [choices.get(r.related_person_id)]
        if not r.do_not_contact or (choice and choice.level > Level.NOTHING)
    ]


def _place(
    kind: WhomKind,
    whom_id: UUID,
    name: str,
    words: str,
    choice: CircleChoice | None,
    otherwise: Level,
    holds: bool = False,
) -> Place:
    if choice is None:
        return Place(kind, whom_id, name, words, otherwise, holds=holds)
    level = Level(choice.level)
    return Place(kind, whom_id, name, words, level, choice.until_at, choice.review_on, choice, holds)
