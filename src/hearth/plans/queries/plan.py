"""A whole plan, for a page."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet

from hearth.core.actor import Actor
from hearth.core.models import Clock
from hearth.core.sight import Level
from hearth.plans import rules
from hearth.plans.codes import AFTER_CLOCK, REVIEW_CLOCK, Part
from hearth.plans.models import CapacityDoubt, CardOpening, PartChoice, Voice
from hearth.plans.prompts import PROMPTS
from hearth.plans.queries import versions
from hearth.plans.rules import Thread
from hearth.plans.wish_kinds import kinds
from hearth.plans.wish_rules import Fact, Kind, facts_of
from hearth.record.codes import EntryKind
from hearth.record.models import Entry


@dataclass(frozen=True, slots=True)
class PartOfPlan:
    """One part: its words, if there are any, what others see otherwise, and whether it is kept to a few."""

    code: str
    title: str
    prompts: tuple[str, ...]
    thread: Thread[Any] | None
    voices: list[Voice]
    kept_close: bool


@dataclass(frozen=True, slots=True)
class WishOfPlan:
    """One wish with its kind, whether the law knows that kind today, and the facts others ask for."""

    thread: Thread[Any]
    kind: Kind
    in_law: bool
    facts: list[Fact]


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything in somebody's plan that the reader may see. `review_by` is when it is looked at again."""

    parts: list[PartOfPlan]
    goals: list[Thread[Any]]
    wishes: list[WishOfPlan]
    card: Thread[Any] | None
    review_by: datetime | None
    review_due: bool
    kept_close: frozenset[str]

    @property
    def written(self) -> list[PartOfPlan]:
        """The parts that have words."""
        return [part for part in self.parts if part.thread]

    @property
    def every(self) -> list[Thread[Any]]:
        """Everything in it, the card included."""
        said = [*(part.thread for part in self.written), *self.goals, *(wish.thread for wish in self.wishes), self.card]
        return [one for one in said if one]

    @property
    def mine_since(self) -> datetime | None:
        """When all that stands was signed, if that was at once; else None, and each thing says it for itself."""
        signed = {one.stands.signed_at for one in self.every}
        return signed.pop() if len(signed) == 1 else None

    @property
    def waits(self) -> int:
        """How many things wait for a yes."""
        return sum(1 for one in self.every if one.waiting or not one.is_mine)


def plan(actor: Actor, *, person_id: UUID, at: datetime) -> Plan:
    """The plan as it stands. A fixed number of questions, however much there is in it."""
    parts, said = versions.parts(actor, person_id=person_id), voices(actor, person_id=person_id)
    close, due = kept_close(actor, person_id=person_id), review_due(person_id=person_id)
    return Plan(
        parts=[_part(Part(code), parts.get(code), said, close) for code in Part.values],
        goals=list(versions.goals(actor, person_id=person_id).values()),
        wishes=[wish(one, at) for one in versions.wishes(actor, person_id=person_id).values()],
        card=versions.card(actor, person_id=person_id),
        review_by=due,
        review_due=due is not None and due <= at,
        kept_close=close,
    )


def part(actor: Actor, *, person_id: UUID, code: str) -> PartOfPlan:
    """One part of the plan. Raises ValueError for a part there is not."""
    found = versions.parts(actor, person_id=person_id).get(Part(code))
    close = kept_close(actor, person_id=person_id)
    return _part(Part(code), found, voices(actor, person_id=person_id), close)


def wish(thread: Thread[Any], at: datetime) -> WishOfPlan:
    """One wish with what others ask of it."""
    kind = kinds()[thread.stands.kind]
    return WishOfPlan(thread, kind, kind.is_in_law(at.date()), facts_of(thread.stands, kind))


def voices(actor: Actor, *, person_id: UUID) -> Mapping[UUID, list[Voice]]:
    """Where somebody sees a part otherwise, by the version of which they said so, the oldest first."""
    found: dict[UUID, list[Voice]] = defaultdict(list)
    for voice in Voice.objects.visible_to(actor).filter(person=person_id).order_by("said_at", "id"):
        found[voice.version_id].append(voice)
    return found


def kept_close(actor: Actor, *, person_id: UUID) -> frozenset[str]:
    """The parts that only those read who may see everything. Known to the person and to those workers."""
    chosen = PartChoice.objects.visible_to(actor).filter(person=person_id).order_by("part", "-chosen_at", "-id")
    return frozenset(choice.part for choice in chosen.distinct("part") if choice.level == Level.FULL)


def review_due(*, person_id: UUID) -> datetime | None:
    """When the plan is looked at again at the latest: its half year, or sooner after something happened."""
    running = Clock.objects.filter(person_id=person_id, definition__in=(REVIEW_CLOCK, AFTER_CLOCK), stopped_at=None)
    return running.order_by("due_at").values_list("due_at", flat=True).first()


def doubts(actor: Actor, *, person_id: UUID) -> QuerySet[CapacityDoubt, Any]:
    """What it is in doubt now that they can decide, with who noted it, the newest first."""
    live = CapacityDoubt.objects.visible_to(actor).filter(person=person_id, ended_at=None)
    return live.annotate(noted_by_name=F("noted_by__worker__given_name")).order_by("-noted_at")


def is_steady(actor: Actor, *, person_id: UUID, at: datetime) -> bool:
    """Whether this is a time to ask somebody about bad days, as far as the actor may know."""
    crises = Entry.objects.visible_to(actor).filter(person=person_id, kind=EntryKind.CRISIS, amended_by=None)
    last = crises.order_by("-occurred_at", "-id").values_list("occurred_at", flat=True).first()
    unsafe = Clock.objects.filter(person_id=person_id, definition="feeling-unsafe", stopped_at=None).exists()
    return rules.is_steady(last_crisis_at=last, unsafe_now=unsafe, at=at)


def opening(actor: Actor, *, person_id: UUID) -> CardOpening | None:
    """The person's leave that whoever welcomes may open their card, while it holds."""
    return CardOpening.objects.visible_to(actor).filter(person=person_id, until_at=None).order_by("-from_at").first()


def _part(code: Part, found: Thread[Any] | None, said: Mapping[UUID, list[Voice]], close: frozenset[str]) -> PartOfPlan:
    of_these = [found.stands, *found.waiting] if found else []
    theirs = [voice for one in of_these for voice in said.get(one.id, [])]
    return PartOfPlan(code.value, code.label, PROMPTS[code], found, theirs, code.value in close)
