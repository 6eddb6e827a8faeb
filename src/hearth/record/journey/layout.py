"""From facts to shapes: where everything of a journey stands in one picture."""

from collections.abc import Sequence
from dataclasses import dataclass

from hearth.record.journey import gaps, lines, marks, words
from hearth.record.journey.facts import SHAPE_WORDS, Facts, Happening, Shape
from hearth.record.journey.lanes import FIRST_Y, Lanes, lanes
from hearth.record.journey.scale import WIDE, Frame, Scale, ticks
from hearth.record.journey.shapes import Line, Mark, Picture, Row, Span
from hearth.record.journey.spans import Window

LETTER = 6.7
LABEL_ROWS = (18.0, 36.0)
LEAST_WIDE = 3.0
FOOT, AXIS = 34.0, 28.0


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for: a stretch of time, perhaps one lane and some shapes only, and whether anybody's words show."""

    window: Window
    frame: Frame = WIDE
    lane: str = ""
    shapes: frozenset[Shape] = frozenset()
    with_words: bool = True


def layout(facts: Facts, wish: Wish) -> Picture:
    """Every shape of the picture, in its place inside the frame.

    Everything that is shown is in exactly one mark or line, or in `more_lines`; their counts add up to `counted`.
    """
    shown = [one for one in facts.happenings if _is_shown(one, wish)]
    drawn_lanes, scale = lanes(facts, shown, wish.frame), Scale.of(wish.window, wish.frame)
    arrows, arrow_rows, more = _arrows(facts, shown, drawn_lanes, scale, wish)
    dots, dot_rows = _dots(shown, drawn_lanes, scale, wish, first=len(arrows))
    floor = FIRST_Y + wish.frame.apart * max(len(drawn_lanes.drawn) - 1, 0) + FOOT
    quoted = marks.quotes(shown, drawn_lanes, scale) if wish.with_words else ()
    return Picture(
        frame=wish.frame,
        height=floor + AXIS,
        top=FIRST_Y - 30,
        floor=floor,
        lanes=drawn_lanes.drawn,
        marks=dots,
        lines=arrows,
        gaps=_gaps(facts, wish, scale),
        waits=_waits(facts, wish, scale, drawn_lanes),
        held=_held(facts, wish, scale, floor),
        ticks=ticks(wish.window, wish.frame),
        quotes=list(quoted),
        rows=sorted([*arrow_rows, *dot_rows], key=lambda row: (row.at, row.anchor)),
        now_x=scale.x(facts.now) if wish.window.holds(facts.now) else None,
        counted=len(shown),
        more_lines=more,
        shapes=[(shape, name) for shape, name in SHAPE_WORDS.items() if _occurs(shape, dots)],
        has_passed=any(not one.together for one in arrows),
        has_together=any(one.together for one in arrows),
        has_rough=any(one.rough for one in dots),
    )


def _occurs(shape: Shape, dots: Sequence[Mark]) -> bool:
    return any(one.shape is shape or (shape is Shape.TRIED and one.has_tick) for one in dots)


def _is_shown(one: Happening, wish: Wish) -> bool:
    if wish.shapes and one.shape not in wish.shapes:
        return False
    if wish.lane and wish.lane.casefold() not in {one.lane.casefold(), one.passed_to.casefold()}:
        return False
    ends = one.until or one.at
    return wish.window.holds(one.at) or (one.shape is Shape.STAY and one.at < wish.window.start <= ends)


def _arrows(
    facts: Facts, shown: Sequence[Happening], drawn: Lanes, scale: Scale, wish: Wish
) -> tuple[list[Line], list[Row], int]:
    passings = [one for one in shown if lines.is_line(one, drawn)]
    numbers, found = lines.hops(facts), lines.bundled(passings, drawn, scale)
    few = found[: lines.MOST_LINES]
    arrows = [lines.line(some, n, drawn, scale, numbers) for n, some in enumerate(few)]
    rows = [lines.row(some, n, numbers, with_words=wish.with_words) for n, some in enumerate(few)]
    return arrows, rows, sum(len(some) for some in found[lines.MOST_LINES :])


def _dots(
    shown: Sequence[Happening], drawn: Lanes, scale: Scale, wish: Wish, *, first: int
) -> tuple[list[Mark], list[Row]]:
    others = [one for one in shown if not lines.is_line(one, drawn)]
    tried = {others[place].id: said for place, said in marks.tries(others).items()}
    crowds = list(enumerate(marks.crowds(others, drawn, scale), start=first))
    dots = [marks.mark(crowd, n, drawn, scale, with_words=wish.with_words) for n, crowd in crowds]
    rows = [marks.row(crowd, n, tried.get(crowd.some[0].id, ""), with_words=wish.with_words) for n, crowd in crowds]
    return marks.with_tries(dots), rows


def _gaps(facts: Facts, wish: Wish, scale: Scale) -> list[Span]:
    """Nobody's hands, widest first given a label, where there is room for one."""
    shown = gaps.within(gaps.nobody_held(facts), start=wish.window.start, end=wish.window.end, now=facts.now)
    found, taken = [], [list[tuple[float, float]]() for _ in LABEL_ROWS]
    for gap in sorted(shown, key=lambda gap: -gap.days):
        x, end_x = scale.x(gap.from_at), scale.x(gap.until or facts.now)
        if end_x - x < LEAST_WIDE:
            continue
        said = words.gap_words(gap.days, goes_on=gap.until == facts.now)
        middle, y = _place(said, (x + end_x) / 2, taken, scale)
        dates = words.from_to(gap.from_at, gap.until or facts.now)
        found.append(Span(x, end_x, said, dates, label_x=middle, label_y=y))
    return sorted(found, key=lambda span: span.x)


def _place(said: str, middle: float, taken: list[list[tuple[float, float]]], scale: Scale) -> tuple[float, float]:
    """Where a label's middle stands and in which row; row 0 if both are full there."""
    half = len(said) * LETTER / 2
    middle = round(min(max(middle, scale.left + half), scale.right - half), 1)
    begins, ends = middle - half - 6, middle + half + 6
    for y, row in zip(reversed(LABEL_ROWS), reversed(taken), strict=True):
        if all(ends <= other or begins >= end for other, end in row):
            row.append((begins, ends))
            return middle, y
    return middle, 0


def _waits(facts: Facts, wish: Wish, scale: Scale, drawn: Lanes) -> list[Span]:
    found = []
    for gap in gaps.within(gaps.waits(facts), start=wish.window.start, end=wish.window.end, now=facts.now):
        place = drawn.place(gap.lane)
        x, end_x = scale.x(gap.from_at), scale.x(gap.until or facts.now)
        if place is not None and end_x - x >= LEAST_WIDE:
            said = words.wait_words(gap.days, goes_on=gap.until == facts.now)
            dates = words.from_to(gap.from_at, gap.until or facts.now)
            found.append(Span(x, end_x, said, dates, y=drawn.y(place)))
    return found


def _held(facts: Facts, wish: Wish, scale: Scale, floor: float) -> Span | None:
    """Since when somebody of us holds them: the wash behind."""
    since = facts.held_since
    if since is None or since >= wish.window.end or wish.window.start > facts.now:
        return None
    until = facts.hands[-1].until_at
    x, end_x = scale.x(since), scale.x(until or facts.now)
    said = words.held_words([hand.name for hand in facts.hands], since, until)
    fits = x + len(said) * LETTER + 12 < scale.right
    label_x, anchor = (x + 8, "start") if fits else (end_x - 8, "end")
    return Span(x, end_x, said, label_x=label_x, label_y=floor - 9, anchor=anchor)
