"""What a plan may be, in plain Python: what stands, what waits, what fits on a card. No database, no clock.

| state | when |
|---|---|
| draft | nobody has signed any version of it |
| mine | the person has signed it, and it stands until a newer one is signed |
| superseded | a newer one is signed, or it was changed before it was signed |
| review due | the promise to look again has run out; the words stand all the same |

Where two have written at once there are two heads: both are kept and shown, and neither can be signed before somebody
has chosen. Nothing is ever joined or chosen by itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, Protocol, TypeVar
from uuid import UUID

from hearth.core.errors import NotPossible
from hearth.plans.codes import UNSTEADY_FOR, WITNESSED, Mark

WORDS_FIRST = "Write a few words first. There is nothing to keep yet."
CHOOSE_FIRST = "Two versions stand side by side. Choose what should stand, then sign."
NOTHING_TO_SIGN = "There is nothing here that waits for a yes."
LONGEST_WORDS = 8_000
# A telephone of 390 by 844 shows so much without moving, in tenths of a line of 44 letters, measured in a browser.
CARD_TENTHS = 260
LETTERS_A_LINE, LETTERS_A_LARGE_LINE = 44, 28
LARGE_LINE, HEADING, CALL, LINE = 13, 18, 26, 10
MOST_CALLS = 4


class Versioned(Protocol):
    """What a version says of itself."""

    @property
    def id(self) -> UUID: ...
    @property
    def replaces_id(self) -> UUID | None: ...
    @property
    def settles_id(self) -> UUID | None: ...
    @property
    def written_at(self) -> datetime: ...
    @property
    def signed_at(self) -> datetime | None: ...


V = TypeVar("V", bound=Versioned)


@dataclass(frozen=True, slots=True)
class Thread(Generic[V]):
    """One thing of a plan through time: what stands, and newer words that wait for a yes (the newest first)."""

    stands: V
    waiting: tuple[V, ...] = ()

    @property
    def is_mine(self) -> bool:
        """Whether the person has signed what stands."""
        return self.stands.signed_at is not None

    @property
    def heads(self) -> tuple[V, ...]:
        """What a new version would replace: what waits, or else what stands."""
        return self.waiting if self.is_mine and self.waiting else (self.stands, *self.waiting)

    @property
    def newest(self) -> V:
        """The last that was written."""
        return self.heads[0]

    @property
    def is_divided(self) -> bool:
        """Whether two were written at once and nobody has chosen."""
        return len(self.heads) > 1


def thread(versions: Iterable[V]) -> Thread[V] | None:
    """What stands of one thing, of all the versions that are still of use. None where there are none.

    What is signed stands until something newer is signed; before anything is, the newest words do.
    """
    every = sorted(versions, key=lambda one: (one.written_at, str(one.id)), reverse=True)
    if not every:
        return None
    gone = {one.replaces_id for one in every} | {one.settles_id for one in every}
    signed = next((one for one in every if one.signed_at is not None), None)
    heads = [one for one in every if one.id not in gone]
    if signed is None:
        return Thread(heads[0], tuple(heads[1:]))
    return Thread(signed, tuple(one for one in heads if one is not signed and one.written_at >= signed.written_at))


def check_words(words: str) -> str:
    """The words without the space around them. Raises NotPossible for none, or for more than a part holds."""
    tidy = words.replace("\x00", "").strip()
    if not tidy:
        raise NotPossible(WORDS_FIRST)
    if len(tidy) > LONGEST_WORDS:
        raise NotPossible(
            f"That is more than a plan can hold here: {LONGEST_WORDS} letters at most. Shorten it a little."
        )
    return tidy


def check_mark(mark: str, *, typed: str, witness: str) -> None:
    """Raises NotPossible for a name that was not typed, or a mark that nobody saw."""
    if mark == Mark.NAME and not typed.strip():
        raise NotPossible("Type the name first; any name they go by.")
    if mark in WITNESSED and not witness.strip():
        raise NotPossible("Who saw it? Write down their name.")


def check_settled(divided: bool) -> None:
    """Raises NotPossible while two versions stand side by side."""
    if divided:
        raise NotPossible(CHOOSE_FIRST)


def is_steady(*, last_crisis_at: datetime | None, unsafe_now: bool, at: datetime) -> bool:
    """Whether this is a time to ask somebody about bad days: no crisis for two weeks, and nobody unsafe now."""
    return not unsafe_now and (last_crisis_at is None or at - last_crisis_at >= UNSTEADY_FOR)


@dataclass(frozen=True, slots=True)
class Pen:
    """Who holds the pen, and the versions that lay before them: what they write takes the place of those."""

    how: str
    before: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Marked:
    """With what mark the person says yes, the name they typed, and who saw it."""

    mark: str
    typed: str = ""
    witness: str = ""


@dataclass(frozen=True, slots=True)
class Call:
    """Somebody to ring on a bad day, in the person's own order."""

    name: str
    number: str
    who: str = ""
    hours: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """What stands on a card for bad days, in the order in which it is read at three in the morning."""

    do_first: str
    calls: tuple[Call, ...] = ()
    not_to_ring: str = ""
    calms: str = ""
    where_to_be: str = ""
    please_dont: str = ""
    medicines: str = ""
    may_be_told: str = ""
    home: str = ""
    safer: str = ""


def check_card(card: Card) -> None:
    """Raises NotPossible for a card without a first line, a call without a number, or one that fits no screen."""
    if not card.do_first.strip():
        raise NotPossible("What should somebody do first? Start with that; the rest can wait.")
    if any(not (call.name.strip() and call.number.strip()) for call in card.calls):
        raise NotPossible("Everybody to ring needs a name and a number.")
    if len(card.calls) > MOST_CALLS:
        raise NotPossible(f"At most {MOST_CALLS} people to ring, so that nobody has to choose at night.")
    over = tenths_of(card) - CARD_TENTHS
    if over > 0:
        lines = -(-over // LINE)
        raise NotPossible(
            f"A card must fit on one screen. Take out about {lines} {'line' if lines == 1 else 'lines'} of words; "
            "the plan has more room."
        )


def tenths_of(card: Card) -> int:
    """How much of a small screen a card takes, in tenths of a line: every heading and everybody to ring takes room."""
    said = [card.calms, card.where_to_be, card.please_dont, card.medicines, card.may_be_told, card.home, card.safer]
    words = sum(HEADING + LINE * _lines(one, LETTERS_A_LINE) for one in said if one)
    never = LINE * _lines(f"Do not ring: {card.not_to_ring}", LETTERS_A_LINE) if card.not_to_ring else 0
    ring = HEADING + CALL * len(card.calls) if card.calls else 0
    return LARGE_LINE * _lines(card.do_first, LETTERS_A_LARGE_LINE) + ring + never + words


def _lines(words: str, letters: int) -> int:
    return sum(-(-len(line) // letters) or 1 for line in words.splitlines())


@dataclass(frozen=True, slots=True)
class Goal:
    """Something the person hopes for, in their words, and the smallest next step to it."""

    words: str
    next_step: str
    state: str
    why: str = ""
    who: str = ""
    by_when: date | None = None
    confidence: int | None = None
    reason: tuple[str, UUID] | None = None


def check_goal(goal: Goal) -> None:
    """Raises NotPossible without words or a next step, or with a confidence that is not from 0 to 10."""
    if not goal.words.strip():
        raise NotPossible("What do they hope for? Write it in their own words.")
    if not goal.next_step.strip():
        raise NotPossible("What is the smallest next step? A very small one will do.")
    if goal.confidence is not None and not 0 <= goal.confidence <= 10:
        raise NotPossible("How sure are they, from 0 to 10?")
