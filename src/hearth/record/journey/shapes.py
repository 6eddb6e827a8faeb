"""What is drawn: places in pixels and words, and nothing that decides."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from hearth.record.journey.facts import Shape
from hearth.record.journey.scale import Frame, Tick


@dataclass(frozen=True, slots=True)
class Lane:
    """One team or organisation. `ours` is whoever holds them; `together` counts those that share the last lane."""

    name: str
    y: float
    ours: bool = False
    together: int = 0


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing, or `count` of them that stand too close to tell apart. A stay reaches to `end_x` and says inside how
    long it was, if there is room; `tried_x` is where what was tried after a missed appointment stands; `rough` are the
    edges between which it lies, where its day is not known."""

    number: int
    lane: int
    shape: Shape
    x: float
    y: float
    count: int
    words: str
    end_x: float = 0
    tried_x: float | None = None
    has_tick: bool = False
    inside: str = ""
    rough: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """From one lane to another: handed over together, or passed on without a yes, each of these with its number."""

    number: int
    x: float
    y: float
    to_y: float
    together: bool
    hops: str
    count: int
    words: str
    to_somebody: bool = True

    @property
    def path(self) -> str:
        """A bow from lane to lane, as SVG writes it."""
        down = 1 if self.to_y > self.y else -1
        bow, start, end = self.x + 15, self.y + 9 * down, self.to_y - 11 * down
        return f"M{self.x:g} {start:g}C{bow:g} {start + 14 * down:g} {bow:g} {end - 14 * down:g} {self.x + 4:g} {end:g}"

    @property
    def middle(self) -> tuple[float, float]:
        """Where its number stands: beside the bow, near where it begins, so that it is on no lane and on no dot."""
        return self.x + 21, self.y + (25 if self.to_y > self.y else -25)

    @property
    def head(self) -> str:
        """The tip of the arrow."""
        down = 1 if self.to_y > self.y else -1
        x, y = self.x + 4, self.to_y - 8 * down
        return f"M{x:g} {y:g}l-4.5 {-9 * down:g}h9z"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time with words: a gap over all lanes, a wait in one, or who held. `label_y` is 0 without room."""

    x: float
    end_x: float
    words: str
    dates: str = ""
    y: float = 0
    label_x: float = 0
    label_y: float = 0
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Quote:
    """A few words that stand in the picture itself."""

    x: float
    y: float
    words: str


@dataclass(frozen=True, slots=True)
class Row:
    """One mark or line as the table has it. `anchor` is what its mark leads to; `read_at` where to read it whole."""

    anchor: str
    when: str
    lane: str
    what: str
    words: str
    at: datetime
    first: UUID
    read_at: datetime
    count: int = 1


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything in one box. `more_lines` were passed on too and are in the table alone."""

    frame: Frame
    height: float
    top: float
    floor: float
    lanes: list[Lane]
    marks: list[Mark]
    lines: list[Line]
    gaps: list[Span]
    waits: list[Span]
    held: Span | None
    ticks: list[Tick]
    quotes: list[Quote]
    rows: list[Row]
    now_x: float | None
    counted: int
    more_lines: int = 0
    shapes: list[tuple[Shape, str]] = field(default_factory=list)
    has_passed: bool = False
    has_together: bool = False
    has_rough: bool = False
