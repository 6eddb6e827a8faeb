"""How a dispute goes up the ladder and how it ends (DOMAIN 4.4). Moving up only ever adds people who must answer."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from hearth.core.errors import NotPossible
from hearth.holding.codes import Dispute, Ladder, Stand

RUNGS = (Ladder.WORKERS, Ladder.MANAGERS, Ladder.DECISION)
CLOCK_OF = {
    Ladder.WORKERS: "stalemate-workers",
    Ladder.MANAGERS: "stalemate-managers",
    Ladder.DECISION: "stalemate-decision",
}
OVER = "This is decided already."
NEVER_SO_LONG = 20_000


@dataclass(frozen=True, slots=True)
class Raised:
    """What whoever raises it tells: what kind it is, what is disputed, and what the person wants."""

    kind: Dispute
    about: str
    person_view: str = ""


@dataclass(frozen=True, slots=True)
class Decided:
    """What is to be, why, and for two kinds of support together how they go hand in hand."""

    decision: str
    reasons: str
    joint_plan: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who could sit in a service's seat. `place` is the one they were given for it, if they were."""

    membership_id: UUID
    place: int | None
    role: str
    alongside: bool
    started_at: datetime


def tidy(told: Decided) -> Decided:
    """The same without blanks around the words."""
    return replace(
        told, decision=told.decision.strip(), reasons=told.reasons.strip(), joint_plan=told.joint_plan.strip()
    )


def check_raised(told: Raised, *, between: Collection[UUID]) -> None:
    """Raises NotPossible, in words for whoever raises it, unless it says what is disputed and between whom."""
    if not told.about.strip():
        raise NotPossible("Say in a few words what they do not agree about. The person reads this too.")
    if len(set(between)) < 2:
        raise NotPossible(
            "Name the two services that do not agree. If you know only one, name it and the one that holds them."
        )


def check_running(decided_at: datetime | None) -> None:
    """Raises NotPossible once it is decided."""
    if decided_at is not None:
        raise NotPossible(OVER)


def check_words(words: str) -> None:
    """Raises NotPossible for an answer that says nothing."""
    if not words.strip():
        raise NotPossible(
            "Say in a few words what your service will do, or what stands in the way. The person reads this."
        )


def check_decided(told: Decided, *, kind: str, both_named: bool) -> None:
    """Raises NotPossible unless it says what and why; and for two kinds of support, the plan and a worker of each."""
    told = tidy(told)
    if not told.decision:
        raise NotPossible("Say what is decided, in words the person can use.")
    if not told.reasons:
        raise NotPossible("Say why. A decision without reasons is not one.")
    if kind == Dispute.CO_OCCURRING and not (told.joint_plan and both_named):
        raise NotPossible(
            "They need both kinds of support together. Write the plan they share, and name a worker of each service."
        )


def check_may_end(rung: str, *, stands: Iterable[str], seats: int) -> None:
    """Below the last rung it ends when every service said it will do its part; on it, with a decision by name.

    Raises NotPossible, saying what is missing.
    """
    if rung == Ladder.DECISION:
        return
    said = list(stands)
    if len(said) < seats:
        raise NotPossible("Not every service has answered yet. If they cannot settle it, it goes further up by itself.")
    if any(stand != Stand.WE_WILL for stand in said):
        raise NotPossible("One of them asked to settle this above. It is decided there.")


def next_rung(rung: str) -> Ladder | None:
    """The one above; None at the top."""
    place = RUNGS.index(Ladder(rung))
    return RUNGS[place + 1] if place + 1 < len(RUNGS) else None


def rung_due(rung: str, *, answered: bool, due_at: dict[Ladder, datetime], at: datetime) -> Ladder:
    """Where a dispute that is not decided must be by now, never below where it is.

    The workers' rung ends with their time if one of them has not answered, and with the managers' time in any case;
    the managers' rung with the managers' time.
    """
    late = {one for one in (Ladder.WORKERS, Ladder.MANAGERS) if at > due_at[one]}
    if rung == Ladder.DECISION or Ladder.MANAGERS in late:
        return Ladder.DECISION
    if rung == Ladder.WORKERS and Ladder.WORKERS in late and not answered:
        return Ladder.MANAGERS
    return Ladder(rung)


def in_order(candidates: Iterable[Candidate], rung: str) -> list[UUID]:
    """Who answers for a service at a rung, the first to be asked first.

    Those given the seat, in their order; then who is alongside the person, for the workers' rung, and who leads, for
    those above; then whoever has been there longest. So no seat is ever empty while the service has anybody.
    """
    leads = {"hub-manager": 0, "shift-lead": 1}

    def rank(one: Candidate) -> tuple[int, int, int, datetime]:
        leading = leads.get(one.role, 2)
        near = int(not one.alongside)
        of_rung = near if rung == Ladder.WORKERS else leading
        return (int(one.place is None), one.place or 0, of_rung, one.started_at)

    return [one.membership_id for one in sorted(candidates, key=rank)]
