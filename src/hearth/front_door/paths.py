"""The path of one referral as a line: what happened, and each promise kept or due. Geometry only; the page draws it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from hearth.core.clocks import LONDON, day_of, definitions
from hearth.core.models import Clock
from hearth.front_door.codes import Route
from hearth.front_door.models import Referral
from hearth.front_door.welcome_codes import MISSED, AttemptOutcome, BookingOutcome
from hearth.front_door.welcome_queries import Welcome

WIDTH, LEFT, RIGHT = 720.0, 12.0, 700.0
TOP, LANE = 34.0, 50.0
APART, STEP = 13.0, 14.0
MOST_TICKS = 7
STEPS_DAYS = (1, 2, 7, 14, 28, 56, 91, 182, 364)
WORDS = {of.code: of.words for of in definitions()}


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing that happened, or is arranged. `kind` is contact, try, unsafe, ours or ahead."""

    kind: str
    words: str
    at: datetime
    x: float = 0
    y: float = 0


@dataclass(frozen=True, slots=True)
class Lane:
    """One promise from its beginning to when it was kept, or to now; `due_x` is by when. Late is what lies beyond."""

    words: str
    started_at: datetime
    due_at: datetime
    kept_at: datetime | None
    late: bool
    y: float
    start_x: float
    due_x: float
    end_x: float


@dataclass(frozen=True, slots=True)
class Path:
    """All of it, in a box of `WIDTH` by `height`."""

    marks: list[Mark]
    lanes: list[Lane]
    ticks: list[tuple[float, date]]
    now_x: float
    line: float
    height: float
    words: str


@dataclass(frozen=True, slots=True)
class Scale:
    """Days as distances."""

    start: datetime
    end: datetime

    def x(self, moment: datetime) -> float:
        """Where a moment stands; what lies outside stands at the edge."""
        share = (moment - self.start) / (self.end - self.start)
        return round(LEFT + (RIGHT - LEFT) * min(max(share, 0.0), 1.0), 1)


def path_of(welcome: Welcome, referral: Referral, *, at: datetime) -> Path:
    """The path of one referral as it stands at a moment."""
    marks = sorted(_marks(welcome, referral), key=lambda mark: mark.at)
    moments = [at, *(mark.at for mark in marks), *(clock.due_at for clock in welcome.clocks)]
    start = _midnight(referral.received_at)
    scale = Scale(start, _midnight(max(moments)) + timedelta(days=1))
    placed = _apart([Mark(mark.kind, mark.words, mark.at, scale.x(mark.at)) for mark in marks])
    line = max((mark.y for mark in placed), default=TOP)
    lanes = [_lane(clock, line + LANE * (n + 1), scale, at) for n, clock in enumerate(welcome.clocks)]
    height = line + LANE * len(lanes) + 50
    return Path(placed, lanes, _ticks(scale), scale.x(at), line, height, _in_words(welcome, at))


def _marks(welcome: Welcome, referral: Referral) -> list[Mark]:
    told = "unsafe" if referral.feels_unsafe else "ours"
    marks = [Mark(told, Route(referral.route).label, referral.received_at)]
    for answer in welcome.answers:
        who = answer.answered_by.worker.given_name
        marks.append(Mark("unsafe" if answer.unsafe else "ours", f"{who} read it", answer.answered_at))
    for attempt in welcome.attempts:
        kind = "contact" if attempt.outcome == AttemptOutcome.REACHED else "try"
        words = f"{attempt.get_channel_display()}: {attempt.get_outcome_display().lower()}"
        marks.append(Mark(kind, words, attempt.tried_at))
    for booking in welcome.bookings:
        marks.append(_mark_of_booking(booking.outcome, booking.with_whom.worker.given_name, booking.starts_at))
    marks += [Mark("ours", outcome.get_step_display(), outcome.at) for outcome in welcome.outcomes]
    return marks


def _mark_of_booking(outcome: str, whom: str, starts_at: datetime) -> Mark:
    if not outcome:
        return Mark("ahead", f"A talk with {whom}", starts_at)
    if outcome == BookingOutcome.HELD:
        return Mark("contact", f"Talked with {whom}", starts_at)
    kind = "try" if outcome in MISSED else "ours"
    return Mark(kind, f"{BookingOutcome(outcome).label}: a talk with {whom}", starts_at)


def _apart(marks: list[Mark]) -> list[Mark]:
    """Marks too close to tell apart stand one above the other, all of them above one line."""
    levels: list[tuple[Mark, int]] = []
    for mark in marks:
        near = {level for other, level in levels if abs(other.x - mark.x) < APART}
        levels.append((mark, next(level for level in range(len(marks)) if level not in near)))
    line = TOP + STEP * max((level for _, level in levels), default=0)
    return [Mark(mark.kind, mark.words, mark.at, mark.x, line - STEP * level) for mark, level in levels]


def _lane(clock: Clock, y: float, scale: Scale, at: datetime) -> Lane:
    end = clock.stopped_at or at
    return Lane(
        words=WORDS[clock.definition],
        started_at=clock.started_at,
        due_at=clock.due_at,
        kept_at=clock.stopped_at,
        late=end > clock.due_at,
        y=y,
        start_x=scale.x(clock.started_at),
        due_x=scale.x(clock.due_at),
        end_x=scale.x(max(end, clock.started_at)),
    )


def _ticks(scale: Scale) -> list[tuple[float, date]]:
    first = day_of(scale.start)
    days = (day_of(scale.end) - first).days
    step = next((step for step in STEPS_DAYS if days / step <= MOST_TICKS), STEPS_DAYS[-1])
    shown = [first + timedelta(days=n) for n in range(0, days, step)]
    return [(scale.x(datetime.combine(day, time(), LONDON)), day) for day in shown]


def _midnight(moment: datetime) -> datetime:
    return datetime.combine(day_of(moment), time(), LONDON)


def _in_words(welcome: Welcome, at: datetime) -> str:
    """What the picture shows, in a sentence."""
    kept = sum(clock.stopped_at is not None and clock.stopped_at <= clock.due_at for clock in welcome.clocks)
    late = sum((clock.stopped_at or at) > clock.due_at for clock in welcome.clocks)
    ahead = len(welcome.clocks) - kept - late
    parts = [
        f"{_counted(kept, 'promise')} kept" if kept else "",
        f"{_counted(ahead, 'promise')} still ahead" if ahead else "",
        f"{_counted(late, 'promise')} later than said" if late else "",
    ]
    return f"{', '.join(filter(None, parts))}.".capitalize()


def _counted(number: int, what: str) -> str:
    return f"one {what}" if number == 1 else f"{number} {what}s"
