"""Writing in somebody's record. The person is the first reader of every word."""

from hearth.record.actions.amending import AmendedMeanwhile, amend_entry, mark_entered_in_error
from hearth.record.actions.drafts import drop_draft, keep_draft
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
    "amend_entry",
    "authorship",
    "check_entry",
    "check_moment",
    "check_words",
    "drop_draft",
    "keep_draft",
    "mark_entered_in_error",
    "write_entry",
]
