"""England's bank holidays, by their rules."""

import json
from calendar import monthrange
from datetime import date, timedelta
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """England's bank holidays, computed by their rules. Source: Banking and Financial Dealings Act 1971, schedule 1.

    One-off holidays and moves by proclamation are in data/bank-holidays.json.
    """
    easter = easter_sunday(year)
    days = {
        substitute(date(year, 1, 1)),
        easter - timedelta(days=2),
        easter + timedelta(days=1),
        nth_monday(year, 5, 1),
        last_monday(year, 5),
        last_monday(year, 8),
    }
    christmas, boxing = date(year, 12, 25), date(year, 12, 26)
    days |= {substitute(christmas), substitute(boxing, taken=substitute(christmas))}
    changes = json.loads((DATA / "bank-holidays.json").read_text()).get(str(year), {})
    removed = {date.fromisoformat(text) for text in changes.get("not", [])}
    return frozenset((days - removed) | {date.fromisoformat(text) for text in changes.get("also", [])})


def substitute(day: date, taken: date | None = None) -> date:
    """A holiday on a weekend moves to the next weekday that is not itself one."""
    while day.weekday() >= 5 or day == taken:
        day += timedelta(days=1)
    return day


def nth_monday(year: int, month: int, nth: int) -> date:
    """The first (nth=1), second… Monday of a month."""
    first = date(year, month, 1)
    return first + timedelta(days=(7 - first.weekday()) % 7 + 7 * (nth - 1))


def last_monday(year: int, month: int) -> date:
    """The last Monday of a month."""
    last = date(year, month, monthrange(year, month)[1])
    return last - timedelta(days=last.weekday())


def easter_sunday(year: int) -> date:
    """Western Easter. Source: the anonymous Gregorian algorithm (Meeus, Astronomical Algorithms, chapter 8)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)
