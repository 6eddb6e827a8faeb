"""Dots, diamonds and bars: one for each thing, or one for all that stand too close to tell apart."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from hearth.record.journey import words
from hearth.record.journey.facts import A_DAY, SHAPE_WORDS, Happening, Shape
from hearth.record.journey.figures import what_was_tried
from hearth.record.journey.lanes import Lanes
from hearth.record.journey.scale import Scale, midnight
from hearth.record.journey.shapes import Mark, Quote, Row

APART, STAYS_APART = 16.0, 48.0
LETTER, TICK, ROOM_INSIDE, BELOW = 6.4, 10.0, 64.0, 20.0
# Whichever of them is in a crowd gives the crowd its shape: nothing that hurts is hidden by what is usual.
FIRST = (
    Shape.CRISIS,
    Shape.STEPPED_IN,
    Shape.MISSED,
    Shape.STAY,
    Shape.CONTACT,
    Shape.TRIED,
    Shape.PASSED,
    Shape.NOTED,
)


@dataclass(frozen=True, slots=True)
class Crowd:
    """Things on one lane that become one mark, in the order of time."""

    lane: int
    some: tuple[Happening, ...]

    @property
    def shape(self) -> Shape:
        """What the crowd is drawn as."""
        return next(shape for shape in FIRST if any(one.shape is shape for one in self.some))


def crowds(shown: Sequence[Happening], lanes: Lanes, scale: Scale) -> list[Crowd]:
    """Who stands with whom: on one lane, no two marks are nearer than `APART` pixels. A stay stands with stays only."""
    open_ones: dict[tuple[int, bool], list[Happening]] = {}
    found: list[Crowd] = []
    for one in shown:
        place, stays = lanes.place(one.lane), one.shape is Shape.STAY
        if place is None:
            continue
        crowd = open_ones.get((place, stays))
        if crowd and scale.x(one.at) - scale.x(crowd[0].at) < (STAYS_APART if stays else APART):
            crowd.append(one)
            continue
        if crowd:
            found.append(Crowd(place, tuple(crowd)))
        open_ones[place, stays] = [one]
    found += [Crowd(place, tuple(crowd)) for (place, _), crowd in open_ones.items()]
    return sorted(found, key=lambda crowd: (crowd.some[0].at, crowd.lane))


def mark(crowd: Crowd, number: int, lanes: Lanes, scale: Scale, *, with_words: bool) -> Mark:
    """The mark of a crowd."""
    first, shape = crowd.some[0], crowd.shape
    last = max(one.until or one.at for one in crowd.some)
    ends = max(scale.x(last), scale.x(first.at) + 6) if shape is Shape.STAY else 0
    alone = len(crowd.some) == 1
    return Mark(
        number=number,
        lane=crowd.lane,
        shape=shape,
        x=scale.x(first.at),
        y=lanes.y(crowd.lane),
        count=len(crowd.some),
        words=_hover(crowd, with_words=with_words),
        end_x=ends,
        tried_x=scale.x(first.at) + TICK if alone and first.tried else None,
        has_tick=alone and bool(first.tried),
        inside=words.stay_words(first.at, last) if alone and ends - scale.x(first.at) > ROOM_INSIDE else "",
        rough=_rough(first, scale) if alone else None,
    )


def _rough(one: Happening, scale: Scale) -> tuple[float, float] | None:
    """From where to where it may have been; nothing where that is no wider than the mark itself."""
    if one.lies_between is None:
        return None
    first, last = one.lies_between
    edges = scale.x(midnight(first)), scale.x(midnight(last + A_DAY))
    return edges if edges[1] - edges[0] > APART else None


def row(crowd: Crowd, number: int, tried: str, *, with_words: bool) -> Row:
    """The same as a row of the table."""
    first, last, count = crowd.some[0], crowd.some[-1], len(crowd.some)
    alone = count == 1
    said = words.short(first.body, words.MOST_ROW) if alone else ""
    beside = words.beside(first, words.short(tried, words.MOST_ROW)) if alone else ""
    return Row(
        anchor=f"m{number}",
        when=words.moment_words(first) if alone else words.stretch_words(crowd.some),
        lane=first.lane,
        what=(words.what(first) if with_words else _plain(first.shape)) if alone else words.counted(crowd.some),
        words=" ".join(filter(None, (said, beside))) if with_words else "",
        at=first.at,
        first=first.id,
        read_at=last.at,
        count=count,
    )


def with_tries(marks: Sequence[Mark]) -> list[Mark]:
    """The same marks, each missed appointment joined to the try that followed it on its lane."""
    after: dict[int, Mark] = {}
    found = []
    for one in reversed(marks):
        following = after.get(one.lane)
        joins = one.shape is Shape.MISSED and following is not None and following.shape is Shape.TRIED
        found.append(replace(one, tried_x=following.x) if joins and following else one)
        after[one.lane] = one
    return found[::-1]


def tries(shown: Sequence[Happening]) -> dict[int, str]:
    """What was tried after each missed appointment, by its place."""
    ordered = list(shown)
    return {n: what_was_tried(ordered, n) for n, one in enumerate(ordered) if one.shape is Shape.MISSED}


def quotes(shown: Sequence[Happening], lanes: Lanes, scale: Scale) -> Iterator[Quote]:
    """What helped in a crisis, in the picture itself where there is room."""
    ends: dict[int, float] = {}
    for one in shown:
        place = lanes.place(one.lane)
        if place is None or one.shape is not Shape.CRISIS or not one.helped:
            continue
        said = words.short(one.helped, words.MOST_QUOTE)
        width = len(said) * LETTER
        x = max(scale.left, min(scale.x(one.at) + 12, scale.right - width))
        if x >= ends.get(place, 0):
            ends[place] = x + width + 8
            yield Quote(round(x, 1), lanes.y(place) + BELOW, said)


def _hover(crowd: Crowd, *, with_words: bool) -> str:
    first = crowd.some[0]
    if len(crowd.some) > 1:
        return f"{words.counted(crowd.some)}: {first.lane}, {words.stretch_words(crowd.some)}"
    said = words.what(first) if with_words else _plain(first.shape)
    said_more = first.helped or first.body or (f"What was tried: {first.tried}" if first.tried else "")
    more = words.short(said_more, words.MOST_HOVER) if with_words else ""
    plain = f"{said}: {first.lane}, {words.moment_words(first)}"
    return f"{plain}. {more}" if more else plain


def _plain(shape: Shape) -> str:
    return SHAPE_WORDS[shape].capitalize()
