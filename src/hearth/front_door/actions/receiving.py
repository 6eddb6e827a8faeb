"""Receiving somebody: from the first second a named human holds them."""

from datetime import datetime

from hearth.core import audit, clocks, doors
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.errors import NotPossible
from hearth.core.ids import new_id
from hearth.front_door import permissions, queries, rules
from hearth.front_door.actions.arriving import Held, hold, new_person, tell_holder
from hearth.front_door.actions.referrers import keep_referrer
from hearth.front_door.codes import Route
from hearth.front_door.models import Referral
from hearth.front_door.rules import Told
from hearth.front_door.secrets import WayBack, hashed, new_way_back
from hearth.organisations.models import Hub, Membership
from hearth.people.models import Person
from hearth.record import actions as record
from hearth.record.codes import EntryKind, Source


@action
def receive_referral(
    actor: Actor, /, *, told: Told, hub: Hub, at: datetime, person: Person | None = None
) -> tuple[Referral, WayBack]:
    """Keep what was told, hold the person, open the hub's sight, write the entry and start the promises.

    `person` is somebody already known. Without one, what was told may say surely whom we know; else a provisional
    person is made. A second referral within the days that `limits` names joins the first and keeps its promises.
    The way back is shown once. Raises NotPermitted, or NotPossible if an answer is missing or no human could hold them.
    """
    permissions.check_receive_referral(actor)
    rules.check_told(told)
    known = person or queries.surely_known(told.hints)
    lead = lead_on_duty(hub, at)
    held = hold(actor, known or new_person(actor, told, at), hub, lead, at, is_new=known is None)
    way_back = new_way_back()
    referral = Referral(
        id=new_id(),
        person_id=held.person.pk,
        hub=hub,
        received_at=at,
        taken_by_id=actor.membership_id,
        return_hash=hashed(way_back.token),
        code_hash=hashed(way_back.code),
        contact=lead,
        joined_to_id=None if held.is_new else queries.earlier_referral(held.person.pk, at=at),
        **rules.answers(told),
    )
    referral.save(force_insert=True)
    _tell_everyone(actor, referral, told, held, lead, at)
    detail = {"route": told.route}
    audit.record(
        actor, "front_door.referral_received", subject=referral, person_id=held.person.pk, at=at, detail=detail
    )
    return referral, way_back


def _tell_everyone(actor: Actor, referral: Referral, told: Told, held: Held, lead: Membership, at: datetime) -> None:
    """The journey has the story, the promises begin, whoever spoke for them is kept, whoever holds them hears."""
    tell_the_story(actor, referral, held.person, at)
    promise(referral, held, at)
    if told.is_for_another:
        keep_referrer(actor, referral=referral, told=told, holder=lead, at=at)
    if not held.is_new and held.holder_id != actor.membership_id:
        tell_holder(actor, referral, held, at)


def lead_on_duty(hub: Hub, at: datetime) -> Membership:
    """The human who holds whoever arrives at this hub now. Raises NotPossible if the hub has nobody at all."""
    found = doors.answer("SELECT front_door_lead_on_duty(%s, %s)", hub.pk, at)
    if found is None:
        raise NotPossible(f"There is nobody at {hub.name} who could hold anyone yet. Choose another hub.")
    return Membership.objects.select_related("worker").get(pk=found)


def tell_the_story(actor: Actor, referral: Referral, person: Person, at: datetime) -> None:
    """The first entry of the journey: what was told, by whom, in their words."""
    own = referral.route in {Route.MYSELF, Route.WALK_IN, Route.PHONE} and not referral.referrer_name
    record.write_entry(
        actor,
        person=person,
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


def promise(referral: Referral, held: Held, at: datetime) -> None:
    """What they may expect from us, with dates. Whoever was promised a talk already is promised no second one."""
    codes = [] if referral.joined_to_id else ["first-contact", "welcoming-conversation"]
    if referral.feels_unsafe:
        codes.append("feeling-unsafe")
    for code in codes:
        clocks.start_clock(
            code=code,
            person_id=referral.person_id,
            subject_type="Referral",
            subject_id=referral.id,
            owner_id=held.holder_id,
            at=at,
        )
