"""The welcoming conversation: arranged with the person, moved, held, or not; and what follows when it was missed."""

from datetime import datetime

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.clocks import LONDON, day_of
from hearth.core.errors import NotPossible
from hearth.core.ids import new_id
from hearth.front_door import reminder_rules
from hearth.front_door import welcome_permissions as permissions
from hearth.front_door import welcome_queries as queries
from hearth.front_door import welcome_rules as rules
from hearth.front_door.actions import promises
from hearth.front_door.actions.attempts import check_wording
from hearth.front_door.actions.reminding import call_off_reminders
from hearth.front_door.actions.updates import tell_referrers
from hearth.front_door.actions.urgency import in_turn, tell_of_referral
from hearth.front_door.codes import UpdateKind
from hearth.front_door.models import Referral
from hearth.front_door.rules import TALKED
from hearth.front_door.welcome_codes import MISSED, BookingOutcome, Place
from hearth.front_door.welcome_models import Booking, Thought
from hearth.front_door.welcome_rules import Arranged, Thinking
from hearth.messaging import actions as messaging
from hearth.messaging import rules as message_rules
from hearth.messaging.rules import Wording
from hearth.organisations.models import Membership, Worker
from hearth.record.codes import EntryKind

BESIDE = {
    Place.ROOM: "in a room with us",
    Place.HOME: "at your place",
    Place.WALK: "on a walk",
    Place.VIDEO: "by video",
    Place.PHONE: "by phone",
}
TITLE_OF = {
    BookingOutcome.HELD: "First real talk",
    BookingOutcome.WE_CANCELLED: "We cancelled",
    BookingOutcome.THEY_MOVED: "Moved, as you asked",
    BookingOutcome.MISSED: "Did not make it",
    BookingOutcome.NOT_SUPPORTED: "Was not supported to come",
}
TALKED_SITTING = TALKED | {"missed-contact", "call-back"}


@action
def book_welcome(actor: Actor, /, *, referral: Referral, arranged: Arranged, at: datetime) -> Booking:
    """Arrange the welcoming conversation, as the person agreed. They read it at once, and are told where it is safe.

    Raises NotPermitted, or NotPossible if one is booked already, it is over, or the same is offered a third time.
    """
    permissions.check_reach_out(actor)
    referral = in_turn(actor, referral)
    rules.check_open(welcoming=queries.is_open(referral))
    rules.check_arranged(arranged, now=at)
    reminder_rules.check_chosen(arranged.reminders, on=day_of(at))
    if queries.open_booking(actor, referral) is not None:
        raise NotPossible("A talk is arranged already. Say first how that one ended.")
    rules.check_different(arranged, queries.past_bookings(actor, referral))
    whom = _somebody_here(arranged)
    by_whom = {"booked_by_id": actor.membership_id}
    booking = Booking(
        id=new_id(),
        person_id=referral.person_id,
        referral=referral,
        with_whom=whom,
        place=arranged.place,
        where=arranged.where.strip(),
        starts_at=arranged.starts_at,
        minutes=arranged.minutes,
        interpreter=arranged.interpreter.strip(),
        agreed_how=arranged.agreed_how.strip(),
        reminders=list(arranged.reminders),
        booked_at=at,
        **by_whom,
    )
    booking.save(force_insert=True)
    words = told(booking)
    tell_of_referral(actor, referral, "We have arranged to talk", words, ("Booking", booking.id), at=at)
    _let_them_know(actor, booking, at)
    audit.record(actor, "front_door.welcome_booked", subject=booking, at=at, detail={"place": booking.place})
    return booking


@action
def end_booking(
    actor: Actor,
    /,
    *,
    booking: Booking,
    outcome: BookingOutcome,
    words: str,
    minutes_late: int | None = None,
    at: datetime,
) -> Booking:
    """How a booked talk ended. A missed one is a signal: we are gently in touch the same day, and nothing closes.

    Raises NotPermitted, or NotPossible without words, before its time, or if it was noted already.
    """
    permissions.check_reach_out(actor)
    referral = in_turn(actor, booking.referral)
    rules.check_words(words, missing="Write a few words about how it went. They read them too.")
    rules.check_may_end(outcome, starts_at=booking.starts_at, now=at)
    ended = {
        "outcome": outcome,
        "outcome_words": words.strip(),
        "minutes_late": minutes_late,
        "ended_by": actor.membership_id,
        "ended_at": at,
    }
    if not Booking.objects.visible_to(actor).filter(pk=booking.pk, outcome="").update(**ended):
        raise NotPossible("Somebody has noted this meanwhile. Look at it again.")
    happened_at = min(booking.starts_at, at)
    call_off_reminders(actor, booking=booking, at=at)
    _tell_ended(actor, referral, booking, outcome, words, happened_at, at)
    if outcome == BookingOutcome.HELD:
        promises.keep(actor, person_id=referral.person_id, codes=TALKED_SITTING, occurred_at=happened_at, at=at)
        tell_referrers(actor, person=referral.person.person, kind=UpdateKind.CONTACT_MADE, at=at)
    elif outcome in MISSED:
        promises.begin(["missed-contact"], referral=referral, subject=("Booking", booking.id), since=happened_at, at=at)
    audit.record(actor, "front_door.welcome_ended", subject=booking, at=at, detail={"outcome": outcome})
    booking.refresh_from_db()
    return booking


