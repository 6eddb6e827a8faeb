"""A drawn plan written down twice: for the rule, and in the database."""

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID, uuid4

from hearth.core.actor import PUBLIC, SYSTEM, Actor, ActorKind
from hearth.core.scope import acting_as
from hearth.organisations.models import Account, Membership
from hearth.people.models import Contact, Person, PersonName, PortalAccess
from hearth.record.models import Entry, HealthFact, SafetyNote, Withholding, WithholdingReview
from hearth.sharing import actions, rules
from hearth.sharing.models import Block, BreakGlass, CircleChoice, Relationship, Sealing
from hearth.sharing.tests.places import Places, take_places
from hearth.sharing.tests.plans import NOON

NAMES = ("Ebele", "Jörg", "Ming")
# The third is a new version of the first.
WORDS = ("We talked by the river.", "Rang about the flat.", "We talked about the flat.")


@dataclass
class World:
    """A world written into the database, and the same for the rule."""

    plan: dict
    rule: rules.World = field(default_factory=rules.World)
    viewers: list[tuple[Actor, rules.Viewer]] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    names: list[PersonName] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    facts: list[HealthFact] = field(default_factory=list)
    notes: list[SafetyNote] = field(default_factory=list)
    withheld: dict[UUID, list[rules.Lasting]] = field(default_factory=dict)
    goes_on: Person = field(default_factory=lambda: Person(known_as="Wren", status="provisional", made_at=NOON))


def build(plan: dict) -> World:
    """Write the plan down. Must run inside a transaction that is rolled back."""
    world = World(plan)
    with acting_as(SYSTEM, at=NOON):
        places = take_places(plan)
        world.viewers += places.viewers
        _people(world)
        for index, person in enumerate(world.people):
            _life(world, person, plan["lives"][index], places)
            actions.rewrite_sight(person_id=person.id, at=NOON)
    world.viewers.append((PUBLIC, rules.Viewer()))
    return world


def _people(world: World) -> None:
    world.people = [Person(known_as=name, status="provisional", made_at=NOON) for name in NAMES]
    Person.objects.bulk_create([world.goes_on, *world.people])
    accounts = [Account(made_at=NOON) for _ in world.people]
    Account.objects.bulk_create(accounts)
    access = [
        PortalAccess(account=account, person=person, given_at=NOON)
        for account, person in zip(accounts, world.people, strict=True)
    ]
    PortalAccess.objects.bulk_create(access)
    for account, person in zip(accounts, world.people, strict=True):
        actor = Actor(ActorKind.PERSON, name=person.known_as, account_id=account.id, person_id=person.id)
        world.viewers.append((actor, rules.Viewer(person_id=person.id)))


def _life(world: World, person: Person, life: dict, places: Places) -> None:
    written = _entries(world, person, life["entries"])
    _withheld(world, person, life["withheld"], written)
    world.names.append(PersonName(person=person, use="old", given="Old", restricted=life["restricted"]))
    world.contacts.append(Contact(person=person, kind="phone", value="0"))
    PersonName.objects.bulk_create(world.names[-1:])
    Contact.objects.bulk_create(world.contacts[-1:])
    _sections(world, person, places)
    world.rule.causes[person.id] = rules.Causes(
        person.id,
        _relationships(person, life["relationships"], places),
        _choices(world, person, life["choices"], places),
        _blocks(person, life["blocks"], places),
        _overrides(person, life["overrides"], places),
        _sealings(person, life["sealings"], written, places),
        life["status"],
    )
    # Only now: whatever is written for somebody who was joined goes to whoever goes on.
    goes_on = world.goes_on if life["status"] == "merged-into" else None
    Person.objects.filter(id=person.id).update(status=life["status"], merged_into=goes_on)


def _sections(world: World, person: Person, places: Places) -> None:
    said = {"said_by": person.known_as, "said_on": NOON.date()}
    facts = [HealthFact(person=person, kind=kind, none_known=True, **said) for kind in ("allergy", "medicine")]
    note = SafetyNote(
        person=person,
        fact="There is a large dog.",
        happened_on=NOON.date(),
        source="seen",
        author=places.memberships[0],
        looked_on=NOON.date(),
        review_on=NOON.date() + timedelta(days=90),
    )
    world.facts += HealthFact.objects.bulk_create(facts)
    world.notes += SafetyNote.objects.bulk_create([note])


def _entries(world: World, person: Person, drawn: list[tuple]) -> list[Entry]:
    first = uuid4()
    roots = [first, uuid4(), first]
    rows = [
        Entry(
            id=root if index < 2 else uuid4(),
            root_id=root,
            replaces_id=first if index == 2 else None,
            amend_reason="typed wrongly" if index == 2 else "",
            person=person,
            kind="conversation",
            occurred_at=NOON,
            recorded_at=NOON,
            author_name="Noor",
            acting_as="Peer supporter",
            lane="Hub",
            source="seen",
            body=WORDS[index],
            min_level=level,
        )
        for index, (root, level) in enumerate(zip(roots, drawn, strict=True))
    ]
    Entry.objects.bulk_create(rows)
    world.entries += rows
    return rows


