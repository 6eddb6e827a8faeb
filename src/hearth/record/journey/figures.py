"""How often somebody was passed from hand to hand. Each figure is of services; none is of the person."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from hearth.record.journey.facts import Facts, Happening, Shape
from hearth.record.journey.gaps import nobody_held, within

A_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, and of how many things we know it: `known` of `of`."""

    number: int
    known: int
    of: int

    @property
    def whole(self) -> bool:
        """Whether nothing about it is unknown."""
        return self.known == self.of


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one stretch of time."""

    from_at: datetime
    until: datetime
    passed_on: Figure
    days_unheld: Figure
    told_again: Figure
    assessed_again: Figure
    missed: Figure

    @property
    def days(self) -> int:
        """How long the stretch is, in days."""
        return (self.until - self.from_at).days


@dataclass(frozen=True, slots=True)
class Ricochet:
    """The year before somebody of us held them, and the time since, a year at the most. Without a holder here, the last
    year alone stands in `before`."""

    before: Figures
    since: Figures | None


def ricochet(facts: Facts) -> Ricochet:
    """Before and since: two stretches that can be laid side by side."""
    turned = facts.held_since or facts.now
    before = figures(facts, from_at=turned - A_YEAR, until=turned)
    since = figures(facts, from_at=turned, until=min(facts.now, turned + A_YEAR)) if facts.held_since else None
    return Ricochet(before, since)


def figures(facts: Facts, *, from_at: datetime, until: datetime) -> Figures:
    """All figures of one stretch, its end left out."""
    here = [one for one in facts.happenings if from_at <= one.at < until]
    return Figures(
        from_at=from_at,
        until=until,
        passed_on=passed_on(here),
        days_unheld=days_unheld(facts, from_at=from_at, until=until),
        told_again=told_again(here),
        assessed_again=assessed_again(facts, from_at=from_at, until=until),
        missed=missed(here),
    )


def passed_on(here: Iterable[Happening]) -> Figure:
    """Hops: how often one team passed them on and nobody there had said yes.

    A handover with a yes is none. Not known are those of which nobody wrote whether there was a yes.
    """
    passings = [one for one in here if one.shape is Shape.PASSED]
    known = [one for one in passings if one.yes is not None]
    return Figure(sum(not one.yes for one in known), len(known), len(passings))


def days_unheld(facts: Facts, *, from_at: datetime, until: datetime) -> Figure:
    """Days in no one's hands that lie in the stretch: see `gaps.nobody_held`. Known and of are stretches, not days.

    A stretch of which one end is known by month or year only is not guessed: its days are left out, and it is counted
    as not known.
    """
    gaps = list(within(nobody_held(facts), start=from_at, end=until, now=facts.now))
    known = [gap for gap in gaps if gap.known]
    return Figure(sum(gap.days for gap in known), len(known), len(gaps))


def told_again(here: Iterable[Happening]) -> Figure:
    """How often they had to tell their story from the beginning, of the times they met anybody.

    Not known are the meetings of which nobody wrote whether the story was asked for. Another record never says.
    """
    met = [one for one in here if one.shape in {Shape.CONTACT, Shape.CRISIS, Shape.STAY}]
    known = [one for one in met if one.told_again is not None]
    return Figure(sum(one.told_again is True for one in known), len(known), len(met))


def assessed_again(facts: Facts, *, from_at: datetime, until: datetime) -> Figure:
    """Repeat assessments: those in the stretch within 365 days of an earlier one, whoever made either.

    Not known are the contacts of which nobody wrote whether they were an assessment.
    """
    assessments = [one.at for one in facts.happenings if one.assessment]
    again = [
        later for earlier, later in pairwise(assessments) if from_at <= later < until and later - earlier <= A_YEAR
    ]
    met = [one for one in facts.happenings if one.shape is Shape.CONTACT and from_at <= one.at < until]
    known = sum(one.assessment is not None for one in met)
    return Figure(len(again), known, len(met))


def missed(here: Iterable[Happening]) -> Figure:
    """Appointments they did not make: a sign to us, no verdict. Known are those after which something was tried."""
    ordered = list(here)
    not_made = [n for n, one in enumerate(ordered) if one.shape is Shape.MISSED]
    tried = sum(bool(what_was_tried(ordered, n)) for n in not_made)
    return Figure(len(not_made), tried, len(not_made))


WITHIN = timedelta(days=28)


def what_was_tried(ordered: list[Happening], place: int) -> str:
    """What the same team did about a missed appointment: as the entry says itself, else the next attempt within 28 days
    and before the next appointment. Empty if nothing is written."""
    missed_one = ordered[place]
    if missed_one.tried:
        return missed_one.tried
    for one in ordered[place + 1 :]:
        if one.at - missed_one.at > WITHIN or (one.lane == missed_one.lane and one.shape in ENDS_TRYING):
            return ""
        if one.lane == missed_one.lane and one.shape is Shape.TRIED:
            return one.body or one.title
    return ""


ENDS_TRYING = {Shape.MISSED, Shape.CONTACT}
