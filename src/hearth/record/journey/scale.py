"""Time as distance: where a moment stands, and the dates along the edge."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from hearth.core.clocks import LONDON
from hearth.record.journey.spans import Window

DAY_STEPS = (1, 2, 7, 14)
MONTH_STEPS = (1, 2, 3, 6, 12, 24)
DAYS_OF_A_MONTH = 30.4


@dataclass(frozen=True, slots=True)
class Frame:
    """How wide the picture is, in pixels, and how much of it the names of the lanes take at the left.

    Without room at the left the names stand above their lines.
    """

    width: float
    names: float
    apart: float
    most_ticks: int

    @property
    def left(self) -> float:
        """Where time begins."""
        return self.names + 14

    @property
    def right(self) -> float:
        """Where time ends."""
        return self.width - 16


WIDE = Frame(width=1120, names=176, apart=50, most_ticks=9)
NARROW = Frame(width=600, names=0, apart=62, most_ticks=5)


@dataclass(frozen=True, slots=True)
class Scale:
    """Moments of one stretch as pixels of one frame."""

    left: float
    right: float
    start: float
    end: float

    @classmethod
    def of(cls, shown: Window, frame: Frame) -> "Scale":
        """The whole stretch from edge to edge."""
        return cls(frame.left, frame.right, shown.start.timestamp(), shown.end.timestamp())

    def x(self, moment: datetime) -> float:
        """Where a moment stands; what lies outside stands at the edge."""
        share = (moment.timestamp() - self.start) / (self.end - self.start)
        return round(self.left + (self.right - self.left) * min(max(share, 0.0), 1.0), 1)


@dataclass(frozen=True, slots=True)
class Tick:
    """A date along the edge."""

    x: float
    words: str


def ticks(shown: Window, frame: Frame) -> list[Tick]:
    """Days, months or years, as many as there is room for."""
    scale = Scale.of(shown, frame)
    step = next((step for step in DAY_STEPS if shown.days / step <= frame.most_ticks), 0)
    if step:
        days = (shown.from_on + timedelta(days=n) for n in range(0, shown.days, step))
        return [Tick(scale.x(midnight(day)), f"{day.day} {day:%b}") for day in days]
    of = shown.days / DAYS_OF_A_MONTH
    months = next((step for step in MONTH_STEPS if of / step <= frame.most_ticks), MONTH_STEPS[-1])
    first_year, named = True, []
    for day in _firsts(shown, months):
        year = f" {day.year}" if day.month == 1 or first_year else ""
        named.append(Tick(scale.x(midnight(day)), f"{day:%b}{year}" if months < MONTH_STEPS[-2] else f"{day.year}"))
        first_year = False
    return named


def _firsts(shown: Window, step: int) -> Iterator[date]:
    """The first of each month, or of each so many, counted from January."""
    year, month = shown.from_on.year, shown.from_on.month
    while (day := date(year, month, 1)) < shown.until_on:
        if day >= shown.from_on and (month - 1 + 12 * (year % 2)) % step == 0:
            yield day
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def midnight(day: date) -> datetime:
    """When a day begins, where we are."""
    return datetime.combine(day, time(), LONDON)
