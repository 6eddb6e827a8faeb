"""What the state of affairs allows in a record, on plain values."""

from datetime import date, datetime, timedelta

from hearth.core.errors import NotPossible
from hearth.core.roles import ROLES

# Written down this long after it happened, an entry shows both times.
LATE_AFTER = timedelta(hours=1)
ASK_IN_WORDS = "Write what you would like to know before you sign."
ANSWER_IN_WORDS = "Write a few words in answer."
SAY_WHAT = "Say in a few words what is not as you remember it."
FEW_WORDS = "Write a few words first. There is nothing to keep yet."


def is_countersigned(role: str) -> bool:
    """Whether somebody answers for what this role writes: students and volunteers (DOMAIN 4.5)."""
    return role in ROLES and ROLES[role].countersigned


def is_late(occurred_at: datetime, recorded_at: datetime) -> bool:
    """Whether something was written down so long after it happened that both times are said."""
    return recorded_at - occurred_at > LATE_AFTER


def check_words(words: str, *, missing: str = FEW_WORDS) -> None:
    """Raises NotPossible unless something is said."""
    if not words.strip():
        raise NotPossible(missing)


def check_day(day: date, *, today: date) -> None:
    """Raises NotPossible for a day that has not come yet."""
    if day > today:
        raise NotPossible("That day has not come yet. When was it?")


def check_review(review_on: date, *, today: date) -> None:
    """A note runs from today for twelve months at most. Raises NotPossible. Source: DOMAIN 4.5, alerts."""
    if review_on <= today:
        raise NotPossible("Choose a day to look at it again that is still to come.")
    if review_on > a_year_after(today):
        raise NotPossible("Nobody is described by one day for longer than a year. Choose an earlier day to look again.")


def a_year_after(day: date) -> date:
    """The same day of the next year; the last of February for its twenty-ninth."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def check_stands(ended_on: date | None) -> None:
    """Raises NotPossible for what has ended already."""
    if ended_on is not None:
        raise NotPossible("Somebody has ended this already. Nothing more needs to be done.")
