"""What the person says of an entry, brought along with the entry in the same statement."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from hearth.core.actor import Actor
from hearth.record.models import Entry, MyView

FIELDS = ("words", "said_at", "written_by_name", "together", "answers_id", "helped_by")
# What they are called now, whatever they were called when they said it.
CALLED = {"called": "person__known_as"}


@dataclass(frozen=True, slots=True)
class Saying:
    """The person's own words beside an entry. `whose` names them, and whoever wrote it down with them."""

    words: str
    whose: str
    said_at: datetime
    is_statement: bool


def with_sayings(actor: Actor, entries: QuerySet[Entry]) -> QuerySet[Entry]:
    """The same entries, each with what the person says of it, for `sayings_of`."""
    beside = MyView.objects.visible_to(actor).filter(person_id=OuterRef("person_id"), root_id=OuterRef("root_id"))
    rows = beside.order_by("-said_at", "-id").values(row=JSONObject(**{name: name for name in FIELDS}, **CALLED))
    return entries.annotate(said=ArraySubquery(rows))


def sayings_of(entry: Entry) -> list[Saying]:
    """What stands beside an entry: the newest view, if it was not taken back, and every statement, newest first."""
    rows: list[dict[str, Any]] | None = getattr(entry, "said", None)
    if not rows:
        return []
    views = [row for row in rows if row["answers_id"] is None]
    standing = {id(row) for row in views[:1] if row["words"]}
    return [_saying(row) for row in rows if row["answers_id"] is not None or id(row) in standing]


def _saying(row: dict[str, Any]) -> Saying:
    whose = f"{row['called']}’s {'statement' if row['answers_id'] else 'view'}"
    written = f", written down with {row['written_by_name']}" if row["written_by_name"] else ""
    helped = f", with the help of {row['helped_by']}" if row["helped_by"] else ""
    return Saying(
        row["words"], whose + written + helped, datetime.fromisoformat(row["said_at"]), bool(row["answers_id"])
    )
