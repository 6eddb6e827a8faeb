"""Which talks lie ahead, who chose to be reminded of them, and who has been."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import QuerySet

from hearth.core.actor import Actor
from hearth.core.clocks import day_of
from hearth.front_door import reminder_rules as rules
from hearth.front_door.welcome_models import Booking
from hearth.messaging.codes import STILL_TO_GO
from hearth.messaging.models import Message

REMINDER = "booking-reminder/"
# No reminder lies further ahead: a week, and the hours of a night of a clock change.
LONGEST_AHEAD = timedelta(days=8)


def offered(at: datetime) -> tuple[rules.Reminder, ...]:
    """The reminders that may be chosen now."""
    return rules.offered(on=day_of(at))


def bookings_ahead(actor: Actor, *, at: datetime) -> QuerySet[Booking]:
    """Talks to come of which somebody wants to be reminded, the soonest first."""
    ahead = Booking.objects.visible_to(actor).filter(outcome="", starts_at__gt=at, starts_at__lte=at + LONGEST_AHEAD)
    return ahead.exclude(reminders=[]).select_related("with_whom__worker").order_by("starts_at")


def keys_used(actor: Actor, bookings: Iterable[Booking]) -> set[str]:
    """The reminders of these talks that have been written already, by their keys."""
    ids = [booking.pk for booking in bookings]
    written = Message.objects.visible_to(actor).filter(subject_id__in=ids, subject_type="Booking")
    return set(written.values_list("key", flat=True))


def moved_with_reminders(actor: Actor) -> QuerySet[Booking]:
    """Talks that were moved, held or called off while a reminder of them still waits to go."""
    waiting = Message.objects.visible_to(actor).filter(state__in=STILL_TO_GO, key__startswith=REMINDER)
    return Booking.objects.visible_to(actor).filter(pk__in=waiting.values("subject_id")).exclude(outcome="")
