"""Everyone who has asked and is not yet supported: who may be unsafe first, then who has waited longest."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from hearth.core.actor import Actor
from hearth.core.clocks import LONDON, definition
from hearth.core.models import Clock
from hearth.front_door import attempt_rules, urgency_rules, waiting_rules
from hearth.front_door.attempt_rules import Try
from hearth.front_door.codes import ReferralStatus, Route
from hearth.front_door.models import Referral
from hearth.front_door.rules import PROMISED_TO
from hearth.front_door.urgency_rules import RANK, Said, Standing
from hearth.front_door.waiting_rules import Waits
from hearth.front_door.welcome_codes import AttemptOutcome, Channel, Urgency
from hearth.front_door.welcome_models import Booking, ContactAttempt, UrgencyJudgement
from hearth.holding.codes import HoldingStatus

MOST_SHOWN = 200
LOOKED_BACK = timedelta(days=91)
WAITED_FOR = {"first-contact": "Until they first heard from us", "welcoming-conversation": "Until a first real talk"}


@dataclass(frozen=True, slots=True)
class Waiting:
    """One person who waits, and what is known of it. `unsafe_since` while nobody is alongside somebody unsafe."""

    referral_id: UUID
    person_id: UUID
    known_as: str
    route: str
    received_at: datetime
    read: bool
    holder: str
    standing: Standing
    unsafe_since: datetime | None
    heard_at: datetime | None
    due_at: datetime | None
    talk_at: datetime | None
    tries: int
    ring_back: bool


@dataclass(frozen=True, slots=True)
class Inbox:
    """Who waits, in order, and how many there are in all; and how long the hub's people wait."""

    people: list[Waiting]
    waits: list[tuple[str, int, Waits]]
    resting: int


def inbox(actor: Actor, *, at: datetime) -> Inbox:
    """The open referrals of the actor's hub, or of everyone they see if they act for none, in order.

    The number of statements does not depend on how many wait.
    """
    rows = list(_open(actor).values_list(*COLUMNS)[:MOST_SHOWN])
    referrals, people = [row[0] for row in rows], [row[1] for row in rows]
    clocks = _clocks(people)
    judged, tried = _grouped(_judgements(actor, referrals)), _grouped(_attempts(actor, referrals))
    talks: dict[Any, datetime] = dict(_talks(actor, referrals))
    waiting = [_waiting(row, clocks[row[1]], judged[row[0]], tried[row[0]], talks.get(row[0]), at) for row in rows]
    return Inbox(
        people=sorted(waiting, key=_first),
        waits=[(WAITED_FOR[code], _target(code, at), waits) for code, waits in _waits(actor, at).items()],
        resting=_mine(actor).filter(status__in=[ReferralStatus.RESTING, ReferralStatus.UNREACHED]).count(),
    )


COLUMNS = (
    "id",
    "person_id",
    "person__person__known_as",
    "route",
    "received_at",
    "read_at",
    "person__holder__worker__given_name",
    "feels_unsafe",
)


def _mine(actor: Actor) -> QuerySet[Referral]:
    here = Q(hub=actor.hub_id) if actor.hub_id else Q()
    return Referral.objects.visible_to(actor).filter(here, joined_to=None)


def _open(actor: Actor) -> QuerySet[Referral]:
    """Whoever is still being welcomed, whom nobody has read yet, or who may be unsafe now; those first, in order."""
    alone = Clock.objects.filter(person_id=OuterRef("person_id"), definition="feeling-unsafe", stopped_at=None)
    waiting = (
        _mine(actor)
        .filter(status=ReferralStatus.RECEIVED)
        .annotate(alone=Exists(alone), unread=ExpressionWrapper(Q(read_at=None), BooleanField()))
    )
    still = Q(person__status=HoldingStatus.WELCOMING) | Q(read_at=None) | Q(alone=True)
    return waiting.filter(still).order_by("-alone", "-unread", "received_at")


def _first(waiting: Waiting) -> tuple[bool, bool, int, bool, datetime]:
    """Unsafe and alone first; then whom nobody has read; then by when we act; then who has not heard; then longest."""
    longest = waiting.unsafe_since or waiting.received_at
    sooner = RANK[waiting.standing.urgency] if waiting.heard_at is None else 0
    return (waiting.unsafe_since is None, waiting.read, -sooner, waiting.heard_at is not None, longest)


