"""Writing in somebody's record. The person is the first reader of every word."""

from hearth.record.actions.amending import AmendedMeanwhile, Marks, amend_as_asked, amend_entry, mark_entered_in_error
from hearth.record.actions.drafts import drop_draft, keep_draft
from hearth.record.actions.saying import attach_statement, say_my_view
from hearth.record.actions.withholding import hold_back, review_withholding
from hearth.record.actions.writing import (
    OWN_WORDS,
    authorship,
    check_entry,
    check_moment,
    check_words,
    write_entry,
)

__all__ = [
    "OWN_WORDS",
    "AmendedMeanwhile",
    "Marks",
    "amend_as_asked",
    "amend_entry",
    "attach_statement",
    "authorship",
    "check_entry",
    "check_moment",
    "check_words",
    "drop_draft",
    "hold_back",
    "keep_draft",
    "mark_entered_in_error",
    "review_withholding",
    "say_my_view",
    "write_entry",
]
