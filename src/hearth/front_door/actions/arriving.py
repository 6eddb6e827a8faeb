"""Whoever arrives is held: somebody new by the shift lead, somebody we know by whoever holds them already."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hearth.core import doors
from hearth.core.actor import Actor
from hearth.front_door.codes import Route
from hearth.front_door.models import Referral
from hearth.front_door.rules import Told
from hearth.holding import actions as holding
from hearth.messaging import actions as messaging
from hearth.messaging.links import absolute
from hearth.messaging.rules import Wording, worker
from hearth.organisations.models import Hub, Membership
from hearth.people import actions as people
from hearth.people import queries as known
from hearth.people.codes import NHS_NUMBER, BirthPrecision, ContactKind
from hearth.people.details import ContactDetails, IdentifierDetails
from hearth.people.keys import SHORTEST_NUMBER, phone_digits
from hearth.people.models import Person
from hearth.sharing import actions as sharing


@dataclass(frozen=True, slots=True)
class Held:
    """Whom somebody is held by. `is_new` says that nobody held them before."""

    person: Person
    holder_id: UUID
    is_new: bool


def hold(actor: Actor, person: Person, hub: Hub, lead: Membership, at: datetime, *, is_new: bool) -> Held:
    """Whoever holds this person already goes on, and the hub's team may know them; else the shift lead holds them."""
    holder_id = None if is_new else arrive(person, hub, lead, at)
    if holder_id is not None:
        return Held(person, holder_id, is_new=False)
    holding.take_in(actor, person=person, hub=hub, holder=lead, at=at)
    return Held(person, lead.pk, is_new=True)


def arrive(person: Person, hub: Hub, lead: Membership, at: datetime) -> UUID | None:
    """Somebody we know is here again. Who holds them now; None if nobody here ever did."""
    holder_id = doors.answer("SELECT front_door_arrive(%s, %s, %s, %s)", person.pk, hub.pk, lead.pk, at)
    if holder_id is not None:
        sharing.rewrite_sight(person_id=person.pk, at=at)
    return UUID(str(holder_id)) if holder_id else None


def new_person(actor: Actor, told: Told, at: datetime) -> Person:
    """Somebody we have not met: provisional, or a guest if we do not even have a name to call them by.

    A number that is somebody else's already is left with what was told, for a worker to look at.
    """
    hints, called = told.hints, told.known_as.strip() or told.hints.given.strip()
    number = hints.nhs_number
    if number is not None and known.is_anybodys([IdentifierDetails(NHS_NUMBER, number.digits)]):
        number = None
    return people.create_person(
        actor,
        known_as=called or "Guest",
        status="provisional" if called or hints.family.strip() else "guest",
        given=hints.given,
        family=hints.family,
        birth_on=hints.birth_on,
        birth_precision=BirthPrecision.DAY if hints.birth_on else BirthPrecision.UNKNOWN,
        nhs_number=number,
        contacts=_contacts(hints.phone),
        at=at,
    )


def tell_holder(actor: Actor, referral: Referral, held: Held, at: datetime) -> None:
    """Whoever holds somebody hears that they, or somebody for them, asked again."""
    again = "asked for support again" if referral.route == Route.MYSELF else "was spoken for again"
    words = Wording(
        "Somebody you hold is asking",
        f"Somebody you hold {again}, at {referral.hub.name}. Please read it when you next sit down: "
        f"{absolute(f'/people/{held.person.pk}')}",
    )
    messaging.queue_message(
        actor,
        to=worker(held.holder_id),
        about=held.person.pk,
        wording=words,
        key=f"front_door.arrival/{referral.pk}",
        subject=("Referral", referral.pk),
        at=at,
    )


def _contacts(phone: str) -> list[ContactDetails]:
    is_number = len(phone_digits(phone)) >= SHORTEST_NUMBER
    return [ContactDetails(ContactKind.PHONE, phone.strip())] if is_number else []
