"""A small hub and the people around it, for tests that need the whole house. Everybody is invented."""

import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.db.models import Model
from django.test import Client
from django.utils.timezone import now

from hearth.core.actor import PUBLIC, SYSTEM, Actor, ActorKind
from hearth.core.scope import acting_as
from hearth.core.sight import Level
from hearth.core.values import NhsNumber
from hearth.front_door import actions as front_door
from hearth.front_door.codes import Route
from hearth.front_door.models import Referral
from hearth.front_door.rules import Told
from hearth.front_door.secrets import WayBack
from hearth.holding import actions as holding
from hearth.holding.models import Holding
from hearth.organisations import actions as organisations
from hearth.organisations.models import Account, Hub, Membership, Organisation, Seat, SeatHolder, Team
from hearth.organisations.queries import worker_actor
from hearth.organisations.sessions import SessionStore
from hearth.organisations.tests.factories import HubFactory, MembershipFactory, OrganisationFactory, ShiftFactory
from hearth.people import actions as people
from hearth.people.models import Person, PortalAccess
from hearth.record import actions as record
from hearth.record.codes import EntryKind
from hearth.record.models import Entry
from hearth.sharing import actions as sharing

SURNAME = "Marchbanks"
NHS_NUMBER = "9990000018"
STORY = "I have not slept since the letter about the flat came."


@dataclass
class World:
    """One open hub: its team has seats of the trust and of the council. The surgery has none."""

    at: datetime
    hub: Hub
    team: Team
    trust: Organisation
    council: Organisation
    surgery: Organisation
    manager: Membership
    lead: Membership
    peer: Membership
    partner: Membership
    outsider: Membership
    administrator: Membership


def build(at: datetime | None = None) -> World:
    """Make the hub, with Priya leading the shift from two hours before `at` until eight hours after."""
    at = at or now()
    with acting_as(SYSTEM, at=at):
        trust = OrganisationFactory(name="Ouse Valley Trust", kind="nhs-trust")
        council = OrganisationFactory(name="City housing", kind="housing")
        surgery = OrganisationFactory(name="Foss Surgery", kind="gp")
        hub = HubFactory(organisation=trust, name="30 Clarence Street", slug="clarence-street")
        manager = worker("Ola", "Winter", "hub-manager", trust, hub=hub)
        world = World(
            at=at,
            hub=hub,
            team=Team.objects.create(organisation=trust, hub=hub, name="Clarence Street team"),
            trust=trust,
            council=council,
            surgery=surgery,
            manager=manager,
            lead=worker("Priya", "Nair", "shift-lead", trust, hub=hub, manager=manager),
            peer=worker("Sam", "Okafor", "peer-supporter", trust, hub=hub, manager=manager),
            partner=worker("Tom", "Marsh", "partner-professional", council),
            outsider=worker("Pol", "Reed", "partner-professional", surgery),
            administrator=worker("Ada", "Quill", "administrator", trust),
        )
        _take_seats(world)
        ShiftFactory(hub=hub, membership=world.lead, starts_at=at - timedelta(hours=2), ends_at=at + timedelta(hours=8))
    return world


def worker(given: str, family: str, role: str, organisation: Organisation, **more: Any) -> Membership:
    """A human in a role at a partner, with a sign-in such as priya@hearth.example."""
    return MembershipFactory(
        worker__given_name=given,
        worker__family_name=family,
        worker__account__email=f"{given.lower()}@hearth.example",
        role=role,
        organisation=organisation,
        **more,
    )


def in_the_team(world: World, given: str, family: str, role: str) -> Membership:
    """One more worker of the trust at the hub, led by whoever leads the shift."""
    found = worker(given, family, role, world.trust, hub=world.hub, manager=world.lead)
    with acting_as(SYSTEM, at=world.at):
        SeatHolder.objects.create(seat=Seat.objects.get(team=world.team, organisation=world.trust), membership=found)
    return found


def another_role(world: World, of: Membership, role: str) -> Membership:
    """The same human in another role of the same organisation and team."""
    with acting_as(SYSTEM, at=world.at):
        found = MembershipFactory(worker=of.worker, organisation=of.organisation, role=role, hub=of.hub)
        SeatHolder.objects.create(seat=Seat.objects.get(team=world.team, organisation=world.trust), membership=found)
    return found


def _take_seats(world: World) -> None:
    own = Seat.objects.create(team=world.team, organisation=world.trust)
    theirs = Seat.objects.create(team=world.team, organisation=world.council)
    for membership in (world.manager, world.lead, world.peer):
        SeatHolder.objects.create(seat=own, membership=membership)
    SeatHolder.objects.create(seat=theirs, membership=world.partner)


def asked(world: World, *, at: datetime | None = None, **told: Any) -> tuple[Referral, WayBack]:
    """Somebody asks at the front door without an account."""
    at = at or world.at
    with acting_as(PUBLIC, at=at):
        return front_door.receive_referral(PUBLIC, told=told_at_the_door(**told), hub=world.hub, at=at)