@action
def think_aloud(actor: Actor, /, *, referral: Referral, colleague: Worker, thinking: Thinking, at: datetime) -> Thought:
    """Whoever holds them and a colleague thought about it together; this is what they decided, and why.

    Raises NotPermitted, or NotPossible if a question was left out or it was one human alone.
    """
    permissions.check_reach_out(actor)
    rules.check_thinking(thinking, same_human=colleague.pk == actor.worker_id)
    referral = in_turn(actor, referral)
    by_whom = {"thought_by_id": actor.membership_id, "worker_id": actor.worker_id}
    thought = Thought(
        id=new_id(),
        person_id=referral.person_id,
        referral=referral,
        what_we_know=thinking.what_we_know.strip(),
        who_may_worry=thinking.who_may_worry.strip(),
        visit_or_check=thinking.visit_or_check.strip(),
        decision=thinking.decision,
        because=thinking.because.strip(),
        colleague=colleague,
        thought_at=at,
        **by_whom,
    )
    thought.save(force_insert=True)
    body = f"{actor.name} and {colleague.given_name} thought about how to go on. {thought.because}"
    title = thought.get_decision_display()
    tell_of_referral(actor, referral, title, body, ("Thought", thought.id), at=at)
    audit.record(actor, "front_door.thought_aloud", subject=thought, at=at, detail={"decision": thought.decision})
    return thought


def _somebody_here(arranged: Arranged) -> Membership:
    whom = Membership.objects.select_related("worker").filter(pk=arranged.whom).first()
    if whom is None or not whom.is_active:
        raise NotPossible("They do not work here any more. Who will be there?")
    return whom


def told(booking: Booking) -> str:
    """What the person reads of it."""
    local = booking.starts_at.astimezone(LONDON)
    place = f", {booking.where}" if booking.where else ""
    there = f" An interpreter is there: {booking.interpreter}." if booking.interpreter else ""
    return (
        f"{booking.with_whom.worker.name}, on {local:%A} {local.day} {local:%B} at {local:%H:%M}, "
        f"{BESIDE[Place(booking.place)]}{place}, for {booking.minutes} minutes.{there} "
        f"Agreed: {booking.agreed_how} {booking.reminded}"
    ).strip()


def _let_them_know(actor: Actor, booking: Booking, at: datetime) -> None:
    local = booking.starts_at.astimezone(LONDON)
    moment = f"{local:%A} {local.day} {local:%B} at {local:%H:%M}"
    name = booking.with_whom.worker.given_name
    wording = Wording(f"{name} on {local:%A}", f"{name} will see you on {moment}. If that does not suit, say so.")
    try:
        check_wording(wording, person_id=booking.person_id)
    except NotPossible:  # a name that would tell too much
        wording = Wording(f"{local:%A}", f"See you on {moment}. If that does not suit, say so.")
    messaging.queue_message(
        actor,
        to=message_rules.the_person(),
        about=booking.person_id,
        wording=wording,
        key=f"booking/{booking.id}",
        subject=("Booking", booking.id),
        at=at,
    )


def _tell_ended(
    actor: Actor,
    referral: Referral,
    booking: Booking,
    outcome: BookingOutcome,
    words: str,
    happened_at: datetime,
    at: datetime,
) -> None:
    kinds = {BookingOutcome.HELD: EntryKind.CONVERSATION} | dict.fromkeys(MISSED, EntryKind.DID_NOT_MAKE_IT)
    tell_of_referral(
        actor,
        referral,
        TITLE_OF[outcome],
        words.strip(),
        ("Booking", booking.id),
        kind=kinds.get(outcome, EntryKind.DECISION),
        occurred_at=happened_at,
        at=at,
    )
