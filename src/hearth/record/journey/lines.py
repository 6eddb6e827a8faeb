"""Arrows from lane to lane: passed on, each with its number, or handed over together."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from hearth.record.journey import words
from hearth.record.journey.facts import Facts, Happening, Shape
from hearth.record.journey.lanes import Lanes
from hearth.record.journey.marks import APART
from hearth.record.journey.scale import Scale
from hearth.record.journey.shapes import Line, Row

MOST_LINES = 100
NOWHERE = 26.0
Bundle = list[Happening]


def is_line(one: Happening, lanes: Lanes) -> bool:
    """Whether it goes from one lane to another, or to nobody knows where."""
    if one.shape is not Shape.PASSED or lanes.place(one.lane) is None:
        return False
    return not one.passed_to or lanes.place(one.passed_to) != lanes.place(one.lane)


def hops(facts: Facts) -> dict[UUID, int]:
    """The number of each passing on without a known yes, counted over the whole journey."""
    passings = (one for one in facts.happenings if one.shape is Shape.PASSED and one.yes is not True)
    return {one.id: number for number, one in enumerate(passings, start=1)}


def bundled(passings: Sequence[Happening], lanes: Lanes, scale: Scale) -> list[Bundle]:
    """Those from and to the same lanes that stand too close to tell apart become one arrow."""
    running: dict[tuple[int | None, int | None, bool], Bundle] = {}
    found: list[Bundle] = []
    for one in passings:
        key = (lanes.place(one.lane), lanes.place(one.passed_to), one.yes is True)
        bundle = running.get(key)
        if bundle and scale.x(one.at) - scale.x(bundle[0].at) < APART:
            bundle.append(one)
        else:
            running[key] = [one]
            found.append(running[key])
    return found


def line(bundle: Bundle, number: int, lanes: Lanes, scale: Scale, numbers: Mapping[UUID, int]) -> Line:
    """The arrow of one bundle."""
    first, last = bundle[0], bundle[-1]
    here, there = lanes.place(first.lane) or 0, lanes.place(first.passed_to)
    y = lanes.y(here)
    each = [numbers[one.id] for one in bundle if one.id in numbers]
    several = "" if len(bundle) == 1 else f" {len(bundle)} times, until {words.day_words(last)}."
    return Line(
        number=number,
        x=scale.x(first.at),
        y=y,
        to_y=y + NOWHERE if there is None else lanes.y(there),
        together=first.yes is True,
        hops="" if not each else f"{each[0]}" if len(each) == 1 else f"{each[0]}–{each[-1]}",
        count=len(bundle),
        words=f"{words.passing_words(first)} {words.begins(words.day_words(first))}.{several}",
        to_somebody=there is not None,
    )


def row(bundle: Bundle, number: int, numbers: Mapping[UUID, int], *, with_words: bool) -> Row:
    """The same as a row of the table."""
    first, last = bundle[0], bundle[-1]
    each = [f"{numbers[one.id]}" for one in bundle if one.id in numbers]
    name = f"Passed on, number {' to '.join(sorted({each[0], each[-1]}, key=int))}" if each else "Handed over together"
    said = words.short(first.body, words.MOST_ROW) if with_words and len(bundle) == 1 else ""
    return Row(
        anchor=f"m{number}",
        when=words.stretch_words(bundle),
        lane=first.lane,
        what=name,
        words=" ".join(filter(None, (words.passing_words(first), said))),
        at=first.at,
        first=first.id,
        read_at=last.at,
        count=len(bundle),
    )