def _withheld(world: World, person: Person, drawn: list[tuple], entries: list[Entry]) -> None:
    """Held back until its day, or in confidence until somebody opens it, as some draw of it was a while ago."""
    for index, time, opened_after in drawn:
        row = Withholding(
            person=person,
            root_id=entries[index].root_id,
            reason="in-confidence" if time.until_at is None else "third-party",
            held_at=time.from_at,
            until_at=time.until_at,
        )
        Withholding.objects.bulk_create([row])
        until_at = time.until_at
        if opened_after is not None:
            opened_at = time.from_at + timedelta(hours=opened_after)
            until_at = opened_at if until_at is None else min(opened_at, until_at)
            review = WithholdingReview(
                person=person,
                withholding=row,
                reviewed_by=Membership.objects.order_by("id").first(),
                reviewed_at=opened_at,
                opens=True,
                words="They know.",
            )
            WithholdingReview.objects.bulk_create([review])
        world.withheld.setdefault(row.root_id, []).append(rules.Lasting(time.from_at, until_at))


def _relationships(person: Person, drawn: list[tuple], places: Places) -> tuple[rules.Relationship, ...]:
    rows, facts = [], []
    for kind, (whose, index), time in drawn:
        team = places.teams[index] if whose == "team" else None
        membership = places.memberships[index] if whose == "worker" else None
        rows.append(Relationship(person=person, kind=kind, team=team, membership=membership, **_span(time)))
        facts.append(rules.Relationship(kind, time, team and team.id, membership and membership.id))
    Relationship.objects.bulk_create(rows)
    return tuple(facts)


def _choices(world: World, person: Person, drawn: list[tuple], places: Places) -> tuple[rules.Choice, ...]:
    rows, facts, open_ended = [], [], set()
    for whom_kind, index, level, time in drawn:
        whom_id, worker_id = _whom(world, whom_kind, index, places)
        if whom_id == person.id or (time.until_at is None and whom_id in open_ended):
            continue
        open_ended |= {whom_id} if time.until_at is None else set()
        rows.append(
            CircleChoice(
                person=person,
                whom_kind=whom_kind,
                whom_id=whom_id,
                level=level,
                explained_how="talked",
                said_by="person",
                **_span(time),
            )
        )
        facts.append(rules.Choice(whom_kind, whom_id, level, time, worker_id))
    CircleChoice.objects.bulk_create(rows)
    return tuple(facts)


def _whom(world: World, whom_kind: str, index: int, places: Places) -> tuple[UUID, UUID | None]:
    if whom_kind == "organisation":
        return places.organisations[index].id, None
    if whom_kind == "worker":
        return places.memberships[index].id, places.memberships[index].worker_id
    return world.people[index].id, None


def _blocks(person: Person, drawn: list[tuple], places: Places) -> tuple[rules.Block, ...]:
    rows = [Block(person=person, worker=places.workers[index], kind="relative", **_span(time)) for index, time in drawn]
    Block.objects.bulk_create(rows)
    return tuple(rules.Block(places.workers[index].id, time) for index, time in drawn)


def _overrides(person: Person, drawn: list[tuple], places: Places) -> tuple[rules.Override, ...]:
    rows = [
        BreakGlass(
            person=person,
            membership=places.memberships[index],
            reason="life",
            why="Needed at once.",
            opens_hidden=opens_hidden,
            opened_at=time.from_at,
            until_at=time.until_at,
        )
        for index, opens_hidden, time in drawn
    ]
    BreakGlass.objects.bulk_create(rows)
    return tuple(rules.Override(places.memberships[index].id, hidden, time) for index, hidden, time in drawn)


def _sealings(person: Person, drawn: list[tuple], entries: list[Entry], places: Places) -> tuple[rules.Sealing, ...]:
    rows, facts = [], []
    for index, hidden, opens_for, lifted, to_all in drawn:
        root = entries[index].root_id if isinstance(index, int) else None
        section = index if isinstance(index, str) else ""
        to_all = to_all and root is not None
        hidden, lifted, opens_for = hidden or to_all, lifted and not to_all, set() if to_all else opens_for
        allowed = [places.memberships[number].id for number in sorted(opens_for)]
        rows.append(
            Sealing(
                person=person,
                entry_id=root,
                section=section,
                hidden=hidden,
                closed_to_all=to_all,
                opens_for=allowed,
                consequence_explained="Fewer people can help.",
                said_by="person",
                from_at=NOON,
                lifted_at=NOON if lifted else None,
            )
        )
        if not lifted:
            facts.append(rules.Sealing(root, section, hidden, frozenset(allowed), to_all))
    Sealing.objects.bulk_create(rows)
    return tuple(facts)


def _span(time: rules.Lasting) -> dict:
    return {"from_at": time.from_at, "until_at": time.until_at}
