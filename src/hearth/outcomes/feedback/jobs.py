"""Every hour in the day: complaints of which nobody has said that they arrived."""

from django.utils.timezone import now

from hearth.core import jobs
from hearth.core.actor import SYSTEM
from hearth.core.scope import acting_as
from hearth.outcomes.feedback import actions


@jobs.every("20 * * * *")
def remind() -> None:
    """Every hour: whoever answers complaints hears of those that wait."""
    with acting_as(SYSTEM, at=now()) as scope:
        actions.remind(SYSTEM, at=scope.at)
