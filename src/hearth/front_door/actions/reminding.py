"""Reminders of a talk, for whoever chose them; never of one that was moved, held or missed."""

from datetime import datetime

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.errors import NotPossible
from hearth.front_door import permissions, reminder_rules
from hearth.front_door import reminder_queries as queries
from hearth.front_door.actions.attempts import check_wording
from hearth.front_door.reminder_rules import Reminder
from hearth.front_door.welcome_models import Booking
from hearth.messaging import actions as messaging
from hearth.messaging.rules import the_person

MOVED = "That talk was moved, held or called off."


@action
def remind_of_talks(actor: Actor, /, *, at: datetime) -> int:
    """Whoever chose to be reminded hears in time, where it is safe in that second. Returns how many were written to.

    What waits for the morning and was meant for a talk that has been moved is called off. Raises NotPermitted for
    anyone but Hearth itself.
    """
    permissions.check_hearth_itself(actor)
    reminded, ahead = 0, list(queries.bookings_ahead(actor, at=at))
    used = queries.keys_used(actor, ahead)
    for booking in ahead:
        for reminder in _due(booking, at):
            if _key(booking, reminder) not in used:
                _remind(actor, booking, reminder, at)
                reminded += 1
    for booking in queries.moved_with_reminders(actor):
        call_off_reminders(actor, booking=booking, at=at)
    audit.record(
        actor,
        "front_door.talks_looked_at",
        subject=audit.Whole("every talk ahead"),
        at=at,
        detail={"reminded": reminded},
    )
    return reminded


def call_off_reminders(actor: Actor, *, booking: Booking, at: datetime) -> None:
    """What waits to remind of a talk that was moved, held or called off is not sent."""
    messaging.call_off(actor, subject=("Booking", booking.pk), keys=queries.REMINDER, because=MOVED, at=at)


def _due(booking: Booking, at: datetime) -> list[Reminder]:
    return reminder_rules.due_now(booking.reminders, booked_at=booking.booked_at, starts_at=booking.starts_at, at=at)


def _remind(actor: Actor, booking: Booking, reminder: Reminder, at: datetime) -> None:
    wording = reminder_rules.wording(name=booking.with_whom.worker.given_name, starts_at=booking.starts_at, at=at)
    try:
        check_wording(wording, person_id=booking.person_id)
    except NotPossible:  # a name that would tell too much
        wording = reminder_rules.wording(name="", starts_at=booking.starts_at, at=at)
    messaging.queue_message(
        actor,
        to=the_person(),
        about=booking.person_id,
        wording=wording,
        key=_key(booking, reminder),
        subject=("Booking", booking.pk),
        at=at,
        good_until_at=booking.starts_at,
    )


def _key(booking: Booking, reminder: Reminder) -> str:
    return f"{queries.REMINDER}{booking.pk}/{reminder.code}"
