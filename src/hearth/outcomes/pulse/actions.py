"""Answering the one question of the month."""

from datetime import datetime

from hearth.core import audit, doors
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.clocks import day_of
from hearth.core.errors import NotPossible
from hearth.organisations.models import Membership
from hearth.outcomes import permissions
from hearth.outcomes.codes import Pulse
from hearth.outcomes.pulse import queries

NO_HUB = "You act for no hub here, so there is nowhere to count it."
ANSWERED = "You have answered this month. The next question comes with the next month."


@action
def answer_pulse(actor: Actor, /, *, answer: Pulse, at: datetime) -> None:
    """Count one more for this answer at the worker's hub in this month. What was answered stands with nobody's name.

    Raises NotPermitted, or NotPossible for whoever acts for no hub, or a second time in a month.
    """
    mine = permissions.check_answer_pulse(actor)
    if actor.hub_id is None:
        raise NotPossible(NO_HUB)
    if queries.has_answered(actor, month=day_of(at).replace(day=1)):
        raise NotPossible(ANSWERED)
    if not doors.answer("SELECT outcomes_answer_pulse(%s)", answer.value):
        raise NotPossible(ANSWERED)
    audit.record(actor, "outcomes.pulse_answered", subject=Membership(pk=mine), at=at)
