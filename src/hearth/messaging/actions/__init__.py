"""Telling people: what is queued in the transaction in which it came true leaves after it."""

from hearth.messaging.actions.queueing import queue_message

__all__ = ["queue_message"]
