"""Reaching somebody: which ways are safe, what the next try should be, and when there were enough (DOMAIN 4.2)."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

from hearth.core.clocks import LONDON, day_of
from hearth.core.errors import NotPossible
from hearth.front_door.welcome_codes import AttemptOutcome, Channel, PartOfDay
from hearth.people.codes import ContactKind
from hearth.people.keys import SHORTEST_NUMBER, code_key, phone_digits

DATA = Path(__file__).parent / "data"
NOON, TEATIME, NIGHT = 12, 17, 20
BY_PHONE = (
    AttemptOutcome.REACHED,
    AttemptOutcome.NO_ANSWER,
    AttemptOutcome.MESSAGE,
    AttemptOutcome.CUT_OFF,
    AttemptOutcome.WRONG,
    AttemptOutcome.NOT_SAFE,
)
IN_WRITING = (AttemptOutcome.SENT, AttemptOutcome.REACHED, AttemptOutcome.WRONG, AttemptOutcome.NO_ANSWER)
IN_PERSON = (AttemptOutcome.REACHED, AttemptOutcome.NO_ANSWER, AttemptOutcome.MESSAGE, AttemptOutcome.WRONG)
POSSIBLE = {
    Channel.CALL: BY_PHONE,
    Channel.TEXT: IN_WRITING,
    Channel.EMAIL: IN_WRITING,
    Channel.LETTER: IN_WRITING,
    Channel.VISIT: (*IN_PERSON, AttemptOutcome.NOT_SAFE),
    Channel.THROUGH: (*IN_PERSON, AttemptOutcome.NOT_SAFE),
}
CHANNELS_OF = {
    ContactKind.PHONE: (Channel.CALL, Channel.TEXT),
    ContactKind.EMAIL: (Channel.EMAIL,),
    ContactKind.ADDRESS: (Channel.LETTER, Channel.VISIT),
    ContactKind.PLACE: (Channel.VISIT,),
}
ALREADY = "If it has happened already, write it down on their page as it was."


@dataclass(frozen=True, slots=True)
class Step:
    """One rung: not before so many days after the first try, and the ways to take, the best first."""

    after_days: int
    channels: tuple[Channel, ...]


@dataclass(frozen=True, slots=True)
class Ladder:
    """How often and how we try before two workers may say that somebody was not reached."""

    version: int
    effective_from: date
    source: str
    least_parts_of_day: int
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Reach:
    """One way to reach somebody, as it stands at this moment."""

    kind: str
    value: str
    safe: bool = True
    message: bool = False
    ended: bool = False
    best_times: str = ""


@dataclass(frozen=True, slots=True)
class Try:
    """A try that was made."""

    channel: Channel
    outcome: AttemptOutcome
    at: datetime


@dataclass(frozen=True, slots=True)
class NextTry:
    """What to do next: the rung (from 1), the way, the part of the day, and not before which day."""

    rung: int
    channel: Channel
    part: PartOfDay
    from_on: date
    enough: bool = False


@cache
def ladders() -> tuple[Ladder, ...]:
    """Every ladder ever in force, from the versioned data file."""
    return tuple(
        Ladder(
            row["version"],
            date.fromisoformat(row["effective_from"]),
            row["source"],
            row["least_parts_of_day"],
            tuple(Step(step["after_days"], tuple(map(Channel, step["channels"]))) for step in row["steps"]),
        )
        for row in json.loads((DATA / "ladder.json").read_text())
    )


def ladder(*, on: date) -> Ladder:
    """The ladder in force on a day. Raises LookupError if there was none."""
    in_force = [one for one in ladders() if one.effective_from <= on]
    if not in_force:
        raise LookupError(f"no ladder on {on}")
    return max(in_force, key=lambda one: one.effective_from)


def part_of_day(moment: datetime) -> PartOfDay:
    """Morning until noon, afternoon until five, then evening, where we are."""
    hour = moment.astimezone(LONDON).hour
    return PartOfDay.MORNING if hour < NOON else PartOfDay.AFTERNOON if hour < TEATIME else PartOfDay.EVENING


def since_reached(tries: Iterable[Try]) -> list[Try]:
    """The tries after the last time they were reached, the oldest first."""
    unanswered: list[Try] = []
    for one in sorted(tries, key=lambda one: one.at):
        unanswered = [] if one.outcome == AttemptOutcome.REACHED else [*unanswered, one]
    return unanswered


def next_try(tries: Iterable[Try], *, open_ways: frozenset[Channel], of: Ladder, now: datetime) -> NextTry:
    """The next rung: another way where one is open, and a part of the day not tried yet (DOMAIN 4.2).

    After the last rung trying goes on like it, until two workers have thought about it together. A line that was cut
    off is tried again at once. Nobody is rung at night: late in the evening the next try is tomorrow's.
    """
    today = day_of(now)
    made = since_reached(tries)
    rung = min(len(made), len(of.steps) - 1)
    step = of.steps[rung]
    if made and made[-1].outcome == AttemptOutcome.CUT_OFF:
        return NextTry(len(made) + 1, Channel.CALL, part_of_day(now), today)
    began = day_of(made[0].at) if made else today
    enough = not _missing(made, open_ways=open_ways, of=of, today=today)
    earliest = max(began + timedelta(days=step.after_days), today)
    part, on = _part(made, earliest, now)
    return NextTry(len(made) + 1, _way(step, made, open_ways), part, on, enough)


def _way(step: Step, made: Sequence[Try], open_ways: frozenset[Channel]) -> Channel:
    """The first open way of this rung that was taken least often so far."""
    possible = [channel for channel in step.channels if channel in open_ways] or [Channel.THROUGH]
    wrong = {one.channel for one in made if one.outcome in {AttemptOutcome.WRONG, AttemptOutcome.NOT_SAFE}}
    last = made[-1].channel if made else None
    return min(possible, key=lambda channel: (channel in wrong, channel == last, possible.index(channel)))


def _part(made: Sequence[Try], on: date, now: datetime) -> tuple[PartOfDay, date]:
    """The part of the day tried least so far, the earliest of several, and on which day: today's must be to come."""
    tried, parts = [part_of_day(one.at) for one in made], list(PartOfDay)
    local = now.astimezone(LONDON)
    if on == local.date() and local.hour >= NIGHT:
        on += timedelta(days=1)
    left = parts[parts.index(part_of_day(now)) :] if on == local.date() else parts
    return min(left, key=lambda part: (tried.count(part), parts.index(part))), on


