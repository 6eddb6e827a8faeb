"""Taking hold of somebody, handing over, and never letting go without another pair of hands."""

from hearth.holding.actions.absences import end_absence, look_after_absences, note_absence, take_back
from hearth.holding.actions.circle_endings import tell_of_endings
from hearth.holding.actions.closing import (
    close_shift,
    in_touch_in_the_morning,
    keep_morning_by_writing,
    plan_evening,
    tell_who_did_not_close,
)
from hearth.holding.actions.handovers import (
    accept_handover,
    complete_handover,
    have_met,
    point_on,
    propose_handover,
    talk_about_handover,
    withdraw_handover,
)
from hearth.holding.actions.holder_news import tell_who_holds
from hearth.holding.actions.holders import hand_on_people, move_holder, take_in, worker_leaves
from hearth.holding.actions.ladder import tell_what_is_late
from hearth.holding.actions.links import accept_by_link, point_on_by_link, say_who_i_am, say_who_is_by_link
from hearth.holding.actions.seats import ask_earlier, lend_seat, name_seat, take_seat_back
from hearth.holding.actions.shifts import call_off_shift, offer_shift, say_yes_to, tell_of_unfinished_shifts
from hearth.holding.actions.stalemates import (
    answer_stalemate,
    decide_stalemate,
    go_up_when_due,
    keep_barrier,
    name_for_joint_plan,
    raise_stalemate,
)
from hearth.holding.actions.standing import come_back, rest, support

__all__ = [
    "accept_by_link",
    "accept_handover",
    "answer_stalemate",
    "ask_earlier",
    "call_off_shift",
    "close_shift",
    "come_back",
    "complete_handover",
    "decide_stalemate",
    "end_absence",
    "go_up_when_due",
    "hand_on_people",
    "have_met",
    "in_touch_in_the_morning",
    "keep_barrier",
    "keep_morning_by_writing",
    "lend_seat",
    "look_after_absences",
    "move_holder",
    "name_for_joint_plan",
    "name_seat",
    "note_absence",
    "offer_shift",
    "plan_evening",
    "point_on",
    "point_on_by_link",
    "propose_handover",
    "raise_stalemate",
    "rest",
    "say_who_i_am",
    "say_who_is_by_link",
    "say_yes_to",
    "support",
    "take_back",
    "take_in",
    "take_seat_back",
    "talk_about_handover",
    "tell_of_endings",
    "tell_of_unfinished_shifts",
    "tell_what_is_late",
    "tell_who_did_not_close",
    "tell_who_holds",
    "withdraw_handover",
    "worker_leaves",
]
