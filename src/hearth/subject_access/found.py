"""One thing that is held about somebody, as something to read."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hearth.subject_access.rules import Facts

NOTHING_KNOWN = Facts()


@dataclass(frozen=True, slots=True)
class Found:
    """One thing: what it is, its words, who is responsible for it, and what is known of it before anybody reads it.

    `roughly` says when it was, where nobody knows the day.
    """

    subject_type: str
    subject_id: UUID | None
    title: str
    body: str = ""
    told_by: str = ""
    happened_at: datetime | None = None
    organisation_id: UUID | None = None
    facts: Facts = NOTHING_KNOWN
    sealed: bool = False
    roughly: str = ""
