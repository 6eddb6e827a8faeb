"""When a choice of the circle runs out, who hears of it before, and how it goes on. Pure; the days are data."""

import json
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from hearth.core.clocks import day_of, end_of
from hearth.core.errors import NotPossible

HAS_ENDED = "It has ended already, or has no end. Choose again what they may know."
NOT_LONGER = "It goes on until that day as it is. Choose another day if it should last longer."
LOOKED_AT_FIRST = "They act for you. Somebody looks at it with you first: tell whoever holds you."


@cache
def told_before() -> timedelta:
    """How long before its end whoever holds the person hears of it. Source: `data/circle.json`."""
    told = json.loads((Path(__file__).parent / "data" / "circle.json").read_text())
    return timedelta(days=told["told_before_days"])


def longer_until(from_at: datetime, until_at: datetime, *, at: datetime) -> datetime | None:
    """As long again as it was opened for, counted from today, to the end of that day; None where that is no later."""
    lasted = day_of(until_at - timedelta(seconds=1)) - day_of(from_at)
    longer = end_of(day_of(at) + lasted)
    return longer if longer > until_at else None


def check_prolong(from_at: datetime, until_at: datetime | None, *, acts: bool, at: datetime) -> datetime:
    """Until when it goes on. `acts` is whether it lets somebody act for the person.

    Raises NotPossible for what has ended or has no end, for somebody who acts for them, and where nothing is gained.
    """
    if until_at is None or until_at <= at:
        raise NotPossible(HAS_ENDED)
    if acts:
        raise NotPossible(LOOKED_AT_FIRST)
    longer = longer_until(from_at, until_at, at=at)
    if longer is None:
        raise NotPossible(NOT_LONGER)
    return longer
