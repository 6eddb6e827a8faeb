"""The picture of one result over time: geometry only, every number of it is in the table beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from hearth.outcomes.codes import Kind
from hearth.outcomes.instruments import Instrument, Scale
from hearth.outcomes.scoring import Scored, number_words

# In a box of 360 by 230, so that its words can be read on a phone.
LEFT, RIGHT, TOP, BOTTOM = 32.0, 328.0, 26.0, 188.0
STEPS = 4
INSET = 26
LEAST_BETWEEN_DAYS = 58.0
# The number of a dot stands above it; below where a line would run through it, or close behind a higher dot.
ABOVE, BELOW, TOO_NEAR, WIDE = 12, 22, 28, 26


@dataclass(frozen=True, slots=True)
class Dot:
    """One result: where it stands, its words and its day; `day_shown` where there is room for the day beneath it."""

    x: float
    y: float
    words_y: float
    words: str
    on: date
    day_shown: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """Results on days, the range of the measure, the band within which a difference may be chance, and a line."""

    dots: list[Dot]
    line: str
    ticks: list[tuple[float, str]]
    band: tuple[float, float] | None
    boundary_y: float | None
    boundary_words: str


def chart(of: Instrument, scale: Scale, results: Sequence[Scored], *, boundary: int | None) -> Chart | None:
    """The picture of the results that have a value, the oldest first; None of none.

    The band lies around the first result, one reliable change wide on each side.
    """
    given = [(one.on, one.value) for one in results if one.value is not None]
    if not given:
        return None
    lowest, highest = span(of, scale)
    line_y = None if boundary is None else _y(Fraction(boundary), lowest, highest)
    dots = _dots(given, lowest, highest, line_y)
    return Chart(
        dots=dots,
        line=" ".join(f"{dot.x},{dot.y}" for dot in dots),
        ticks=[(_y(value, lowest, highest), number_words(value)) for value in _ticks(lowest, highest)],
        band=_band(scale, given[0][1], lowest, highest),
        boundary_y=line_y,
        boundary_words="" if boundary is None else str(boundary),
    )


def span(of: Instrument, scale: Scale) -> tuple[int, int]:
    """The lowest and the highest result a scale can have."""
    many = len(scale.items) if scale.kind == Kind.SUM else 1
    return of.lowest * many, of.highest * many


def _dots(given: list[tuple[date, Fraction]], lowest: int, highest: int, line_y: float | None) -> list[Dot]:
    first, last = given[0][0], given[-1][0]
    days = max((last - first).days, 1)
    dots: list[Dot] = []
    shown_at = LEFT - 2 * LEAST_BETWEEN_DAYS
    for on, value in given:
        share = (on - first).days / days if last > first else 0.5
        x = round(LEFT + INSET + share * (RIGHT - LEFT - 2 * INSET), 1)
        has_room = x - shown_at >= LEAST_BETWEEN_DAYS
        shown_at = x if has_room else shown_at
        y = _y(value, lowest, highest)
        below = _stands_below(y, line_y) or (bool(dots) and x - dots[-1].x < WIDE and y > dots[-1].y)
        words_y = round(y + BELOW if below else y - ABOVE, 1)
        dots.append(Dot(x, y, words_y, number_words(value), on, has_room))
    return dots


def _stands_below(y: float, line_y: float | None) -> bool:
    return line_y is not None and 0 <= y - line_y < TOO_NEAR


def _band(scale: Scale, first: Fraction, lowest: int, highest: int) -> tuple[float, float] | None:
    if scale.reliable_change is None:
        return None
    top = min(first + scale.reliable_change, Fraction(highest))
    bottom = max(first - scale.reliable_change, Fraction(lowest))
    upper, lower = _y(top, lowest, highest), _y(bottom, lowest, highest)
    return upper, round(lower - upper, 1)


def _y(value: Fraction, lowest: int, highest: int) -> float:
    return round(BOTTOM - float((value - lowest) / (highest - lowest)) * (BOTTOM - TOP), 1)


def _ticks(lowest: int, highest: int) -> list[Fraction]:
    steps = STEPS if (highest - lowest) % STEPS == 0 else highest - lowest
    return [Fraction(lowest) + Fraction(highest - lowest, steps) * n for n in range(steps + 1)]
