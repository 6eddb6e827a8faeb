"""Writing a plan with somebody, and saying that it is theirs."""

from hearth.plans.actions.capacity import end_doubt, note_doubt
from hearth.plans.actions.choosing import choose_level, choose_version, close_card, open_card
from hearth.plans.actions.packs import call_back, forget_keys, hear_from, take_cards, take_paper
from hearth.plans.actions.reviewing import note_happened, notice_crises
from hearth.plans.actions.signing import sign
from hearth.plans.actions.voices import say_otherwise
from hearth.plans.actions.writing import write_card, write_goal, write_part, write_wish

__all__ = [
    "call_back",
    "choose_level",
    "choose_version",
    "close_card",
    "end_doubt",
    "forget_keys",
    "hear_from",
    "note_doubt",
    "note_happened",
    "notice_crises",
    "open_card",
    "say_otherwise",
    "sign",
    "take_cards",
    "take_paper",
    "write_card",
    "write_goal",
    "write_part",
    "write_wish",
]
