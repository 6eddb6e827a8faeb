"""Telling people: what is queued in the transaction in which it came true leaves after it, if it still may."""

from hearth.messaging.actions.calling_off import call_off
from hearth.messaging.actions.choosing import choose_messages, stop_address
from hearth.messaging.actions.queueing import queue_message
from hearth.messaging.actions.sending import note_outcome, take_up_message
from hearth.messaging.actions.telling import note_told, post_letter, print_letter

__all__ = [
    "call_off",
    "choose_messages",
    "note_outcome",
    "note_told",
    "post_letter",
    "print_letter",
    "queue_message",
    "stop_address",
    "take_up_message",
]
