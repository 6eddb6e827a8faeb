"""Taking hold of somebody, handing over, and never letting go without another pair of hands."""

from hearth.holding.actions.handovers import (
    accept_handover,
    complete_handover,
    have_met,
    point_on,
    propose_handover,
    talk_about_handover,
    withdraw_handover,
)
from hearth.holding.actions.holders import move_holder, take_in, worker_leaves
from hearth.holding.actions.ladder import tell_what_is_late

__all__ = [
    "accept_handover",
    "complete_handover",
    "have_met",
    "move_holder",
    "point_on",
    "propose_handover",
    "take_in",
    "talk_about_handover",
    "tell_what_is_late",
    "withdraw_handover",
    "worker_leaves",
]
