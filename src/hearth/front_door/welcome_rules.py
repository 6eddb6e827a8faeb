"""The welcoming conversation: what a booking carries, what follows when it did not happen, how a welcome may end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hearth.core.errors import NotPossible
from hearth.front_door.attempt_rules import part_of_day
from hearth.front_door.welcome_codes import MISSED, BookingOutcome, Decision, Place

SHORTEST, LONGEST = 5, 480
IN_A_ROW = 2


@dataclass(frozen=True, slots=True)
class Arranged:
    """A welcoming conversation as it was agreed. `whom` is the worker it is with."""

    whom: UUID
    place: Place
    starts_at: datetime
    minutes: int
    agreed_how: str
    where: str = ""
    interpreter: str = ""
    reminders: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Past:
    """A booking that ended. `whom` is the worker it was with."""

    whom: UUID
    place: str
    starts_at: datetime
    outcome: str


@dataclass(frozen=True, slots=True)
class Thinking:
    """What two colleagues thought aloud."""

    what_we_know: str
    who_may_worry: str
    visit_or_check: str
    decision: Decision
    because: str


def check_arranged(arranged: Arranged, *, now: datetime) -> None:
    """Raises NotPossible unless it lies ahead, takes a while, and says how the person agreed."""
    if arranged.starts_at <= now:
        raise NotPossible("That time is over. When will you meet?")
    if not SHORTEST <= arranged.minutes <= LONGEST:
        raise NotPossible("How many minutes? Between 5 and 480.")
    if not arranged.agreed_how.strip():
        raise NotPossible("Say how they agreed to it. Nothing is booked over anybody’s head.")


def missed_in_a_row(past: Sequence[Past]) -> int:
    """How often, up to now, they did not make it or were not supported to come, without a talk in between.

    What we cancelled or they rearranged neither counts nor breaks the row.
    """
    missed = 0
    for one in sorted(past, key=lambda one: one.starts_at):
        if one.outcome == BookingOutcome.HELD:
            missed = 0
        missed += one.outcome in MISSED
    return missed


def check_different(arranged: Arranged, past: Sequence[Past]) -> None:
    """Raises NotPossible if they did not make it twice and are offered the very same again (DOMAIN 4.10)."""
    missed = [one for one in sorted(past, key=lambda one: one.starts_at) if one.outcome in MISSED]
    if missed_in_a_row(past) < IN_A_ROW or not missed:
        return
    last = missed[-1]
    same = (last.whom, last.place, part_of_day(last.starts_at))
    if same == (arranged.whom, arranged.place, part_of_day(arranged.starts_at)):
        raise NotPossible(
            "They did not make it twice. Offer something different: another place, another time of day, "
            "somebody else, or at home."
        )


def check_may_end(outcome: BookingOutcome, *, starts_at: datetime, now: datetime) -> None:
    """Raises NotPossible for a talk, or a missed one, that has not begun yet."""
    if starts_at > now and outcome in {BookingOutcome.HELD, *MISSED}:
        raise NotPossible("That time has not come yet.")


def check_words(words: str, *, missing: str) -> None:
    """Raises NotPossible, saying what is missing, if nothing is said."""
    if not words.strip():
        raise NotPossible(missing)


def check_thinking(thinking: Thinking, *, same_human: bool) -> None:
    """Raises NotPossible unless two humans answered each question."""
    if same_human:
        raise NotPossible("Think aloud with somebody else. It takes two.")
    for words, missing in (
        (thinking.what_we_know, "What do you know of how things are for them?"),
        (thinking.who_may_worry, "Who may be worried? “Nobody we know of” is an answer."),
        (thinking.visit_or_check, "Would a visit or a welfare check be right? Say why, or why not."),
        (thinking.because, "Say why you decided this."),
    ):
        check_words(words, missing=missing)


def check_second(*, decided: str | None, first: UUID | None, second: UUID | None) -> None:
    """Raises NotPossible unless one worker thought it right to let it rest, and another one says so too."""
    if decided != Decision.REST or first is None:
        raise NotPossible("First think about it with a colleague, and write down what you decided.")
    if first == second:
        raise NotPossible("You said so yourself. A second worker has to think so too.")


def check_connected(*, accepted_by: str, accepted_where: str) -> None:
    """Raises NotPossible without the name of whoever there said yes."""
    if not accepted_by.strip() or not accepted_where.strip():
        raise NotPossible("Who there said yes, by name, and where? A number alone connects nobody.")


def check_talked(*, still_owed: bool) -> None:
    """Raises NotPossible while nobody has sat down with them."""
    if still_owed:
        raise NotPossible("There was no first real talk yet. Write it down first, then what you agreed.")


def check_open(*, welcoming: bool) -> None:
    """Raises NotPossible for a welcome that ended already."""
    if not welcoming:
        raise NotPossible("This welcome has ended already. Look at it again.")
