"""Days and times of invented lives, told from today: the city is never older or younger than the day it is built."""

import re
from datetime import date, datetime, time, timedelta

from hearth.core.clocks import LONDON, day_of

MINUTES = re.compile(r"-(\d+)m")
HOURS = re.compile(r"-(\d+)h")
DAYS = re.compile(r"-(\d+)d(?: (\d\d:\d\d))?")


def moment(words: str, *, now: datetime) -> datetime:
    """The moment behind "-12d 14:10" (twelve days ago, local time), "-9h" or "-34m". Raises ValueError."""
    if found := MINUTES.fullmatch(words):
        return now - timedelta(minutes=int(found[1]))
    if found := HOURS.fullmatch(words):
        return now - timedelta(hours=int(found[1]))
    if found := DAYS.fullmatch(words):
        at = time.fromisoformat(found[2] or "12:00")
        return at_local(days_ago(int(found[1]), now=now), at)
    raise ValueError(f"not a moment: {words}")


def days_ago(days: int, *, now: datetime) -> date:
    """The local day so many days before today."""
    return day_of(now) - timedelta(days=days)


def at_local(day: date, at: time) -> datetime:
    """A local time of day on a day."""
    return datetime.combine(day, at, LONDON)


def born(age: int, birthday: str, *, now: datetime) -> date:
    """The birth date of somebody who is `age` years old today and has their birthday on "MM-DD"."""
    today = days_ago(0, now=now)
    month, day = (int(part) for part in birthday.split("-"))
    had_it = (month, day) <= (today.month, today.day)
    return date(today.year - age - (not had_it), month, day)
