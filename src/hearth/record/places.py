"""Where a page of entries ended, as a word that leads on from there."""

from datetime import datetime
from uuid import UUID

from hearth.record.models import Entry

Place = tuple[datetime, UUID]


def word_for(entry: Entry) -> str:
    """The place of an entry among all, newest first."""
    return word_at(entry.occurred_at, entry.id)


def word_at(occurred_at: datetime, last: UUID) -> str:
    """The place of anything that stands among entries."""
    return f"{occurred_at.isoformat()}~{last}"


def place_of(word: str) -> Place | None:
    """What `word_for` said; None for any other word, which begins at the newest."""
    try:
        moment, entry_id = word.split("~")
        occurred_at, last = datetime.fromisoformat(moment), UUID(entry_id)
    except ValueError:
        return None
    return (occurred_at, last) if occurred_at.tzinfo else None
