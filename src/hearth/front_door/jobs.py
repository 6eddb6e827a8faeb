"""What the door does by the clock."""

from django.utils.timezone import now

from hearth.core import jobs
from hearth.core.actor import SYSTEM
from hearth.core.scope import acting_as
from hearth.front_door import actions


@jobs.every("17 * * * *")
def tell_the_silent() -> None:
    """Every hour: whoever asked for somebody and has heard nothing for a week hears that we still have it."""
    with acting_as(SYSTEM, at=now()) as scope:
        actions.tell_the_silent(SYSTEM, at=scope.at)


@jobs.every("* * * * *")
def remind_of_talks() -> None:
    """Every minute: whoever chose to be reminded of a talk is, in time; of a talk that was moved nobody is."""
    with acting_as(SYSTEM, at=now()) as scope:
        actions.remind_of_talks(SYSTEM, at=scope.at)


@jobs.every("41 3 * * *")
def forget_old_drafts() -> None:
    """Every night: words begun and not sent for a month are gone."""
    with acting_as(SYSTEM, at=now()) as scope:
        actions.forget_old_drafts(SYSTEM, at=scope.at)
