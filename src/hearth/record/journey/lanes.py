"""Which teams have a line of their own, in what order, and where."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from hearth.record.journey.facts import Facts, Happening
from hearth.record.journey.scale import Frame
from hearth.record.journey.shapes import Lane

MOST_LANES = 10
FIRST_Y = 78.0


@dataclass(frozen=True, slots=True)
class Lanes:
    """The lanes that are drawn, and which of them each name stands on."""

    drawn: list[Lane]
    places: Mapping[str, int]

    def place(self, name: str) -> int | None:
        """Which lane a name stands on; None for one that has none."""
        return self.places.get(name.casefold())

    def y(self, place: int) -> float:
        """How far down a lane runs."""
        return self.drawn[place].y


def names(facts: Facts) -> list[str]:
    """Everyone who had to do with the person, in the order in which they first did. Case makes no difference."""
    seen: dict[str, str] = {}
    for one in facts.happenings:
        for name in filter(None, (one.lane, one.passed_to)):
            seen.setdefault(name.casefold(), name)
    return list(seen.values())


def lanes(facts: Facts, shown: Sequence[Happening], frame: Frame) -> Lanes:
    """A lane for each who appears in what is shown, ten at the most: the last is then shared by those with least."""
    busy = Counter(name.casefold() for one in shown for name in filter(None, (one.lane, one.passed_to)))
    ours = {hand.lane.casefold() for hand in facts.hands}
    present = [name for name in names(facts) if name.casefold() in busy]
    kept = _busiest(present, busy, ours)
    rest = [name for name in present if name not in kept]
    drawn = [
        Lane(name, FIRST_Y + frame.apart * n, ours=name.casefold() in ours)
        for n, name in enumerate(name for name in present if name in kept)
    ]
    places = {lane.name.casefold(): n for n, lane in enumerate(drawn)}
    if rest:
        places |= {name.casefold(): len(drawn) for name in rest}
        drawn.append(Lane(f"{len(rest)} others", FIRST_Y + frame.apart * len(drawn), together=len(rest)))
    return Lanes(drawn, places)


def _busiest(present: Sequence[str], busy: Counter[str], ours: set[str]) -> set[str]:
    if len(present) <= MOST_LANES:
        return set(present)
    by_use: Iterable[str] = sorted(present, key=lambda name: (name.casefold() not in ours, -busy[name.casefold()]))
    return set(list(by_use)[: MOST_LANES - 1])
