"""Putting right what is wrong in a record."""

from hearth.correcting.actions.corrections import accept_correction, ask_correction, keep_as_written
from hearth.correcting.actions.exposures import decide_exposure
from hearth.correcting.actions.moves import do_move, leave_move, propose_move
from hearth.correcting.actions.recipients import note_told

__all__ = [
    "accept_correction",
    "ask_correction",
    "decide_exposure",
    "do_move",
    "keep_as_written",
    "leave_move",
    "note_told",
    "propose_move",
]
