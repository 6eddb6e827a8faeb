"""What may be written, when a machine answers, and what is unread. No database, no clock."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from hearth.core.errors import NotPossible
from hearth.messaging.threads.codes import Side
from hearth.record.codes import FOR_THEM

LONGEST = 20_000
LONGEST_ABOUT = 120
DEFAULT_ABOUT = "Messages with my team"
# Default: whoever goes on writing in the night reads once who is there, and again if half a day has gone by.
SAID_AGAIN_AFTER = timedelta(hours=12)
# Default: nobody reads longer than a shift.
LONGEST_WATCH = timedelta(hours=12)


class Said(Protocol):
    """What a message must say of itself."""

    @property
    def side(self) -> str: ...
    @property
    def acting_as(self) -> str: ...
    @property
    def said_at(self) -> datetime: ...


@dataclass(frozen=True, slots=True)
class Watcher:
    """Somebody who says that they read now and may read this person's messages, and until when."""

    name: str
    until_at: datetime


@dataclass(frozen=True, slots=True)
class Beyond:
    """Where to turn while nobody reads: the hub and its number; and the worker who is told, by e-mail."""

    hub: str = ""
    phone: str = ""
    holder_id: UUID | None = None


def check_words(words: str, *, with_file: bool) -> None:
    """Raises NotPossible for a message that says nothing, or more than anybody reads."""
    if not words.strip() and not with_file:
        raise NotPossible("Write a few words first, or add a file.")
    if len(words) > LONGEST:
        raise NotPossible(f"That is longer than {LONGEST:,} letters. Send it in two.")


def check_translation(*, language: str, words: str, translated_by: str) -> None:
    """Raises NotPossible without the language, the words, or the human who translated."""
    if not language.strip() or not words.strip():
        raise NotPossible("Say in which language, and what it says there.")
    if not translated_by.strip():
        raise NotPossible("Say who translated it. A human by name, no machine: it may be about safety or rights.")


def check_watch(*, until_at: datetime, at: datetime) -> None:
    """Raises NotPossible for a time that is over, or longer than a shift."""
    if until_at <= at:
        raise NotPossible("That time is over already. Until when do you read?")
    if until_at - at > LONGEST_WATCH:
        raise NotPossible("Twelve hours at most. Whoever comes after you says so themselves.")


def machine_answers(messages: Sequence[Said], *, watched: bool, at: datetime) -> bool:
    """Whether Hearth says that nobody reads: not while somebody does, and once until a human has written since."""
    if watched:
        return False
    last = next((m for m in reversed(messages) if m.side != Side.PERSON), None)
    return last is None or last.side == Side.TEAM or at - last.said_at >= SAID_AGAIN_AFTER


def machine_words(beyond: Beyond) -> str:
    """What Hearth says then, as what it is, with what there is instead."""
    ring = f"ring {beyond.hub} on {beyond.phone}" if beyond.phone else "ring the hub"
    return (
        "This is written by a machine. Nobody is reading messages just now. "
        f"If it cannot wait, {ring}, or come by. If you are not safe, do not wait for an answer here: "
        "“I need help now” on every page says whom to ring. "
        "Your words are kept. Somebody reads them when they are next here, and answers you by name."
    )


def new_since(messages: Sequence[Said], *, read_at: datetime | None, mine: Side) -> int:
    """How many of these this side has not read: what others said after it last looked.

    What somebody wrote for the person is new to them: it stands on their side, and they did not write it.
    """
    of_others = (m for m in messages if m.side != mine or m.acting_as == FOR_THEM)
    return sum(1 for m in of_others if read_at is None or m.said_at > read_at)
