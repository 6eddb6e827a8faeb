"""The picture of waiting: a dot for each wait, filled when it ended, open while it goes on. Geometry only."""

from dataclasses import dataclass

from hearth.front_door.waiting_rules import Waits, stacked

WIDTH, LEFT, RIGHT = 440.0, 14.0, 424.0
DOT, HIGHEST = 11.0, 10
LEAST_DAYS = 7
STEPS = (1, 2, 7, 14, 28, 56, 91, 182)
MOST_TICKS = 7


@dataclass(frozen=True, slots=True)
class Picture:
    """One kind of wait in a box of `WIDTH` by `height`. Dots are (x, y, ended); `more` counts those not drawn."""

    words: str
    target_days: int
    waits: Waits
    dots: list[tuple[float, float, bool]]
    ticks: list[tuple[float, int]]
    target_x: float
    median_x: float | None
    floor: float
    height: float
    more: int


def picture(words: str, target_days: int, waits: Waits) -> Picture:
    """Waits as dots above their length in days; at most ten stand above one another, the rest is counted."""
    most = max(waits.longest or 0, target_days, LEAST_DAYS)
    per_day = (RIGHT - LEFT) / most
    width = max(1, round(DOT / per_day + 0.49)) if per_day < DOT else 1
    together = sorted(
        [(days // width * width, True) for days in waits.ended]
        + [(days // width * width, False) for days in waits.going_on],
        key=lambda one: (one[0], not one[1]),
    )
    places = stacked([days for days, _ in together])
    tallest = min(max((place for _, place in places), default=0), HIGHEST - 1) + 1
    floor = 26 + DOT * tallest
    dots = [
        (round(LEFT + days * per_day, 1), round(floor - DOT * (place + 0.5), 1), ended)
        for (days, place), (_, ended) in zip(places, together, strict=True)
        if place < HIGHEST
    ]
    median = waits.median
    return Picture(
        words=words,
        target_days=target_days,
        waits=waits,
        dots=dots,
        ticks=_ticks(most, per_day),
        target_x=round(LEFT + target_days * per_day, 1),
        median_x=None if median is None else round(LEFT + median * per_day, 1),
        floor=floor,
        height=floor + 26,
        more=len(together) - len(dots),
    )


def _ticks(most: int, per_day: float) -> list[tuple[float, int]]:
    step = next((step for step in STEPS if most / step <= MOST_TICKS), STEPS[-1])
    return [(round(LEFT + day * per_day, 1), day) for day in range(0, most + 1, step)]
