"""What holding does by the clock."""

from datetime import datetime
from uuid import UUID

from django.utils.timezone import now

from hearth.core import jobs
from hearth.core.actor import SYSTEM
from hearth.core.scope import acting_as
from hearth.holding import actions
from hearth.organisations.models import Membership


@jobs.every("*/5 * * * *")
def tell_what_is_late() -> None:
    """Every five minutes: whoever owes something that is soon too late hears of it."""
    with acting_as(SYSTEM, at=now()) as scope:
        actions.tell_what_is_late(SYSTEM, at=scope.at)


@jobs.every("*/5 * * * *")
def look_after_absences() -> None:
    """Every five minutes: whose time away has come is stood in for, and whose is over is here again."""
    with acting_as(SYSTEM, at=now()) as scope:
        actions.look_after_absences(SYSTEM, at=scope.at)


@jobs.every("*/5 * * * *")
def tell_who_did_not_close() -> None:
    """Every five minutes: whoever manages a hub hears that its shift was not closed at closing time."""
    with acting_as(SYSTEM, at=now()) as scope:
        actions.tell_who_did_not_close(SYSTEM, at=scope.at)


@jobs.every("*/5 * * * *")
def tell_of_unfinished_shifts() -> None:
    """Every five minutes: whoever manages a hub hears of a shift in which somebody waits for a yes."""
    with acting_as(SYSTEM, at=now()) as scope:
        actions.tell_of_unfinished_shifts(SYSTEM, at=scope.at)


@jobs.every("*/5 * * * *")
def go_up_when_due() -> None:
    """Every five minutes: what services could not settle in time is put to those above them."""
    with acting_as(SYSTEM, at=now()) as scope:
        actions.go_up_when_due(SYSTEM, at=scope.at)


@jobs.every("35 * * * *")
def tell_of_endings() -> None:
    """Every hour: whoever holds somebody hears that something of their circle closes soon."""
    with acting_as(SYSTEM, at=now()) as scope:
        actions.tell_of_endings(SYSTEM, at=scope.at)


@jobs.job
def tell_who_holds(*, people: list[str], news: str, old: str, new: str, at: str) -> None:
    """Each of these people is told who holds them now."""
    when = datetime.fromisoformat(at)
    with acting_as(SYSTEM, at=now()):
        members = Membership.objects.select_related("worker").in_bulk([UUID(old), UUID(new)])
        whom = [UUID(one) for one in people]
        actions.tell_who_holds(SYSTEM, people=whom, news=news, old=members[UUID(old)], new=members[UUID(new)], at=when)
