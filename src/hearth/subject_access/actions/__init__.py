"""Giving somebody their record: asked, made sure, gathered, read through, decided, put together, given."""

from hearth.subject_access.actions.asking import ask_for_record, make_sure, take_on, withdraw
from hearth.subject_access.actions.extending import extend
from hearth.subject_access.actions.gathering import gather
from hearth.subject_access.actions.giving import hand_over, look_at_package, put_together
from hearth.subject_access.actions.reviewing import ask_professional, decide_item, finish_part, name_reviewer
from hearth.subject_access.actions.telling import tell_what_happened

__all__ = [
    "ask_for_record",
    "ask_professional",
    "decide_item",
    "extend",
    "finish_part",
    "gather",
    "hand_over",
    "look_at_package",
    "make_sure",
    "name_reviewer",
    "put_together",
    "take_on",
    "tell_what_happened",
    "withdraw",
]
