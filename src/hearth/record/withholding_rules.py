"""What may be held back from the person, for how long, and who looks at it."""

from datetime import datetime, timedelta

from hearth.core.clocks import definition, due_after
from hearth.core.errors import NotPossible
from hearth.record.codes import Source, WithholdReason

# At most so long at a time; then it opens, or somebody decides anew (DOMAIN 4.7, default).
AT_MOST = timedelta(days=183)
REVIEW = "withholding-review"
NOT_FOR_EVER = "Half a year at most. Somebody can decide it anew then."


def check_hold_back(*, reason: str, until_at: datetime | None, at: datetime) -> None:
    """Raises NotPossible unless it ends in good time; what was told in confidence waits for a second worker instead."""
    if reason == WithholdReason.IN_CONFIDENCE:
        return
    if until_at is None or until_at <= at:
        raise NotPossible("Say until when. On that day they read it, unless somebody decides anew.")
    if until_at > at + AT_MOST:
        raise NotPossible(NOT_FOR_EVER)


def check_review(*, opens: bool, words: str, is_own: bool) -> None:
    """Raises NotPossible without a word on why, or where whoever holds something back would agree with themselves."""
    if not words.strip():
        raise NotPossible("Say in a few words what you thought about.")
    if is_own and not opens:
        raise NotPossible("You held this back yourself. Somebody else looks at whether it goes on.")


def is_held_back_by_being_told(*, told_in_confidence: bool, source: str) -> bool:
    """Whether a confidence is somebody else's: what the person told themselves they may always read."""
    return told_in_confidence and source != Source.TOLD_BY_PERSON


def review_due_at(held_at: datetime) -> datetime:
    """By when a second worker has looked, as the clock of that name says."""
    clock = definition(REVIEW, on=held_at.date())
    return due_after(held_at, unit=clock.unit, count=clock.target)
