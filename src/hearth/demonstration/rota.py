"""Who is at which hub when: day and night, always somebody who leads."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from hearth.core.clocks import LONDON, day_of
from hearth.demonstration.moments import at_local

MORNING, EVENING, CLOSING, MIDDAY = time(8), time(20), time(21), time(14)


@dataclass(frozen=True, slots=True)
class RotaWorker:
    """A worker as the rota knows them: `pattern` is lead, manager, day, night or on-call."""

    key: str
    hub: str
    pattern: str


@dataclass(frozen=True, slots=True)
class PlannedShift:
    hub: str
    worker: str
    starts_at: datetime
    ends_at: datetime
    leads: bool = False
    on_call: bool = False


def first_days(now: datetime) -> list[date]:
    """From two days ago to a fortnight ahead."""
    today = day_of(now)
    return [today + timedelta(days=days) for days in range(-2, 15)]


def shifts(workers: list[RotaWorker], days: list[date], *, now: datetime) -> list[PlannedShift]:
    """Every shift of both open hubs on these days. The first lead of a list leads the shift that runs now."""
    planned: list[PlannedShift] = []
    for day in days:
        since = (day - day_of(now)).days
        planned += _never_closing([w for w in workers if w.hub == "acomb"], day, since, now)
        planned += _by_day([w for w in workers if w.hub == "clarence"], day, since)
    return planned


def _never_closing(workers: list[RotaWorker], day: date, since: int, now: datetime) -> list[PlannedShift]:
    start, middle, end = at_local(day, MORNING), at_local(day, EVENING), at_local(day + timedelta(days=1), MORNING)
    leads = [w.key for w in workers if w.pattern == "lead"]
    turn = 2 * since - _turn_of(now)
    by_day = [w.key for w in workers if w.pattern in {"day", "manager"}]
    by_night = [w.key for w in workers if w.pattern == "night"]
    return [
        PlannedShift("acomb", leads[turn % len(leads)], start, middle, leads=True),
        PlannedShift("acomb", leads[(turn + 1) % len(leads)], middle, end, leads=True),
        *(PlannedShift("acomb", key, start, middle) for key in _share(by_day, since, 7)),
        *(PlannedShift("acomb", key, middle, end) for key in _share(by_night, since, 3)),
        *(PlannedShift("acomb", w.key, middle, end, on_call=True) for w in workers if w.pattern == "on-call"),
    ]


def _turn_of(now: datetime) -> int:
    """How many half days after this morning it is: -1 before eight, when last night's shift still runs."""
    local = now.astimezone(LONDON).time()
    return -1 if local < MORNING else int(local >= EVENING)


def _by_day(workers: list[RotaWorker], day: date, since: int) -> list[PlannedShift]:
    start, middle, end = at_local(day, MORNING), at_local(day, MIDDAY), at_local(day, CLOSING)
    next_morning = at_local(day + timedelta(days=1), MORNING)
    leads = [w.key for w in workers if w.pattern == "lead"]
    early, late, nightly = (leads[(since + place) % len(leads)] for place in range(3))
    there = [w.key for w in workers if w.pattern in {"day", "manager"}]
    return [
        PlannedShift("clarence", early, start, middle, leads=True),
        PlannedShift("clarence", late, middle, end, leads=True),
        PlannedShift("clarence", nightly, end, next_morning, leads=True, on_call=True),
        *(PlannedShift("clarence", key, start, end) for key in _share(there, since, 9)),
    ]


def _share(keys: list[str], since: int, size: int) -> list[str]:
    """So many of them, a different set each day, the first of the list whenever it is an even day from today."""
    first, others = keys[:1], keys[1:]
    places = range(min(size - 1, len(others)))
    turned = [others[(since * 3 + place) % len(others)] for place in places]
    return [*first, *turned] if since % 2 == 0 else turned
