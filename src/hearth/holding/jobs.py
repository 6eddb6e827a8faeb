"""What holding does by the clock."""

from django.utils.timezone import now

from hearth.core import jobs
from hearth.core.actor import SYSTEM
from hearth.core.scope import acting_as
from hearth.holding import actions


@jobs.every("*/5 * * * *")
def tell_what_is_late() -> None:
    """Every five minutes: whoever owes something that is soon too late hears of it."""
    with acting_as(SYSTEM, at=now()) as scope:
        actions.tell_what_is_late(SYSTEM, at=scope.at)


@jobs.every("*/5 * * * *")
def go_up_when_due() -> None:
    """Every five minutes: what services could not settle in time is put to those above them."""
    with acting_as(SYSTEM, at=now()) as scope:
        actions.go_up_when_due(SYSTEM, at=scope.at)
