"""How long people wait: the middle, nearly the longest, the longest, and how many wait still. Whole days, as lived."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil

from hearth.core.clocks import day_of


@dataclass(frozen=True, slots=True)
class Waits:
    """Waits of one kind, in days: those that ended and those that go on, each from the shortest to the longest."""

    ended: tuple[int, ...]
    going_on: tuple[int, ...]

    @property
    def median(self) -> float | None:
        """The wait in the middle of those that ended; between the two of an even number. None if none has."""
        if not self.ended:
            return None
        middle, odd = divmod(len(self.ended), 2)
        return float(self.ended[middle]) if odd else (self.ended[middle - 1] + self.ended[middle]) / 2

    @property
    def ninetieth(self) -> int | None:
        """Nine of ten of those that ended waited no longer than this (nearest rank). None if none has ended."""
        return self.ended[ceil(0.9 * len(self.ended)) - 1] if self.ended else None

    @property
    def longest(self) -> int | None:
        """The longest of all, whether it ended or goes on. None if nobody waited."""
        return max((*self.ended[-1:], *self.going_on[-1:]), default=None)


def waits(of: Iterable[tuple[datetime, datetime | None]], *, now: datetime) -> Waits:
    """Waits from pairs of when they began and when they ended, None for one that goes on.

    A day is a day of the calendar where we are: asked at 23:50 and heard at 00:10 is one day.
    """
    pairs = list(of)
    ended = sorted(_days(began, until) for began, until in pairs if until is not None)
    return Waits(tuple(ended), tuple(sorted(_days(began, now) for began, until in pairs if until is None)))


def _days(began: datetime, until: datetime) -> int:
    return max((day_of(until) - day_of(began)).days, 0)


def stacked(days: Sequence[int]) -> list[tuple[int, int]]:
    """Each wait as (days, place from below), those of the same length one above the other."""
    seen: dict[int, int] = {}
    placed = []
    for length in days:
        placed.append((length, seen.get(length, 0)))
        seen[length] = seen.get(length, 0) + 1
    return placed
