"""The first three months of the hub: thirty-three people, invented, and what came of it, shaped as it was published.

24 of 33 moved forward on what they came for. ReQoL-10 was filled in twice by 13, of whom 11 are reliably better. What
they had from the hub overlaps: 12 social prescribing, 21 peer support, 27 skills and understanding, 5 social care, 21
a welcoming conversation booked.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from hearth.core.actor import SYSTEM, Actor
from hearth.core.scope import acting_as
from hearth.demonstration.lives import Life
from hearth.demonstration.moments import at_local, days_ago
from hearth.demonstration.places import City
from hearth.outcomes import actions, instruments
from hearth.outcomes.codes import Mode, Offered, SupportKind
from hearth.outcomes.figures import Period
from hearth.outcomes.instruments import WHAT_I_CAME_FOR, Instrument
from hearth.outcomes.terms import Sitting
from hearth.people.models import Person

CODE, NAME = "prototype", "The prototype’s three months"
PEOPLE = 33
BEGAN_DAYS_AGO, ENDED_DAYS_AGO = 130, 38
CAME_DAYS_AGO = 126
# First and latest total of each who filled it in twice: eleven at least five higher, two not.
TWICE = (
    *((11, 22), (14, 20), (9, 24), (17, 23), (12, 19), (20, 27), (8, 15), (16, 29), (13, 18), (19, 26), (10, 21)),
    *((15, 17), (21, 19)),
)
ONCE = (12, 18, 9, 22, 14, 16)
TOO_CLOSE = (13, 16)
# Whoever did not fill it in, and why.
NOT_FILLED = (
    *(("declined", "I would rather just talk."),) * 5,
    *(("not-now", "It was too much that week."),) * 3,
    *(("not-offered", "There was no quiet moment for it."),) * 3,
    *(("offered", ""),) * 2,
)
MOVED_FORWARD = 24
# From which to which of the thirty-three had each kind; they overlap on purpose.
HAD = {
    SupportKind.SOCIAL_PRESCRIBING: range(12),
    SupportKind.PEER_SUPPORT: range(6, 27),
    SupportKind.SKILLS: range(3, 30),
    SupportKind.SOCIAL_CARE: range(28, 33),
    SupportKind.WELCOME_BOOKED: range(12, 33),
}


@dataclass(frozen=True, slots=True)
class Days:
    """When the three months were, seen from today."""

    now: datetime

    @property
    def period(self) -> Period:
        return Period(days_ago(BEGAN_DAYS_AGO, now=self.now), days_ago(ENDED_DAYS_AGO, now=self.now))

    def on(self, ago: int) -> date:
        """The day so many days ago."""
        return days_ago(ago, now=self.now)

    def at(self, ago: int) -> datetime:
        """An afternoon so many days ago."""
        return at_local(self.on(ago), time(15, 20))


def measure(city: City, lives: Sequence[Life]) -> None:
    """Everything the thirty-three were asked and said, each by whoever holds them; then the group is named."""
    days = Days(city.now)
    for number, life in enumerate(lives):
        person, holder = city.people[life.key], city.actor(life.holder)
        with acting_as(holder, at=city.now):
            _support(holder, person, number, days)
            _came_for(holder, person, number, days)
            _reqol(holder, person, number, days)
    with acting_as(SYSTEM, at=city.now):
        hub, at = city.hubs["clarence"], days.at(BEGAN_DAYS_AGO)
        cohort = actions.form_cohort(SYSTEM, code=CODE, name=NAME, hub=hub, period=days.period, at=at)
        for life in lives:
            actions.add_to_cohort(SYSTEM, cohort=cohort, person=city.people[life.key], at=at)


def of_robin(city: City) -> None:
    """Robin and Dee have looked three times how it goes, on paper; and Robin has answered what Robin likes alone."""
    days, robin, dee = Days(city.now), city.people["robin"], city.actor("peer-supporter")
    with acting_as(dee, at=city.now):
        for total, ago in ((13, 300), (17, 160), (24, 20)):
            sitting = Sitting(Mode.PAPER, answered_on=days.on(ago))
            _fill(dee, robin, "reqol-10", sitting, sheet(total), days.at(ago) + timedelta(hours=1))
    themselves = city.selves["robin"]
    with acting_as(themselves, at=city.now):
        sitting = Sitting(Mode.OWN, language="en-GB")
        for answers, ago in (({1: 1, 2: 2, 3: 1}, 150), ({1: 3, 2: 3, 3: 2}, 12)):
            _fill(themselves, robin, "everyday", sitting, answers, days.at(ago))


def _support(actor: Actor, person: Person, number: int, days: Days) -> None:
    for kind, who in HAD.items():
        if number in who:
            since = CAME_DAYS_AGO - 10
            actions.note_support(actor, person=person, kind=kind, since=days.on(since), at=days.at(since))


def _came_for(actor: Actor, person: Person, number: int, days: Days) -> None:
    """Asked together, towards the end: a little or much easier for twenty-four; the same, harder or not to say."""
    value = 4 - number % 2 if number < MOVED_FORWARD else number % 3
    sitting = Sitting(Mode.TOGETHER, language="en-GB")
    _fill(actor, person, WHAT_I_CAME_FOR, sitting, {1: value, 2: min(value, 3)}, days.at(ENDED_DAYS_AGO + 4))


def _reqol(actor: Actor, person: Person, number: int, days: Days) -> None:
    """On the licensed paper, because its words are not ours to bring, and entered by the numbers."""
    for total, ago in _totals(number):
        sitting = Sitting(Mode.PAPER, answered_on=days.on(ago))
        _fill(actor, person, "reqol-10", sitting, sheet(total), days.at(ago) + timedelta(hours=1))
    place = number - len(TWICE) - len(ONCE) - 1
    if place >= 0:
        outcome, words = NOT_FILLED[place]
        of, at = instruments.instrument("reqol-10", 1), days.at(CAME_DAYS_AGO - 14)
        actions.note_offer(actor, person=person, of=of, outcome=Offered(outcome), words=words, at=at)


def _totals(number: int) -> Iterator[tuple[int, int]]:
    """The totals somebody came to, each with how many days ago."""
    begun = CAME_DAYS_AGO - 12
    if number < len(TWICE):
        first, latest = TWICE[number]
        yield from ((first, begun), (latest, ENDED_DAYS_AGO + 3))
    elif number < len(TWICE) + len(ONCE):
        yield ONCE[number - len(TWICE)], begun
    elif number == len(TWICE) + len(ONCE):
        yield from ((TOO_CLOSE[0], begun), (TOO_CLOSE[1], begun - 9))


def sheet(total: int) -> dict[int, int]:
    """Boxes ticked on the paper, counted from the left, that come to this total of ReQoL-10. None of them worries."""
    of = instruments.instrument("reqol-10", 1)
    safe = {item: max(2, round(total / 10)) for item in of.worrying}
    others = [item for item in of.scale("total").items if item not in safe]
    rest = total - sum(safe.values())
    each = {item: rest // len(others) + (place < rest % len(others)) for place, item in enumerate(others)}
    return {
        item: of.lowest + of.highest - value if item in of.reversed else value
        for item, value in sorted({**safe, **each}.items())
    }


def _fill(actor: Actor, person: Person, code: str, sitting: Sitting, answers: dict[int, int], at: datetime) -> None:
    of: Instrument = instruments.instrument(code, 1)
    fill = actions.begin_fill(actor, person=person, of=of, sitting=sitting, at=at)
    actions.answer_items(actor, fill=fill, answers=answers, at=at)
    actions.finish_fill(actor, fill=fill, at=at)
