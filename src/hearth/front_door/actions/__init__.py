"""Receiving somebody, and what happens next: from the first second a named human holds them."""

from hearth.front_door.actions.answering import read_referral, write_down
from hearth.front_door.actions.attempts import Tried, note_attempt, note_cut_off, write_to_person
from hearth.front_door.actions.deciding import decide_contact
from hearth.front_door.actions.drafts import forget_old_drafts, keep_asking, stop_asking
from hearth.front_door.actions.ending import agree_offer, come_back, connect_elsewhere, let_rest_unreached, say_not_now
from hearth.front_door.actions.receiving import receive_referral
from hearth.front_door.actions.referrers import follow_link, say_more, say_more_by_system
from hearth.front_door.actions.reminding import remind_of_talks
from hearth.front_door.actions.same_person import are_two_people, is_same_person
from hearth.front_door.actions.updates import agree_what_they_hear, tell_referrers, tell_the_silent
from hearth.front_door.actions.urgency import judge_urgency
from hearth.front_door.actions.welcoming import book_welcome, end_booking, think_aloud

__all__ = [
    "Tried",
    "agree_offer",
    "agree_what_they_hear",
    "are_two_people",
    "book_welcome",
    "come_back",
    "connect_elsewhere",
    "decide_contact",
    "end_booking",
    "follow_link",
    "forget_old_drafts",
    "is_same_person",
    "judge_urgency",
    "keep_asking",
    "let_rest_unreached",
    "note_attempt",
    "note_cut_off",
    "read_referral",
    "receive_referral",
    "remind_of_talks",
    "say_more",
    "say_more_by_system",
    "say_not_now",
    "stop_asking",
    "tell_referrers",
    "tell_the_silent",
    "think_aloud",
    "write_down",
    "write_to_person",
]
