"""The circle as rings around somebody: where each face stands. Pure; lengths are in the units of the picture."""

from dataclasses import dataclass
from math import cos, pi, sin

from hearth.core.sight import Level
from hearth.sharing.codes import WhomKind
from hearth.sharing.queries.circle import Place

SIZE = 460
MIDDLE = SIZE / 2
FACE = 15
# How wide a letter of a name is, and how high its line.
LETTER, LINE = 7.4, 16
LONGEST_NAME = 13
# Ways of turning a ring that are tried, of which the one with the fewest names on top of each other is kept.
TURNS = 24


@dataclass(frozen=True, slots=True)
class Ring:
    """One ring: its title, the level it stands for (None where nobody is moved to), how far it reaches, how many faces
    it has room for."""

    code: str
    title: str
    level: Level | None
    reaches: float
    room: int


RINGS = (
    Ring("holds", "Holds me", None, 84, 3),
    Ring("everything", "Everything", Level.FULL, 136, 6),
    Ring("less", "Less", Level.PLAN, 183, 7),
    Ring("nothing", "Nothing", Level.NOTHING, 228, 8),
)
ME = 32


@dataclass(frozen=True, slots=True)
class Dot:
    """One of them in the picture: a face and a name below it. `place` is None for those there is no room for."""

    place: Place | None
    name: str
    x: float
    y: float

    @property
    def is_square(self) -> bool:
        """Organisations are square, people are round."""
        return self.place is not None and self.place.whom_kind == WhomKind.ORGANISATION

    @property
    def name_x(self) -> float:
        """Where the middle of the name stands, so that all of it is inside."""
        half = len(self.name) * LETTER / 2
        return min(max(self.x, half), SIZE - half)

    @property
    def box(self) -> tuple[float, float, float, float]:
        """What face and name cover: left, top, right, bottom."""
        half = max(FACE, len(self.name) * LETTER / 2)
        return self.name_x - half, self.y - FACE, self.name_x + half, self.y + FACE + LINE


@dataclass(frozen=True, slots=True)
class Drawn:
    """A ring with everyone in it, and those of them that are drawn."""

    ring: Ring
    places: tuple[Place, ...]
    dots: tuple[Dot, ...]


Box = tuple[float, float, float, float]


def ring_of(place: Place) -> Ring:
    """The ring somebody stands in: by whether they hold the person, then by what they may know."""
    if place.holds and place.level > Level.NOTHING:
        return RINGS[0]
    if place.level >= Level.FULL:
        return RINGS[1]
    return RINGS[2] if place.level > Level.NOTHING else RINGS[3]


def drawn(places: list[Place]) -> list[Drawn]:
    """Every ring from the inside out, with as few names on top of each other as turning it allows."""
    taken: list[Box] = [(MIDDLE - ME, MIDDLE - ME, MIDDLE + ME, MIDDLE + ME)]
    taken += [_title_box(ring) for ring in RINGS]
    found, inner = [], float(ME)
    for ring in RINGS:
        inside = tuple(place for place in places if ring_of(place) is ring)
        dots = _placed(_named(inside, ring.room), (inner + ring.reaches) / 2 - 4, taken)
        taken += [dot.box for dot in dots]
        found.append(Drawn(ring, inside, dots))
        inner = ring.reaches
    return found


def short_name(place: Place) -> str:
    """A first name, or as much of an organisation's as there is room for."""
    name = place.name if place.whom_kind == WhomKind.ORGANISATION else place.name.split()[0]
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip(' ,')}…"


def _named(places: tuple[Place, ...], room: int) -> list[tuple[Place | None, str]]:
    if len(places) <= room:
        return [(place, short_name(place)) for place in places]
    shown = [(place, short_name(place)) for place in places[: room - 1]]
    return [*shown, (None, f"{len(places) - room + 1} more")]


def _placed(named: list[tuple[Place | None, str]], away: float, taken: list[Box]) -> tuple[Dot, ...]:
    if not named:
        return ()
    step = 2 * pi / len(named)
    turned = [_around(named, away, step, start=step * turn / TURNS) for turn in range(TURNS)]
    return min(turned, key=lambda dots: _covered(dots, taken))


def _around(named: list[tuple[Place | None, str]], away: float, step: float, *, start: float) -> tuple[Dot, ...]:
    angles = [start + step * number for number in range(len(named))]
    return tuple(
        Dot(place, name, round(MIDDLE + away * sin(angle), 1), round(MIDDLE - away * cos(angle), 1))
        for (place, name), angle in zip(named, angles, strict=True)
    )


def _covered(dots: tuple[Dot, ...], taken: list[Box]) -> float:
    """How much of the picture would be covered twice."""
    boxes = [dot.box for dot in dots]
    return sum(_overlap(box, other) for n, box in enumerate(boxes) for other in [*taken, *boxes[:n]])


def _overlap(one: Box, other: Box) -> float:
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    return wide * high if wide > 0 and high > 0 else 0


def _title_box(ring: Ring) -> Box:
    half, top = len(ring.title) * LETTER / 2 + 8, MIDDLE - ring.reaches
    return MIDDLE - half, top, MIDDLE + half, top + LINE
