"""Receiving somebody: from the first second a named human holds them."""

from datetime import datetime

from django.db import connection

from hearth.core import audit, clocks
from hearth.core.actions import action
from hearth.core.actor import Actor, ActorKind
from hearth.core.errors import NotPossible
from hearth.core.ids import new_id
from hearth.front_door import permissions, rules
from hearth.front_door.codes import Route
from hearth.front_door.models import Referral
from hearth.front_door.rules import Told
from hearth.front_door.secrets import WayBack, hashed, new_way_back
from hearth.holding import actions as holding
from hearth.holding.models import Holding
from hearth.organisations.models import Hub, Membership
from hearth.people import actions as people
from hearth.people.models import Person
from hearth.record import actions as record
from hearth.record.codes import EntryKind, Source


@action
def receive_referral(
    actor: Actor, /, *, told: Told, hub: Hub, at: datetime, person: Person | None = None
) -> tuple[Referral, WayBack]:
    """Keep what was told, hold the person, open the hub's sight, write the entry and start the promises.

    `person` is somebody already known; without one, a provisional person is made. The way back is shown once.
    Raises NotPermitted, or NotPossible if an answer is missing or no human could hold them.
    """
    permissions.check_receive_referral(actor)
    rules.check_told(told)
    held = hold(actor, person or new_person(actor, told, at), hub, at)
    way_back = new_way_back()
    referral = Referral(
        id=new_id(),
        person=held,
        hub=hub,
        received_at=at,
        taken_by_id=actor.membership_id,
        return_hash=hashed(way_back.token),
        code_hash=hashed(way_back.code),
        **rules.answers(told),
    )
    referral.save(force_insert=True)
    tell_the_story(actor, referral, at)
    promise(referral, at)
    audit.record(
        actor, "front_door.referral_received", subject=referral, person_id=held.pk, at=at, detail={"route": told.route}
    )
    return referral, way_back


def hold(actor: Actor, person: Person, hub: Hub, at: datetime) -> Holding:
    """The holding this person has already, or a new one with the shift lead on duty."""
    if actor.kind is not ActorKind.PUBLIC:
        held = Holding.objects.visible_to(actor).filter(person=person).first()
        if held is not None:
            return held
    return holding.take_in(actor, person=person, hub=hub, holder=lead_on_duty(hub, at), at=at)


def lead_on_duty(hub: Hub, at: datetime) -> Membership:
    """The human who holds whoever arrives at this hub now. Raises NotPossible if the hub has nobody at all."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT front_door_lead_on_duty(%s, %s)", [hub.pk, at])
        (found,) = cursor.fetchone()
    if found is None:
        raise NotPossible(f"There is nobody at {hub.name} who could hold anyone yet. Choose another hub.")
    return Membership.objects.select_related("worker").get(pk=found)


def new_person(actor: Actor, told: Told, at: datetime) -> Person:
    """Somebody we have not met: provisional, or a guest if we do not even have a name to call them by."""
    called = told.known_as.strip()
    return people.create_person(actor, known_as=called or "Guest", status="provisional" if called else "guest", at=at)


def tell_the_story(actor: Actor, referral: Referral, at: datetime) -> None:
    """The first entry of the journey: what was told, by whom, in their words."""
    own = referral.route in {Route.MYSELF, Route.WALK_IN, Route.PHONE} and not referral.referrer_name
    record.write_entry(
        actor,
        person=referral.person.person,
        kind=EntryKind.REFERRAL,
        title=Route(referral.route).label,
        body=referral.what_is_happening,
        occurred_at=at,
        at=at,
        source=Source.TOLD_BY_PERSON if own else Source.TOLD_BY_OTHER,
        about_others=not own,
        subject=("Referral", referral.id),
        lane=referral.hub.name,
    )


def promise(referral: Referral, at: datetime) -> None:
    """What they may expect from us, with dates."""
    codes = ["first-contact", "welcoming-conversation"]
    if referral.feels_unsafe:
        codes.append("feeling-unsafe")
    for code in codes:
        clocks.start_clock(
            code=code,
            person_id=referral.person_id,
            subject_type="Referral",
            subject_id=referral.id,
            owner_id=referral.person.holder_id,
            at=at,
        )
