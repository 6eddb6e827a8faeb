"""Reading feedback: what waits and for whom, one piece of it, what one person said, and what everybody is told."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.dateparse import parse_datetime

from hearth.core import doors
from hearth.core.actor import Actor
from hearth.core.roles import ROLES
from hearth.front_door.secrets import hashed
from hearth.organisations.models import Hub, HubStatus, Membership
from hearth.outcomes.feedback import rules
from hearth.outcomes.feedback.codes import Kind, Stand, Step
from hearth.outcomes.models import Feedback, FeedbackStep, YouSaid, YouSaidEnd
from hearth.sharing.models import Block

MOST = 200
LATELY = timedelta(days=60)
ADVICE = Path(__file__).parent / "data" / "complaints.json"
BEHIND = "SELECT * FROM outcomes_feedback_behind(%s)"


@dataclass(frozen=True, slots=True)
class Heard:
    """A piece of feedback with every step, where it stands, and what may follow.

    `due_at` is by when a complaint is acknowledged, while it is not.
    """

    feedback: Feedback
    steps: list[FeedbackStep]
    state: rules.State
    due_at: datetime | None

    @property
    def possible(self) -> frozenset[Step]:
        return rules.possible(self.feedback.kind, self.state)


@dataclass(frozen=True, slots=True)
class Followed:
    """One step, for whoever has the secret: who did it, and what they said."""

    kind: Step
    words: str
    by_name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Behind:
    """What whoever has the secret may read: their own words and what followed."""

    kind: Kind
    words: str
    hub: str
    said_at: datetime
    stand: Stand
    steps: list[Followed]
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class Advice:
    """Somebody outside who helps with a complaint, or decides about it. `unverified`: nobody here read its source."""

    name: str
    words: str
    source: str
    unverified: bool


def to_answer(actor: Actor) -> list[Heard]:
    """What waits for somebody who answers, as far as this worker may read it (200 at most).

    Complaints nobody has acknowledged come first, the first due first; then whatever waits longest.
    """
    answered = _last(actor, kind=Step.ANSWERED)
    waiting = Feedback.objects.visible_to(actor).filter(~Exists(answered))
    found = _heard(actor, waiting.order_by("said_at")[:MOST])
    return sorted(found, key=lambda one: (one.due_at is None, one.due_at or one.feedback.said_at))


def answered_lately(actor: Actor, *, at: datetime) -> list[Heard]:
    """What was said in the last sixty days and has its answer, the newest first (200 at most)."""
    answered = _last(actor, kind=Step.ANSWERED)
    found = Feedback.objects.visible_to(actor).filter(Exists(answered), said_at__gt=at - LATELY)
    return _heard(actor, found.order_by("-said_at")[:MOST])


def waits_for(actor: Actor) -> list[tuple[Feedback, datetime]]:
    """Complaints that this worker or anybody beside them has still to acknowledge, and by when, the first due first."""
    return [(one.feedback, one.due_at) for one in to_answer(actor) if one.due_at is not None]


def heard(actor: Actor, *, feedback_id: UUID) -> Heard | None:
    """One piece of it; None if this reader may not read it."""
    return next(iter(_heard(actor, Feedback.objects.visible_to(actor).filter(pk=feedback_id))), None)


def said_by(actor: Actor, *, person_id: UUID) -> list[Heard]:
    """What this person has said to us, the newest first."""
    mine = Feedback.objects.visible_to(actor).filter(person_id=person_id)
    return _heard(actor, mine.order_by("-said_at")[:MOST])


def said_for(actor: Actor, *, person_id: UUID) -> list[Heard]:
    """What the reader, who acts for this person, has said to us for them, the newest first."""
    theirs = Feedback.objects.visible_to(actor).filter(person_id=person_id, acting_id=actor.person_id)
    return _heard(actor, theirs.order_by("-said_at")[:MOST])


def state_of(actor: Actor, *, feedback: Feedback) -> rules.State:
    """Where it stands now."""
    return rules.read(FeedbackStep.objects.visible_to(actor).filter(feedback=feedback).order_by("place"))


def behind(secret: str) -> Behind | None:
    """What stands behind a secret; None for one that is not ours. Anybody may ask who has it."""
    row = doors.first(BEHIND, hashed(secret))
    if row is None:
        return None
    kind, words, hub, said_at, told = row
    steps = [_followed(one) for one in json.loads(told)]
    state = rules.read(_Stepped(one.kind, one.by_name, one.at) for one in steps)
    return Behind(Kind(kind), words, hub, said_at, state.stand, steps, _due(kind, said_at, state))


def you_said(*, hub: Hub | None = None) -> list[YouSaid]:
    """What everybody may read, the newest first (200 at most), of one hub or of all."""
    up = YouSaid.objects.filter(~Exists(YouSaidEnd.objects.filter(you_said=OuterRef("pk"))))
    found = up.filter(Q(hub=hub) | Q(hub=None)) if hub else up
    return list(found.select_related("hub").order_by("-told_at")[:MOST])


def told_of(feedback: Feedback) -> YouSaid | None:
    """What everybody is or was told of it; None while nothing was put up."""
    return YouSaid.objects.select_related("end").filter(feedback=feedback).first()


def who_answers(actor: Actor, *, feedback: Feedback, beyond_hub: bool, at: datetime) -> list[Membership]:
    """Who hears of it: whoever answers at that hub; those beyond every hub where there is nobody, or it goes there.

    Nobody whom the person has shut out of their record, as far as this actor may know.
    """
    shut_out = Block.objects.visible_to(actor).filter(Q(until_at=None) | Q(until_at__gt=at), from_at__lte=at)
    without = (
        []
        if feedback.person_id is None
        else list(shut_out.filter(person_id=feedback.person_id).values_list("worker_id", flat=True))
    )
    open_to = Membership.objects.filter(is_active=True).exclude(worker__in=without)
    beyond = open_to.filter(role__in=_roles("feedback.beyond"))
    if beyond_hub or feedback.hub_id is None:
        return list(beyond)
    return list(open_to.filter(role__in=_roles("feedback.answer"), hub_id=feedback.hub_id)) or list(beyond)


def complaints_not_acknowledged(actor: Actor, *, since: datetime) -> QuerySet[Feedback]:
    """Complaints said since then of which nobody has said that they arrived, the oldest first."""
    told = FeedbackStep.objects.visible_to(actor).filter(feedback=OuterRef("pk"), kind=Step.ACKNOWLEDGED)
    found = Feedback.objects.visible_to(actor).filter(~Exists(told), kind=Kind.COMPLAINT, said_at__gt=since)
    return found.order_by("said_at")


def hubs() -> list[Hub]:
    """Hubs somebody can say something about."""
    return list(Hub.objects.filter(status=HubStatus.OPEN).order_by("name"))


def advice() -> list[Advice]:
    """Who outside helps with a complaint, from versioned data that says where it is from."""
    return [Advice(**row) for row in json.loads(ADVICE.read_text())]


@dataclass(frozen=True, slots=True)
class _Stepped:
    kind: str
    by_name: str
    at: datetime
    by_id: UUID | None = None


def _followed(told: dict[str, Any]) -> Followed:
    at = parse_datetime(told["at"])
    assert at is not None  # noqa: S101  the database writes nothing else
    return Followed(Step(told["kind"]), told["words"], told["by_name"], at)


def _last(actor: Actor, *, kind: Step) -> QuerySet[FeedbackStep]:
    """The last step of each, if it is of this kind."""
    steps = FeedbackStep.objects.visible_to(actor).filter(feedback=OuterRef("pk"))
    newest = FeedbackStep.objects.visible_to(actor).filter(feedback=OuterRef("feedback")).order_by("-place")
    return steps.filter(kind=kind, place=Subquery(newest.values("place")[:1]))


def _heard(actor: Actor, found: QuerySet[Feedback]) -> list[Heard]:
    rows = list(found.select_related("hub"))
    steps: dict[UUID, list[FeedbackStep]] = defaultdict(list)
    theirs = FeedbackStep.objects.visible_to(actor).filter(feedback__in=[row.pk for row in rows])
    for step in theirs.order_by("place"):
        steps[step.feedback_id].append(step)
    return [_one(row, steps[row.pk]) for row in rows]


def _one(feedback: Feedback, steps: Iterable[FeedbackStep]) -> Heard:
    listed = list(steps)
    state = rules.read(listed)
    return Heard(feedback, listed, state, _due(feedback.kind, feedback.said_at, state))


def _due(kind: str, said_at: datetime, state: rules.State) -> datetime | None:
    if kind != Kind.COMPLAINT or state.acknowledged_at is not None:
        return None
    return rules.acknowledge_by(said_at)[1]


def _roles(permission: str) -> set[str]:
    return {role.code for role in ROLES.values() if permission in role.permissions}