def check_enough(tries: Iterable[Try], *, open_ways: frozenset[Channel], of: Ladder, today: date) -> None:
    """Raises NotPossible, saying what is still missing, unless the whole ladder was climbed."""
    missing = _missing(since_reached(tries), open_ways=open_ways, of=of, today=today)
    if missing:
        raise NotPossible(f"It is too early to let it rest. {' '.join(missing)}")


def _missing(made: Sequence[Try], *, open_ways: frozenset[Channel], of: Ladder, today: date) -> list[str]:
    missing = []
    if len(made) < len(of.steps):
        missing.append(f"There were {len(made)} tries of {len(of.steps)}.")
    days = (today - day_of(made[0].at)).days if made else 0
    if days < of.steps[-1].after_days:
        missing.append(f"Trying began {days} days ago; it goes on for {of.steps[-1].after_days}.")
    if len({part_of_day(one.at) for one in made}) < of.least_parts_of_day:
        missing.append("Try at another time of day.")
    if len({one.channel for one in made}) < min(2, len(open_ways)):
        missing.append("Try in another way.")
    return missing


def open_ways(reaches: Iterable[Reach], *, never: Iterable[str], trusted: bool) -> frozenset[Channel]:
    """The ways that are safe to take now. `never` are the numbers and addresses of those not to be contacted;
    `trusted` says that there is somebody one may ask."""
    kept_from = _keys(never)
    ways = {
        channel
        for reach in reaches
        for channel in CHANNELS_OF[ContactKind(reach.kind)]
        if not _refusal(channel, reach, kept_from)
    }
    return frozenset(ways | ({Channel.THROUGH} if trusted else set()))


def check_way(
    channel: Channel, *, reach: Reach | None, never: Iterable[str], died: bool = False, decided: bool = True
) -> None:
    """Raises NotPossible, in words for the worker, unless somebody may be tried this way at this moment.

    `reach` is the contact; None for one that is not written down. `decided` is False while nobody has decided how to
    contact somebody who does not know of their referral.
    """
    if died:
        raise NotPossible("They have died. Nobody tries to reach them; their family may need us.")
    if not decided:
        raise NotPossible("They do not know that somebody wrote. First decide together how to get in touch, and why.")
    if reach is not None and (refusal := _refusal(channel, reach, _keys(never))):
        raise NotPossible(f"{refusal} {ALREADY}")


def _refusal(channel: Channel, reach: Reach, kept_from: frozenset[str]) -> str:
    if channel not in CHANNELS_OF[ContactKind(reach.kind)]:
        return "That way does not lead there."
    if reach.ended:
        return "That is not theirs any more."
    if not reach.safe:
        return "It is not safe to reach them there."
    if _keys([reach.value]) & kept_from:
        return "That leads to somebody who must not be contacted."
    if channel == Channel.TEXT and not reach.message:
        return "They did not say that a text is safe there."
    return ""


def _keys(values: Iterable[str]) -> frozenset[str]:
    """What tells one number or address from another, however it is spelt."""
    told = [value for value in values if value.strip()]
    numbers = {digits for value in told if len(digits := phone_digits(value)) >= SHORTEST_NUMBER}
    return frozenset(numbers | {code_key(value) for value in told})


def check_outcome(channel: Channel, outcome: AttemptOutcome, *, reach: Reach | None) -> None:
    """Raises NotPossible if this cannot come of that, or a message was left where none may be."""
    if outcome not in POSSIBLE[channel]:
        raise NotPossible("That cannot come of trying this way. Choose what happened.")
    if outcome == AttemptOutcome.MESSAGE and channel == Channel.CALL and reach is not None and not reach.message:
        raise NotPossible(f"No message may be left there. {ALREADY}")