def _waiting(
    row: tuple[Any, ...],
    clocks: Sequence[Clock],
    judged: Sequence[Any],
    tried: Sequence[Any],
    talk_at: datetime | None,
    at: datetime,
) -> Waiting:
    referral_id, person_id, known_as, route, received_at, read_at, holder, feels_unsafe = row
    running = {clock.definition: clock for clock in clocks if clock.stopped_at is None}
    heard = next((c.stopped_at for c in clocks if c.definition == "first-contact" and c.stopped_at), None)
    unsafe = running.get("feeling-unsafe")
    return Waiting(
        referral_id=referral_id,
        person_id=person_id,
        known_as=known_as,
        route=Route(route).label,
        received_at=received_at,
        read=read_at is not None,
        holder=holder or "",
        standing=urgency_rules.standing((_said(one) for one in judged), told_unsafe=bool(feels_unsafe)),
        unsafe_since=unsafe.started_at if unsafe else None,
        heard_at=heard,
        due_at=min((clock.due_at for clock in running.values()), default=None),
        talk_at=talk_at,
        tries=len(attempt_rules.since_reached(_try(one) for one in tried)),
        ring_back="call-back" in running,
    )


def _clocks(people: Sequence[UUID]) -> dict[UUID, list[Clock]]:
    grouped: dict[UUID, list[Clock]] = defaultdict(list)
    for clock in Clock.objects.filter(person_id__in=people, subject_type__in=PROMISED_TO):
        grouped[clock.person_id].append(clock)
    return grouped


def _judgements(actor: Actor, referrals: Sequence[UUID]) -> QuerySet[Any, Any]:
    said = UrgencyJudgement.objects.visible_to(actor).filter(referral__in=referrals).order_by("judged_at", "id")
    return said.values_list("referral_id", "urgency", "worker_id", "judged_at")


def _attempts(actor: Actor, referrals: Sequence[UUID]) -> QuerySet[Any, Any]:
    tried = ContactAttempt.objects.visible_to(actor).filter(referral__in=referrals).order_by("tried_at")
    return tried.values_list("referral_id", "channel", "outcome", "tried_at")


def _talks(actor: Actor, referrals: Sequence[UUID]) -> QuerySet[Any, Any]:
    booked = Booking.objects.visible_to(actor).filter(referral__in=referrals, outcome="")
    return booked.values_list("referral_id", "starts_at")


def _grouped(rows: Iterable[tuple[Any, ...]]) -> dict[UUID, list[tuple[Any, ...]]]:
    grouped: dict[UUID, list[tuple[Any, ...]]] = defaultdict(list)
    for key, *rest in rows:
        grouped[key].append(tuple(rest))
    return grouped


def _said(row: tuple[Any, ...]) -> Said:
    urgency, who, at = row
    return Said(Urgency(urgency), who, at)


def _try(row: tuple[Any, ...]) -> Try:
    channel, outcome, at = row
    return Try(Channel(channel), AttemptOutcome(outcome), at)


def _target(code: str, at: datetime) -> int:
    return definition(code, on=at.astimezone(LONDON).date()).target


def _waits(actor: Actor, at: datetime) -> dict[str, Waits]:
    """How long those waited who were answered in the last 91 days, and those who wait still, whenever they began.

    Whoever said "not now" does not wait for us, and is left out; whoever we did not reach does, and is counted.
    """
    asked = _mine(actor).exclude(status=ReferralStatus.RESTING).values("id")
    recent = Q(stopped_at=None) | Q(stopped_at__gte=at - LOOKED_BACK)
    clocks = Clock.objects.filter(
        recent, subject_type="Referral", subject_id__in=asked, definition__in=list(WAITED_FOR)
    )
    grouped: dict[str, list[tuple[datetime, datetime | None]]] = {code: [] for code in WAITED_FOR}
    for code, began, until in clocks.values_list("definition", "started_at", "stopped_at"):
        grouped[code].append((began, until))
    return {code: waiting_rules.waits(pairs, now=at) for code, pairs in grouped.items()}
