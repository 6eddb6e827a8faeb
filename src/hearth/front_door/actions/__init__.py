"""Receiving somebody, and what happens next: from the first second a named human holds them."""

from hearth.front_door.actions.answering import read_referral, write_down
from hearth.front_door.actions.receiving import receive_referral

__all__ = ["read_referral", "receive_referral", "write_down"]