def told_at_the_door(**changed: Any) -> Told:
    """What Keeley tells when she asks, or what is told of her."""
    answers = {
        "route": Route.MYSELF,
        "known_as": "Keeley",
        "who_and_how_to_find": "Text me, not before eleven.",
        "what_is_happening": STORY,
    }
    return Told(**{**answers, **changed})


def spoken_for(world: World, *, at: datetime | None = None, **told: Any) -> tuple[Referral, WayBack]:
    """A doctor without an account asks for somebody."""
    answers = {
        "route": Route.PROFESSIONAL,
        "referrer_name": "Dr Amara Obi",
        "referrer_job": "GP",
        "referrer_organisation": "Foss Surgery",
        "referrer_email": "amara@foss-surgery.example",
        "keep_doing": "I see them every fortnight.",
    }
    return asked(world, at=at, **{**answers, **told})


def known(world: World, *, known_as: str = "Keeley", holder: Membership | None = None, **details: Any) -> Person:
    """Somebody whom the hub's team knows well and the shift lead holds."""
    given = {"given": "Keeley", "family": SURNAME, "nhs_number": NhsNumber(NHS_NUMBER), **details}
    with acting_as(SYSTEM, at=world.at):
        person = people.create_person(SYSTEM, known_as=known_as, at=world.at, **given)
        holding.take_in(SYSTEM, person=person, hub=world.hub, holder=holder or world.lead, at=world.at)
    return person


def let_in(world: World, person: Person, whom: Organisation | Membership, level: Level = Level.FULL) -> None:
    """The person decides how much a partner may know."""
    with acting_as(SYSTEM, at=world.at):
        sharing.choose_circle(
            SYSTEM, person=person, whom=whom, level=level, explained_how="over a cup of tea", at=world.at
        )


def written(world: World, person: Person, body: str = "We talked.", by: Membership | None = None) -> Entry:
    """An entry in somebody's record, by the shift lead unless said otherwise."""
    actor = worker_actor(by or world.lead)
    with acting_as(actor, at=world.at):
        return record.write_entry(
            actor, person=person, kind=EntryKind.CONVERSATION, body=body, occurred_at=world.at, at=world.at
        )


def write_down(world: World, person: Person, *, at: datetime, by: Membership | None = None) -> Entry:
    """A conversation, as it is written from the desk: it keeps the promises it keeps."""
    actor = worker_actor(by or world.lead)
    with acting_as(actor, at=at):
        return front_door.write_down(
            actor, person=person, kind=EntryKind.CONVERSATION, body="We talked.", occurred_at=at, at=at
        )


def holding_of(actor: Actor, person: Person) -> Holding:
    """Who holds this person, as the actor in scope may see it."""
    return Holding.objects.visible_to(actor).get(person=person)


def own_sign_in(world: World, person: Person) -> Account:
    """A sign-in that opens this person's own record."""
    with acting_as(SYSTEM, at=world.at):
        account = organisations.open_account(SYSTEM, at=world.at)
        PortalAccess.objects.create(account=account, person=person, given_at=world.at)
    return account


def themselves(world: World, person: Person) -> Actor:
    """The person as the actor they are, with a sign-in of their own."""
    account = own_sign_in(world, person)
    return Actor(ActorKind.PERSON, name=person.known_as, account_id=account.id, person_id=person.id)


def session(account: Account, **acting: UUID) -> str:
    """The key of a signed-in session: membership_id=... for a worker, person_id=... for a person."""
    store = SessionStore()
    store["_auth_user_id"] = str(account.pk)
    store["_auth_user_backend"] = settings.AUTHENTICATION_BACKENDS[0]
    store["_auth_user_hash"] = account.get_session_auth_hash()
    store["account_authentication_methods"] = [{"method": "password", "at": time.time(), "reauthenticated": True}]
    store["account_authentication_methods_user"] = str(account.pk)
    store.update({"ref": str(uuid4()), "safe_until": "2999-01-01T00:00:00+00:00"} if "person_id" in acting else {})
    store.update({name: str(key) for name, key in acting.items()})
    store.save()
    return str(store.session_key)


def session_of(membership: Membership) -> str:
    """The key of a session in which this worker acts."""
    return session(membership.worker.account, membership_id=membership.id)


def client_of(membership: Membership) -> Client:
    """A browser in which this worker has signed in."""
    return _with_session(session_of(membership))


def client_of_person(world: World, person: Person) -> Client:
    """A browser in which the person has signed in as themselves."""
    return _with_session(session(own_sign_in(world, person), person_id=person.id))


def _with_session(key: str) -> Client:
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = key
    return client


def send(client: Client, path: str, /, *, once: object = None, **typed: Any) -> Any:
    """Send a form with a fresh key, or with the one given."""
    return client.post(path, {"_once": str(once or uuid4()), **typed})


def words(response: Any) -> str:
    """What stands on the page."""
    return response.content.decode()


def all_of(model: type[Model], **wanted: Any) -> list[Any]:
    """Every row there is, whoever may see it."""
    with acting_as(SYSTEM, at=now()):
        return list(model._default_manager.filter(**wanted))
