"""What people close to somebody do, and what is done with what they tell."""

from hearth.carers.actions.acting import ask_for_support
from hearth.carers.actions.asking import ask_for_assessment
from hearth.carers.actions.groups import add_group, end_group
from hearth.carers.actions.notes import keep_note, take_out_note
from hearth.carers.actions.seeing import read_seeing, tell_seeing

__all__ = [
    "add_group",
    "ask_for_assessment",
    "ask_for_support",
    "end_group",
    "keep_note",
    "read_seeing",
    "take_out_note",
    "tell_seeing",
]
