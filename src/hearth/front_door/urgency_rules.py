"""When we act: up at once on one worker's word, down only when a second one says so too (DOMAIN 4.2)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hearth.core.errors import NotPossible
from hearth.front_door.welcome_codes import Urgency

RANK = {Urgency.IN_TURN: 0, Urgency.SOON: 1, Urgency.NOW: 2}
# Now is also within three days, so that going down to that gains no time.
PROMISES = {
    Urgency.IN_TURN: frozenset[str](),
    Urgency.SOON: frozenset({"urgent-response"}),
    Urgency.NOW: frozenset({"urgent-response", "feeling-unsafe"}),
}
WE_ACT = {
    Urgency.IN_TURN: "in its turn",
    Urgency.SOON: "within three days",
    Urgency.NOW: "now",
}


@dataclass(frozen=True, slots=True)
class Said:
    """One worker's word on when we act. `who` is the human, whatever role they had."""

    urgency: Urgency
    who: UUID
    at: datetime
    reason: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """When we act, and the one word for later that waits for a second human."""

    urgency: Urgency
    asked: Said | None = None

    @property
    def words(self) -> str:
        """As a sentence goes on after "we act"."""
        return WE_ACT[self.urgency]


def standing(said: Iterable[Said], *, told_unsafe: bool = False) -> Standing:
    """What all the words together amount to, the oldest first.

    Whoever asked and said they feel unsafe is answered now, until two workers say otherwise. A word for later waits;
    a second human's word for later brings it down to the sooner of the two; anybody's word for no later ends the wait.
    """
    stands = Standing(Urgency.NOW if told_unsafe else Urgency.IN_TURN)
    for one in said:
        stands = _after(stands, one)
    return stands


def _after(stands: Standing, one: Said) -> Standing:
    if RANK[one.urgency] >= RANK[stands.urgency]:
        return Standing(one.urgency)
    if stands.asked is None or stands.asked.who == one.who:
        return Standing(stands.urgency, asked=one)
    return Standing(max(one.urgency, stands.asked.urgency, key=RANK.__getitem__))


def check_reason(reason: str) -> None:
    """Raises NotPossible without a reason."""
    if not reason.strip():
        raise NotPossible("Say why, in a few words. Whoever reads this next relies on it, and the person reads it too.")


def check_safety(*, unsafe: bool, done: str) -> None:
    """Raises NotPossible if somebody is unsafe and nothing is said of what was done."""
    if unsafe and not done.strip():
        raise NotPossible("Say what you did for them just now, or what is being done this minute.")
