"""Receiving somebody, and what happens next: from the first second a named human holds them."""

from hearth.front_door.actions.answering import read_referral, write_down
from hearth.front_door.actions.deciding import decide_contact
from hearth.front_door.actions.receiving import receive_referral
from hearth.front_door.actions.referrers import follow_link, say_more
from hearth.front_door.actions.updates import agree_what_they_hear, tell_referrers, tell_the_silent

__all__ = [
    "agree_what_they_hear",
    "decide_contact",
    "follow_link",
    "read_referral",
    "receive_referral",
    "say_more",
    "tell_referrers",
    "tell_the_silent",
    "write_down",
]
