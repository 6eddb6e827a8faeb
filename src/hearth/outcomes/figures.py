"""Figures that cannot be said without all that belongs to them, and counts that cannot be added up. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, NoReturn

# Fewer than this many pairs and only counts are said (DOMAIN 4.9).
LEAST_FOR_PERCENT = 10
# Of fewer people than this nothing is said to whoever is not alongside them (DOMAIN 4.18, minimum group).
LEAST_PEOPLE = 10
OVERLAP = "One person can have several of these, so they do not add up."


class CannotBeAdded(TypeError):
    """These counts overlap. Their sum would be nobody's number."""


@dataclass(frozen=True, slots=True)
class Period:
    """From a day until, and with, another."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("A period ends after it begins.")

    def __str__(self) -> str:
        return f"{_day(self.first)} to {_day(self.last)}"


@dataclass(frozen=True, slots=True)
class Part:
    """Some of those we know of: a code, what they have in common, and how many."""

    code: str
    words: str
    people: int


@dataclass(frozen=True, slots=True)
class Unchecked:
    """A rule this figure rests on that nobody has compared with where it comes from: its code, and its words."""

    code: str
    words: str


@dataclass(frozen=True, slots=True, repr=False)
class Figure:
    """One honest figure: n of N, and everything without which it would mislead. It prints whole or not at all.

    `offered_words` and `completed_words` say these steps where nobody was asked anything.
    `known` are those we know it of (where two results are compared: the pairs); `parts` are all of them, the one the
    figure is about first. `missing` are all the others, each for one reason. Raises ValueError if it does not add up.
    """

    title: str
    period: Period
    eligible: int
    offered: int
    completed: int
    known: int
    known_words: str
    parts: tuple[Part, ...]
    missing: tuple[Part, ...]
    offered_words: str = ""
    completed_words: str = ""
    unchecked: tuple[Unchecked, ...] = ()

    def __post_init__(self) -> None:
        if not self.eligible >= self.offered >= self.completed >= self.known >= 0:
            raise ValueError("eligible, offered, completed and known must not grow")
        if not self.parts or sum(part.people for part in self.parts) != self.known:
            raise ValueError("the parts must be all of those known")
        if sum(part.people for part in self.missing) != self.eligible - self.known:
            raise ValueError("everybody else must be missing for a reason")

    @property
    def lead(self) -> Part:
        """What the figure is about."""
        return self.parts[0]

    @property
    def not_known(self) -> int:
        """Of how many of the eligible we do not know it."""
        return self.eligible - self.known

    @property
    def percent_words(self) -> str:
        """How many of a hundred, with of whom; or why none is said. It never comes without "of"."""
        if self.known < LEAST_FOR_PERCENT:
            return f"counts only: fewer than {LEAST_FOR_PERCENT} known"
        return f"{percent(self.lead.people, self.known)} % of the {self.known} {self.known_words}"

    def __str__(self) -> str:
        rest = "; ".join(f"{part.people} {part.words}" for part in self.parts[1:])
        why = ", ".join(f"{part.people} {part.words}" for part in self.missing if part.people)
        missing = f"{self.not_known} of {self.eligible} missing" + (f" ({why})" if why else "")
        return (
            f"{self.title}: {self.lead.people} of {self.known} {self.lead.words} ({self.percent_words}); {rest}; "
            f"{self.eligible} eligible, {self.offered} {self.offered_words or 'offered'}, "
            f"{self.completed} {self.completed_words or 'completed once'}, "
            f"{self.known} {self.known_words}; {missing}; {self.period}.{self._not_checked}"
        )

    @property
    def _not_checked(self) -> str:
        return f" Not checked: {' '.join(one.words for one in self.unchecked)}" if self.unchecked else ""

    __repr__ = __str__

    def __format__(self, _spec: str) -> str:
        return str(self)

    def as_data(self) -> dict[str, Any]:
        """All of it, for a machine. The percentage stands beside of how many, or says why there is none."""
        enough = self.known >= LEAST_FOR_PERCENT
        return {
            "title": self.title,
            "from": self.period.first.isoformat(),
            "until": self.period.last.isoformat(),
            "eligible": self.eligible,
            "offered": self.offered,
            "completed_once": self.completed,
            "known": {"people": self.known, "means": self.known_words},
            "parts": {part.code: part.people for part in self.parts},
            "missing": {"people": self.not_known, "because": {p.code: p.people for p in self.missing}},
            "percent": {"of_known": str(percent(self.lead.people, self.known)), "of": self.known} if enough else None,
            "rules_not_checked": {one.code: one.words for one in self.unchecked},
            "why_no_percent": "" if enough else f"fewer than {LEAST_FOR_PERCENT} known",
        }


@dataclass(frozen=True, slots=True)
class Overlapping:
    """How many had each of several things. They can be read one by one, and never added up."""

    people: int
    counts: tuple[Part, ...]

    def __post_init__(self) -> None:
        if any(part.people > self.people for part in self.counts):
            raise ValueError("nobody is counted who is not there")

    def __iter__(self) -> Iterator[Part]:
        return iter(self.counts)

    @property
    def total(self) -> NoReturn:
        """There is none. Raises CannotBeAdded."""
        raise CannotBeAdded(OVERLAP)

    def __add__(self, _other: object) -> NoReturn:
        raise CannotBeAdded(OVERLAP)

    __radd__ = __add__

    def __str__(self) -> str:
        return f"{' · '.join(f'{part.people} {part.words.lower()}' for part in self.counts)}. {OVERLAP}"

    def as_data(self) -> dict[str, Any]:
        """Each count, and that there is no sum."""
        return {
            "people": self.people,
            "each": {part.code: part.people for part in self.counts},
            "total": None,
            "why_no_total": OVERLAP,
        }


def percent(part: int, whole: int) -> Decimal:
    """How many of a hundred, to one decimal place, halves up. Raises ZeroDivisionError of nobody."""
    if not whole:
        raise ZeroDivisionError("a percentage of nobody")
    return (Decimal(100 * part) / Decimal(whole)).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


def parts_of(counted: Mapping[str, int], words: Sequence[tuple[str, str]]) -> tuple[Part, ...]:
    """What was counted, in the order and in the words given."""
    return tuple(Part(code, said, counted.get(code, 0)) for code, said in words)


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
