"""A small hub with somebody in its care, and everyone who might look."""

from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from hearth.core.actor import SYSTEM, Actor, ActorKind
from hearth.core.scope import acting_as
from hearth.core.sight import Level
from hearth.organisations.models import Account, Membership, Organisation, Seat, SeatHolder, Team
from hearth.organisations.queries import worker_actor
from hearth.organisations.tests.factories import (
    NOON,
    AccountFactory,
    MembershipFactory,
    OrganisationFactory,
    WorkerFactory,
)
from hearth.people.models import Contact, Need, Person, PersonName, PortalAccess, Relation
from hearth.record.models import Entry
from hearth.sharing import actions
from hearth.sharing.decider_models import DeciderCheck, LegalDecider
from hearth.sharing.models import CircleChoice, Relationship
from hearth.sharing.proxy_rules import birthday

# What a worker says they looked at before somebody may act for another.
CHECKED = {"looked": "Both records: nothing against it"}


@dataclass
class Life:
    """A person, the team alongside them, a partner in that team, and entries of theirs."""

    person: Person
    team: Team
    own: Organisation
    partner: Organisation
    entries: list[Entry] = field(default_factory=list)

    def worker(self, role: str, *, organisation: Organisation | None = None, in_team: bool = True) -> Actor:
        """A worker in this role, sitting in the team unless told otherwise."""
        organisation = organisation or self.own
        membership = MembershipFactory(role=role, organisation=organisation)
        if in_team:
            seat, _ = Seat.objects.get_or_create(team=self.team, organisation=organisation)
            SeatHolder.objects.create(seat=seat, membership=membership)
        return worker_actor(membership)

    def as_themselves(self) -> Actor:
        """The person, signed in."""
        return signed_in(self.person)

    def supporter(self, level: Level) -> Actor:
        """Somebody the person let in this far."""
        with acting_as(SYSTEM, at=NOON):
            somebody = Person(known_as="Tove", status="provisional", made_at=NOON)
            somebody.save(force_insert=True)
            actions.choose_circle(
                SYSTEM, person=self.person, whom=somebody, level=level, explained_how="at the kitchen table", at=NOON
            )
            actions.rewrite_sight(person_id=somebody.id, at=NOON)
        return signed_in(somebody)


def life(*, partner_level: Level | None = None, holder: Membership | None = None) -> Life:
    """Somebody in the care of a team, at noon. `partner_level` is what they chose for the partner, if anything."""
    own, partner = OrganisationFactory(), OrganisationFactory(name="Ouse Homes")
    team = Team.objects.create(organisation=own, name="Day team")
    Seat.objects.bulk_create([Seat(team=team, organisation=own), Seat(team=team, organisation=partner)])
    person = Person(known_as="Wilfred", status="provisional", made_at=NOON)
    found = Life(person, team, own, partner)
    with acting_as(SYSTEM, at=NOON):
        person.save(force_insert=True)
        Need(person=person, kind="adjustment", words="A quiet room").save(force_insert=True)
        Contact(person=person, kind="phone", value="01904 496 0111").save(force_insert=True)
        PersonName(person=person, use="usual", given="Wilfred").save(force_insert=True)
        found.entries = [entry(person), entry(person)]
        Relationship(person=person, kind="involved", team=team, from_at=NOON).save(force_insert=True)
        if holder is not None:
            Relationship(person=person, kind="holder", membership=holder, from_at=NOON).save(force_insert=True)
        if partner_level is not None:
            _chose(person, partner, partner_level)
        actions.rewrite_sight(person_id=person.id, at=NOON)
    return found


def entry(person: Person) -> Entry:
    """A conversation that everyone who may know everything may read."""
    entry_id = uuid4()
    written = Entry(
        id=entry_id,
        root_id=entry_id,
        person=person,
        kind="conversation",
        occurred_at=NOON,
        recorded_at=NOON,
        author_name="Mo",
        acting_as="Peer supporter",
        lane="Day team",
        source="seen",
        body="We sat by the river.",
    )
    written.save(force_insert=True)
    return written


def signed_in(person: Person) -> Actor:
    """This person, as themselves."""
    account: Account = AccountFactory(email=None)
    with acting_as(SYSTEM, at=NOON):
        PortalAccess(account=account, person=person, given_at=NOON).save(force_insert=True)
    return Actor(ActorKind.PERSON, name=person.known_as, account_id=account.id, person_id=person.id)


def second_role(actor: Actor, *, role: str, organisation: Organisation) -> Actor:
    """The same human being acting in another role."""
    worker = Membership.objects.get(pk=actor.membership_id).worker
    return worker_actor(MembershipFactory(worker=worker, role=role, organisation=organisation))


def someone_elsewhere(role: str = "clinician") -> Actor:
    """A worker who has nothing to do with the person."""
    return worker_actor(MembershipFactory(role=role, worker=WorkerFactory(given_name="Ada")))


def by_law(person: Person, relation: Relation, kind: str = "lpa", **changed: Any) -> LegalDecider:
    """Somebody who may decide for this person about care by law: checked, and looked at again in a year."""
    told = {"relation": relation, "name": relation.name, "kind": kind, "covers": changed.pop("covers", "care")}
    day = changed.pop("on", NOON.date())
    with acting_as(SYSTEM, at=NOON):
        noted_by = MembershipFactory()
        decider = LegalDecider(person=person, noted_by=noted_by, told_at=NOON, **told)
        decider.save(force_insert=True)
        check = {"in_force": True, "how": "paper", "saw": "Her paper, with his name on it", "looked": "Both records"}
        days = {"registered_on": day, "review_on": birthday(day, 1)}
        made = {"person": person, "kind": kind, "checked_by": noted_by, "checked_at": NOON}
        DeciderCheck(decider=decider, **{**check, **days, **made, **changed}).save(force_insert=True)
    return decider


def _chose(person: Person, partner: Organisation, level: Level) -> None:
    CircleChoice(
        person=person,
        whom_kind="organisation",
        whom_id=partner.id,
        level=level,
        explained_how="over tea",
        said_by="person",
        from_at=NOON,
    ).save(force_insert=True)
