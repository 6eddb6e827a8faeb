"""When a hub closes, and what must be true before it does (DOMAIN 4.10)."""

import json
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path

from hearth.core.clocks import LONDON, day_of
from hearth.core.errors import NotPossible
from hearth.record.codes import EntryKind

IN_TOUCH = (EntryKind.CALL, EntryKind.CONVERSATION, EntryKind.VISIT)
DATA = Path(__file__).parent / "data" / "closing.json"


@dataclass(frozen=True, slots=True)
class Closing:
    """One evening at a hub: the day it opened, when it closes, and from when new arrivals need a plan for the night."""

    on: date
    closes_at: datetime
    from_at: datetime


@cache
def last_minutes() -> int:
    """How long before closing whoever comes needs a plan, in minutes. Source: Hearth default, in data/closing.json."""
    return int(json.loads(DATA.read_text())["last_minutes"])


@cache
def shift_change_minutes() -> int:
    """How long a shift may change hands before its manager hears, in minutes. Source: Hearth default, closing.json."""
    return int(json.loads(DATA.read_text())["shift_change_minutes"])


@cache
def morning_from() -> time:
    """From when a call counts as one in the morning, on the wall. Source: Hearth default, in data/closing.json."""
    return time.fromisoformat(json.loads(DATA.read_text())["morning_from"])


def keeps_morning(kind: str, *, occurred_at: datetime, morning_at: datetime) -> bool:
    """Whether what was written down is being in touch on the morning that was promised, or later.

    A call, a conversation or a visit is; trying to reach somebody is not, nor is anything of the night before.
    """
    day = day_of(morning_at)
    return kind in IN_TOUCH and occurred_at >= datetime.combine(day, morning_from(), LONDON)


def closing(opens: time | None, closes: time | None, at: datetime) -> Closing | None:
    """The evening a moment belongs to, from one opening to the next. None for a hub that never closes."""
    if opens is None or closes is None:
        return None
    local = at.astimezone(LONDON)
    on = local.date() if local.time() >= opens else local.date() - timedelta(days=1)
    closing_day = on if closes > opens else on + timedelta(days=1)
    closes_at = datetime.combine(closing_day, closes, LONDON)
    return Closing(on, closes_at, closes_at - timedelta(minutes=last_minutes()))


def check_evening(*, spoken_to: str, morning_at: datetime, at: datetime) -> None:
    """Raises NotPossible unless somebody there said yes by name and the morning is still to come."""
    if len(spoken_to.strip()) < 2 or not any(letter.isalpha() for letter in spoken_to):
        raise NotPossible("Say who there said yes, by name. A phone number alone is not enough.")
    if morning_at <= at:
        raise NotPossible("The morning contact lies in the past. When are you in touch with them next?")
    if morning_at > at + timedelta(hours=24):
        raise NotPossible("That is later than tomorrow. Somebody is in touch with them the next morning.")


def check_may_close(*, evening: Closing | None, waiting: int, closed: bool, at: datetime) -> None:
    """Raises NotPossible, saying how many still need a plan for the night."""
    if evening is None:
        raise NotPossible("This hub never closes.")
    if closed:
        raise NotPossible("This shift is closed already.")
    if at < evening.from_at:
        raise NotPossible("It is too early to close: people may still come.")
    if waiting:
        people = "One person still needs" if waiting == 1 else f"{waiting} people still need"
        raise NotPossible(f"{people} somebody for this evening, a yes for the night and a time in the morning.")
