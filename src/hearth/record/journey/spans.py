"""Which stretch of time the picture shows, and the one before and after it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from hearth.core.clocks import LONDON


class Span(StrEnum):
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    ALL = "all"


SPAN_WORDS = {
    Span.WEEK: "A week",
    Span.MONTH: "A month",
    Span.SEASON: "Three months",
    Span.YEAR: "A year",
    Span.ALL: "Everything",
}
DAYS = {Span.WEEK: 7, Span.MONTH: 31, Span.SEASON: 92, Span.YEAR: 366}
MOST_DAYS = 3_653
LEAST_DAYS = 28
ROOM = 40


@dataclass(frozen=True, slots=True)
class Window:
    """From the start of one day to the start of another, where we are."""

    span: Span
    from_on: date
    until_on: date

    @property
    def days(self) -> int:
        """How long it is, in days."""
        return (self.until_on - self.from_on).days

    @property
    def start(self) -> datetime:
        """The moment it begins."""
        return datetime.combine(self.from_on, time(), LONDON)

    @property
    def end(self) -> datetime:
        """The moment it is over."""
        return datetime.combine(self.until_on, time(), LONDON)

    def holds(self, moment: datetime) -> bool:
        """Whether a moment lies in it."""
        return self.start <= moment < self.end


def window(span: Span, *, until_on: date | None, first_on: date | None, today: date) -> Window:
    """The stretch of `span` that ends before `until_on`, or tonight. Everything is ten years at the most."""
    tomorrow = today + timedelta(days=1)
    until = min(until_on, tomorrow) if until_on else tomorrow
    if span is not Span.ALL:
        return Window(span, until - timedelta(days=DAYS[span]), until)
    since = (until - (first_on or today)).days
    days = min(max(since + since // ROOM + 1, LEAST_DAYS), MOST_DAYS)
    return Window(span, until - timedelta(days=days), until)


def earlier(shown: Window, *, first_on: date | None) -> date | None:
    """Until when the stretch before it lasts; None if nothing happened before."""
    return shown.from_on if first_on and first_on < shown.from_on else None


def later(shown: Window, *, today: date) -> date | None:
    """Until when the stretch after it lasts; None if it has not begun."""
    tomorrow = today + timedelta(days=1)
    return min(shown.until_on + timedelta(days=shown.days), tomorrow) if shown.until_on < tomorrow else None
