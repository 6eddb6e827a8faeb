"""Promises about time. What is due is computed from events by pure functions and projected to `due_at`.

Only the person's own choice pauses a clock; nothing a service does pauses or restarts one (DOMAIN 4.3).
"""

import json
from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Protocol
from uuid import UUID
from zoneinfo import ZoneInfo

from hearth.core.holidays import bank_holidays
from hearth.core.ids import new_id
from hearth.core.inserting import insert_all
from hearth.core.models import Clock, ClockEvent

LONDON = ZoneInfo("Europe/London")
DATA = Path(__file__).parent / "data"
ELAPSED = {"min": timedelta(minutes=1), "h": timedelta(hours=1)}


PROJECTED = ("started_at", "amber_at", "due_at", "stopped_at", "paused_at")


@dataclass(frozen=True, slots=True)
class Definition:
    """One promise. `target` counts in `unit`: min and h as they pass, d days, wd working days, m months.

    `amber` is when it begins to be late to act, counted from the start as well, in `amber_unit` or in the same unit.
    `to_me` says it to the person themselves; without it, it is work of ours that they need not wait for.
    `unverified` says that nobody of this project has read the text of `source` itself: a reader must be told so.
    """

    code: str
    version: int
    effective_from: date
    words: str
    unit: str
    target: int
    amber: int
    source: str
    amber_unit: str = ""
    to_me: str = ""
    unverified: bool = False

    @property
    def is_ours(self) -> bool:
        """Whether the hubs promise it of themselves, asked by no law and no contract."""
        return self.source.startswith("Hearth default")


class Event(Protocol):
    """What a clock event must say of itself."""

    @property
    def kind(self) -> str: ...
    @property
    def occurred_at(self) -> datetime: ...


@dataclass(frozen=True, slots=True)
class Reading:
    """A clock as its events have it: when it began, when to be warned, when it is due, when it was kept (if it was).

    `paused_at` is since when it waits because the person chose to, if it does.
    """

    started_at: datetime
    amber_at: datetime
    due_at: datetime
    stopped_at: datetime | None
    paused_at: datetime | None = None


@cache
def definitions() -> tuple[Definition, ...]:
    """Every definition ever in force, from the versioned data file."""
    rows = json.loads((DATA / "clocks.json").read_text())
    return tuple(Definition(**{**row, "effective_from": date.fromisoformat(row["effective_from"])}) for row in rows)


def definition(code: str, *, on: date) -> Definition:
    """The version in force on a day. Raises LookupError if there was none."""
    versions = [d for d in definitions() if d.code == code and d.effective_from <= on]
    if not versions:
        raise LookupError(f"no clock {code} on {on}")
    return max(versions, key=lambda d: d.effective_from)


def in_force(*, on: date) -> tuple[Definition, ...]:
    """Every promise as it stands on a day, each in its newest version."""
    codes = dict.fromkeys(d.code for d in definitions() if d.effective_from <= on)
    return tuple(definition(code, on=on) for code in codes)


def read(events: Iterable[Event], of: Definition) -> Reading:
    """The state of a clock from its events alone, in whatever order they were recorded.

    It runs from its first start. Raises ValueError without a start.
    """
    # Whoever said not now and came back in the same instant is back.
    ordered = sorted(events, key=lambda event: (event.occurred_at, event.kind))
    starts = [e.occurred_at for e in ordered if e.kind == "start"]
    if not starts:
        raise ValueError("a clock without a start")
    # A start after a stop takes the stop back, and never the time waited until then.
    stops = [e.occurred_at for e in ordered if e.kind == "stop" and e.occurred_at >= starts[-1]]
    waited, paused_at = pauses(ordered)
    amber_at, due_at = due_points(starts[0], of, waited)
    return Reading(starts[0], amber_at, due_at, min(stops, default=None), None if stops else paused_at)


def due_points(start: datetime, of: Definition, paused: timedelta = timedelta()) -> tuple[datetime, datetime]:
    """When somebody is warned, and when it is due; never warned after it is due."""
    due = due_after(start, unit=of.unit, count=of.target) + paused
    amber = due_after(start, unit=of.amber_unit or of.unit, count=of.amber) + paused
    return min(amber, due), due


