"""What plans do by the clock."""

from django.utils.timezone import now

from hearth.core import jobs
from hearth.core.actor import SYSTEM
from hearth.core.scope import acting_as
from hearth.plans import actions


@jobs.every("9,39 * * * *")
def notice_crises() -> None:
    """Every half hour: after a crisis, wherever it was written, the plan is looked at again."""
    with acting_as(SYSTEM, at=now()) as scope:
        actions.notice_crises(SYSTEM, at=scope.at)


@jobs.every("*/10 * * * *")
def forget_keys() -> None:
    """Every ten minutes: the keys of shifts that are over are forgotten."""
    with acting_as(SYSTEM, at=now()) as scope:
        actions.forget_keys(SYSTEM, at=scope.at)
