"""Writing in somebody's record. The person is the first reader of every word."""

from hearth.record.actions.amending import AmendedMeanwhile, Marks, amend_as_asked, amend_entry, mark_entered_in_error
from hearth.record.actions.before import Told, tell_before
from hearth.record.actions.countersigning import answer_question, ask_before_signing, countersign
from hearth.record.actions.drafts import drop_draft, keep_draft, tell_unfinished
from hearth.record.actions.health import confirm_fact, end_fact, write_fact
from hearth.record.actions.joint import answer_joint, name_joint_authors
from hearth.record.actions.moving import move_entry
from hearth.record.actions.pictures import Yes, agree_to_picture, take_out_own_picture, take_out_picture
from hearth.record.actions.safety_notes import end_note, renew_note, write_note
from hearth.record.actions.saying import attach_statement, say_my_view
from hearth.record.actions.withholding import hold_back, review_withholding
from hearth.record.actions.writing import (
    authorship,
    check_entry,
    check_moment,
    check_words,
    note_helper,
    write_entry,
)

__all__ = [
    "AmendedMeanwhile",
    "Marks",
    "Told",
    "Yes",
    "agree_to_picture",
    "amend_as_asked",
    "amend_entry",
    "answer_joint",
    "answer_question",
    "ask_before_signing",
    "attach_statement",
    "authorship",
    "check_entry",
    "check_moment",
    "check_words",
    "confirm_fact",
    "countersign",
    "drop_draft",
    "end_fact",
    "end_note",
    "hold_back",
    "keep_draft",
    "mark_entered_in_error",
    "move_entry",
    "name_joint_authors",
    "note_helper",
    "renew_note",
    "review_withholding",
    "say_my_view",
    "take_out_own_picture",
    "take_out_picture",
    "tell_before",
    "tell_unfinished",
    "write_entry",
    "write_fact",
    "write_note",
]
