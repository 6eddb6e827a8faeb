"""Reminders of a talk: which there are, when each is due, and what it says. The person chooses which they want."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

from hearth.core.clocks import LONDON, day_of
from hearth.core.errors import NotPossible
from hearth.messaging.rules import Wording

DATA = Path(__file__).parent / "data" / "reminders.json"


@dataclass(frozen=True, slots=True)
class Reminder:
    """One reminder: so many days before at the same hour on the wall, or so many hours before."""

    code: str
    words: str
    days: int = 0
    hours: int = 0


@cache
def versions() -> tuple[tuple[date, tuple[Reminder, ...]], ...]:
    """The reminders there were, by the day from which they were offered, from the versioned data file."""
    rows = json.loads(DATA.read_text())
    return tuple(
        (date.fromisoformat(row["effective_from"]), tuple(Reminder(**one) for one in row["reminders"])) for row in rows
    )


def offered(*, on: date) -> tuple[Reminder, ...]:
    """The reminders offered on a day. Raises LookupError if there were none yet."""
    in_force = [version for version in versions() if version[0] <= on]
    if not in_force:
        raise LookupError(f"no reminders on {on}")
    return max(in_force)[1]


def check_chosen(chosen: Collection[str], *, on: date) -> None:
    """Raises NotPossible for a reminder that is not offered."""
    if not set(chosen) <= {one.code for one in offered(on=on)}:
        raise NotPossible("There is no such reminder. Choose again.")


def due_at(reminder: Reminder, *, starts_at: datetime) -> datetime:
    """When it is due. A day before is the same hour on the wall, also where the clocks change between."""
    local = starts_at.astimezone(LONDON)
    return (local - timedelta(days=reminder.days)).astimezone(UTC) - timedelta(hours=reminder.hours)


def due_now(chosen: Collection[str], *, booked_at: datetime, starts_at: datetime, at: datetime) -> list[Reminder]:
    """Those chosen whose time has come, of those offered when it was booked. What was due before then is left out."""
    if at >= starts_at:
        return []
    wanted = [one for one in offered(on=day_of(booked_at)) if one.code in chosen]
    return [one for one in wanted if booked_at < due_at(one, starts_at=starts_at) <= at]


def in_words(chosen: Collection[str], *, on: date) -> str:
    """What the person reads of what they chose."""
    words = [one.words.lower() for one in offered(on=on) if one.code in chosen]
    return f"You are reminded {' and '.join(words)}." if words else ""


def wording(*, name: str, starts_at: datetime, at: datetime) -> Wording:
    """What the reminder says. Nothing of why, and nothing of where."""
    local, today = starts_at.astimezone(LONDON), day_of(at)
    days = (local.date() - today).days
    day = {0: "today", 1: "tomorrow"}.get(days, f"on {local:%A}")
    who = f"{name} will see you" if name else "See you"
    return Wording(f"{name or 'See you'} {day}", f"{who} {day} at {local:%H:%M}. If that does not suit, say so.")