def pauses(events: Sequence[Event]) -> tuple[timedelta, datetime | None]:
    """How long the person's own choice held the clock, and since when it does now, if it does.

    A pause not yet resumed adds nothing until it is.
    """
    total, since = timedelta(), None
    for event in events:
        if event.kind == "pause" and since is None:
            since = event.occurred_at
        elif event.kind == "resume" and since is not None:
            total += event.occurred_at - since
            since = None
    return total, since


def due_after(start: datetime, *, unit: str, count: int) -> datetime:
    """The moment a promise falls due. Minutes and hours pass; days, working days and months run to a local day's end.

    A day with a clock change counts as one day, and 23:50 counts on its own day (DOMAIN 4.3).
    """
    if unit in ELAPSED:
        return start + count * ELAPSED[unit]
    day = day_of(start)
    if unit == "d":
        return end_of(day + timedelta(days=count))
    if unit == "wd":
        return end_of(after_working_days(day, count))
    return end_of(after_months(day, count))


def day_of(moment: datetime) -> date:
    """The day a moment belongs to on the calendar here, summer time included."""
    return moment.astimezone(LONDON).date()


def end_of(day: date) -> datetime:
    """The last second of a local day."""
    return datetime.combine(day, time(23, 59, 59), LONDON)


def start_of(moment: datetime) -> datetime:
    """The first second of the local day a moment lies in."""
    return datetime.combine(day_of(moment), time(), LONDON)


def after_working_days(day: date, count: int) -> date:
    """The day `count` working days after `day`, which itself never counts."""
    while count > 0:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day


def after_months(day: date, count: int) -> date:
    """The same day of a later month, or that month's last. Source: UK GDPR article 12(3), ICO on calendar months."""
    years, month = divmod(day.month - 1 + count, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def is_working_day(day: date) -> bool:
    """Monday to Friday, less England's bank holidays."""
    return day.weekday() < 5 and day not in bank_holidays(day.year)


def start_clock(
    *,
    code: str,
    person_id: UUID,
    subject_type: str,
    subject_id: UUID,
    owner_id: UUID | None,
    at: datetime,
    recorded_at: datetime | None = None,
) -> Clock:
    """Begin a promise. Called by actions, inside their transaction and under their audit line.

    `recorded_at` is when it was written down that it began at `at`, if that was later.
    """
    of = definition(code, on=day_of(at))
    amber_at, due_at = due_points(at, of)
    clock = Clock(
        id=new_id(),
        person_id=person_id,
        definition=of.code,
        version=of.version,
        subject_type=subject_type,
        subject_id=subject_id,
        owner_id=owner_id,
        started_at=at,
        amber_at=amber_at,
        due_at=due_at,
    )
    insert_all([clock], [_event(clock, "start", occurred_at=at, at=recorded_at or at)])
    return clock


def add_event(clock: Clock, *, kind: str, occurred_at: datetime, at: datetime, reason: str = "") -> None:
    """Add an event and project the clock anew from all of them."""
    _event(clock, kind, occurred_at=occurred_at, at=at, reason=reason).save(force_insert=True)
    project(clock, read(list(clock.events.all()), version_of(clock)))
    clock.save(update_fields=PROJECTED)


def _event(clock: Clock, kind: str, *, occurred_at: datetime, at: datetime, reason: str = "") -> ClockEvent:
    return ClockEvent(
        id=new_id(),
        person_id=clock.person_id,
        clock=clock,
        kind=kind,
        occurred_at=occurred_at,
        recorded_at=at,
        reason=reason,
    )


def project(clock: Clock, reading: Reading) -> None:
    """Make the clock say what its events amount to."""
    for name in PROJECTED:
        setattr(clock, name, getattr(reading, name))


def version_of(clock: Clock) -> Definition:
    """The definition a clock was started under: it keeps it, whatever comes later."""
    return in_version(clock.definition, clock.version)


@cache
def in_version(code: str, version: int) -> Definition:
    """A definition as this version of it says."""
    return next(d for d in definitions() if (d.code, d.version) == (code, version))
