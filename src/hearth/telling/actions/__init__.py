"""Keeping partners' forms, filling one in, confirming it, sending it."""

from hearth.telling.actions.filling import (
    answer,
    begin_filling,
    confirm_filling,
    let_go,
    say_still_right,
    say_yes_to_receiver,
)
from hearth.telling.actions.keeping import add_form, change_form, retire_form, use_version
from hearth.telling.actions.links import end_link, open_link
from hearth.telling.actions.sending import send_form

__all__ = [
    "add_form",
    "answer",
    "begin_filling",
    "change_form",
    "confirm_filling",
    "end_link",
    "let_go",
    "open_link",
    "retire_form",
    "say_still_right",
    "say_yes_to_receiver",
    "send_form",
    "use_version",
]
