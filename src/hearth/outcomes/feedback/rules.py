"""Where feedback stands, what may follow, and by when it is heard. No database, no clock.

| stands | what may follow |
|---|---|
| waiting | somebody takes it on; a complaint is acknowledged; anything else may be answered |
| taken | another takes it on; a complaint is acknowledged; anything else: news, an answer |
| acknowledged | another takes it on, news, an answer |
| answered | whoever said it comes back |
| came back | another takes it on, news, an answer |
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from hearth.core.clocks import day_of, definition, due_points
from hearth.core.errors import NotPossible
from hearth.outcomes.feedback.codes import ACKNOWLEDGEMENT, Kind, Stand, Step

LONGEST = 20_000
LONGEST_TOLD = 600
ON_ITS_WAY = frozenset({Step.TAKEN, Step.NEWS, Step.ANSWERED})
FOLLOWS: dict[Stand, frozenset[Step]] = {
    Stand.WAITING: frozenset({Step.TAKEN, Step.ACKNOWLEDGED, Step.ANSWERED}),
    Stand.TAKEN: ON_ITS_WAY | {Step.ACKNOWLEDGED},
    Stand.ACKNOWLEDGED: ON_ITS_WAY,
    Stand.ANSWERED: frozenset({Step.CAME_BACK}),
    Stand.CAME_BACK: ON_ITS_WAY,
}
STANDS_AFTER = {
    Step.ACKNOWLEDGED: Stand.ACKNOWLEDGED,
    Step.ANSWERED: Stand.ANSWERED,
    Step.CAME_BACK: Stand.CAME_BACK,
}
WORKER_STEPS = (Step.TAKEN, Step.ACKNOWLEDGED, Step.NEWS, Step.ANSWERED)


class Stepped(Protocol):
    """What a step must say of itself."""

    @property
    def kind(self) -> str: ...
    @property
    def by_id(self) -> UUID | None: ...
    @property
    def by_name(self) -> str: ...
    @property
    def at(self) -> datetime: ...


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody says. `beyond_hub` keeps it from whoever leads the hub; `may_be_told`: without their name."""

    kind: Kind
    words: str
    hub_id: UUID | None = None
    beyond_hub: bool = False
    may_be_told: bool = False
    called: str = ""
    reach: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """Where it stands, who sees to it by name, and when it was first acknowledged."""

    stand: Stand
    handler_id: UUID | None = None
    handler: str = ""
    acknowledged_at: datetime | None = None
    steps: int = 0


def read(steps: Iterable[Stepped]) -> State:
    """What the steps amount to, in their order. Whoever did the last thing at our end sees to it from then on."""
    stand, handler_id, handler, acknowledged_at, many = Stand.WAITING, None, "", None, 0
    for step in steps:
        kind, many = Step(step.kind), many + 1
        stand = STANDS_AFTER.get(kind, Stand.TAKEN if stand == Stand.WAITING else stand)
        if step.by_id is not None:
            handler_id, handler = step.by_id, step.by_name
        if kind == Step.ACKNOWLEDGED:
            acknowledged_at = step.at
    return State(stand, handler_id, handler, acknowledged_at, many)


def possible(kind: str, state: State) -> frozenset[Step]:
    """What may follow. A complaint is acknowledged before anything is said of it, and only a complaint is."""
    follows = FOLLOWS[state.stand]
    if kind != Kind.COMPLAINT:
        return follows - {Step.ACKNOWLEDGED}
    if state.acknowledged_at is None:
        return follows - {Step.NEWS, Step.ANSWERED}
    return follows


def check_told(told: Told) -> None:
    """Raises NotPossible without words, or with more than anybody reads."""
    if not told.words.strip():
        raise NotPossible("Write a few words first.")
    if len(told.words) > LONGEST:
        raise NotPossible(f"That is longer than {LONGEST:,} letters. Say the most important of it.")


def check_step(kind: str, state: State, step: Step, *, words: str) -> None:
    """Raises NotPossible for what cannot follow now, or for a word that says nothing."""
    if step not in possible(kind, state):
        raise NotPossible(NOT_NOW[step])
    if step != Step.TAKEN and not words.strip():
        raise NotPossible("Say it in a few words, which they can read.")
    if len(words) > LONGEST:
        raise NotPossible(f"That is longer than {LONGEST:,} letters. Say the most important of it.")


NOT_NOW = {
    Step.TAKEN: "This has been answered already.",
    Step.ACKNOWLEDGED: "They have heard already that it arrived.",
    Step.NEWS: "First tell them that it has arrived.",
    Step.ANSWERED: "First tell them that it has arrived, if they have not heard yet. An answer is given once.",
    Step.CAME_BACK: "There is no answer yet. We have not forgotten it.",
}


def check_publish(*, may_be_told: bool, stand: Stand, said: str, words: str, nobody_known: bool) -> None:
    """Raises NotPossible while whoever said it has no answer, did not agree, or could be recognised."""
    if not may_be_told:
        raise NotPossible("They asked us to keep this between us, so it is not put up.")
    if stand != Stand.ANSWERED:
        raise NotPossible("They hear it first. Answer them, and then put it up.")
    check_public_words(said=said, words=words, nobody_known=nobody_known)


def check_public_words(*, said: str, words: str, nobody_known: bool) -> None:
    """Raises NotPossible for words that say nothing or too much, or that nobody has read for names."""
    if not said.strip() or not words.strip():
        raise NotPossible("Say what was said, and what came of it.")
    if max(len(said), len(words)) > LONGEST_TOLD:
        raise NotPossible(f"Each of the two has room for {LONGEST_TOLD} letters.")
    if not nobody_known:
        raise NotPossible("Read it once more: nobody may be recognised by it. Then say that you did.")


def acknowledge_by(said_at: datetime) -> tuple[datetime, datetime]:
    """When whoever hears complaints is reminded, and by when it is acknowledged.

    Source: the Local Authority Social Services and NHS Complaints (England) Regulations 2009, regulation 13(3), as
    `core.clocks` has it.
    """
    return due_points(said_at, definition(ACKNOWLEDGEMENT, on=day_of(said_at)))
