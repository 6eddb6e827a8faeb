"""Stretches in which nobody held somebody, and waits: what both the picture and the figures are made of."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from hearth.core.clocks import day_of
from hearth.record.codes import EntryKind
from hearth.record.journey.facts import Facts, Happening, Shape, When


@dataclass(frozen=True, slots=True)
class Gap:
    """From one moment to another in no one's hands (`lane` is empty), or waiting for one team. `until` is None while it
    goes on. Days are local midnights crossed; not `known` if one of its ends is known by month or year only."""

    from_at: datetime
    until: datetime | None
    days: int
    known: bool
    lane: str = ""


def nobody_held(facts: Facts) -> list[Gap]:
    """Every stretch in no one's hands.

    It begins when somebody is passed on and nobody is known to have said yes. It ends with the next time anyone met
    them who could go on: a contact, a stay, or a handover with a yes. A crisis, the police and a missed appointment
    end nothing, and a further passing on lengthens it. From the day somebody of us holds them there is none: the
    database keeps it so.
    """
    found, since = [], None
    for one in facts.happenings:
        if facts.held_since and one.at >= facts.held_since:
            break
        if one.shape is Shape.PASSED and one.yes is not True:
            since = since or one
        elif since and one.is_meeting:
            found.append(_gap(since, one.at, one.when, facts.now))
            since = None
    if since:
        found.append(_gap(since, facts.held_since, When.DAY, facts.now))
    return found


def waits(facts: Facts) -> list[Gap]:
    """Every wait here: from asking for support to the first time that anybody of that team met them."""
    asked: dict[str, Happening] = {}
    found = []
    for one in facts.happenings:
        if one.kind == EntryKind.REFERRAL:
            asked.setdefault(one.lane, one)
        elif one.shape is Shape.CONTACT and one.lane in asked:
            found.append(_gap(asked.pop(one.lane), one.at, one.when, facts.now, lane=one.lane))
    found += [_gap(one, None, When.DAY, facts.now, lane=lane) for lane, one in asked.items()]
    return [gap for gap in found if gap.days]


def within(gaps: Sequence[Gap], *, start: datetime, end: datetime, now: datetime) -> Iterator[Gap]:
    """Those that reach into a stretch, cut to it, with the days of theirs that lie in it."""
    for gap in gaps:
        begins, ends = max(gap.from_at, start), min(gap.until or now, end)
        if begins < ends:
            yield Gap(begins, ends, days_between(begins, ends), gap.known, gap.lane)


def days_between(begins: datetime, ends: datetime) -> int:
    """Local midnights between two moments: what anybody means by "so many days later"."""
    return (day_of(ends) - day_of(begins)).days


def _gap(since: Happening, until: datetime | None, when: When, now: datetime, *, lane: str = "") -> Gap:
    known = since.when is When.DAY and when is When.DAY
    return Gap(since.at, until, days_between(since.at, until or now), known, lane)
