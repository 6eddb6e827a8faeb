"""At the end of a shift: words that are not finished."""

from datetime import timedelta

from django.conf import settings
from django.utils.timezone import now

from hearth.core import jobs
from hearth.core.actor import SYSTEM
from hearth.core.scope import acting_as
from hearth.record import actions


@jobs.every("*/5 * * * *")
def tell_unfinished() -> None:
    """Every five minutes: whoever's shift ends soon hears that words they began are not finished."""
    within = timedelta(minutes=settings.SHIFT_ENDS_SOON_MINUTES)
    with acting_as(SYSTEM, at=now()) as scope:
        actions.tell_unfinished(SYSTEM, within=within, at=scope.at)
