"""Everyone who has asked and is not yet supported: who may be unsafe first, then who has waited longest."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from hearth.core import doors
from hearth.core.actor import Actor
from hearth.core.clocks import day_of, definition
from hearth.core.kept import kept
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
MOST_COUNTED = 1_000
LOOKED_BACK = timedelta(days=91)
WAITED_FOR = {"first-contact": "Until they first heard from us", "welcoming-conversation": "Until a first real talk"}
Wait = tuple[datetime, datetime | None]

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

    @property
    def sooner(self) -> bool:
        """Whether we said that we act before their turn, and have not yet."""
        return self.standing.urgency != Urgency.IN_TURN and self.heard_at is None and self.unsafe_since is None


@dataclass(frozen=True, slots=True)
class Inbox:
    """Everyone who waits, in order, and how many rest."""

    people: list[Waiting]
    resting: int


def inbox(actor: Actor, *, at: datetime) -> Inbox:
    """The open referrals of the actor's hub, or of everyone they see if they act for none, in order.

    Two statements, however many wait.
    """
    return Inbox(
        people=sorted((_waiting(*row) for row in _open(actor, hub_id=actor.hub_id)), key=_first),
        resting=len(_resting(actor, hub_id=actor.hub_id)),
    )


def how_long(actor: Actor, *, at: datetime) -> list[tuple[str, int, Waits]]:
    """How long the people of the actor's hub wait, for what: in words, the days promised, and every wait.

    Of those they see, or of everyone they see if they act for no hub. Whoever still waits is always among them.
    """
    waits = _grouped(_waits(hub_id=actor.hub_id, since=at - LOOKED_BACK))
    return [(words, _target(code, at), waiting_rules.waits(waits[code], now=at)) for code, words in WAITED_FOR.items()]


def _of_hub(actor: Actor, hub_id: UUID | None) -> QuerySet[Referral]:
    here = Q() if hub_id is None else Q(hub=hub_id)
    return Referral.objects.visible_to(actor).filter(here, joined_to=None)


@kept
def _open(actor: Actor, *, hub_id: UUID | None) -> QuerySet[Any, Any]:
    """Whoever is still being welcomed, whom nobody has read yet, or who may be unsafe now; those first, in order.

    Each with what `_waiting` takes, in its order.
    """
    of_person = Clock.objects.filter(person_id=OuterRef("person_id"), subject_type__in=PROMISED_TO)
    alone = Clock.objects.filter(person_id=OuterRef("person_id"), definition="feeling-unsafe", stopped_at=None)
    judged = UrgencyJudgement.objects.visible_to(actor).filter(referral=OuterRef("pk")).order_by("judged_at", "id")
    tried = ContactAttempt.objects.visible_to(actor).filter(referral=OuterRef("pk")).order_by("tried_at", "id")
    booked = Booking.objects.visible_to(actor).filter(referral=OuterRef("pk"), outcome="")
    still = Q(person__status=HoldingStatus.WELCOMING) | Q(read_at=None) | Q(alone=True)
    return (
        _of_hub(actor, hub_id)
        .filter(ended_at=None)
        .annotate(
            alone=Exists(alone),
            unread=ExpressionWrapper(Q(read_at=None), BooleanField()),
            clocks=_listed(of_person, "definition", "started_at", "due_at", "stopped_at"),
            judged=_listed(judged, "urgency", "worker_id", "judged_at"),
            tried=_listed(tried, "channel", "outcome", "tried_at"),
            talk_at=Subquery(booked.values("starts_at")[:1]),
        )
        .filter(still)
        .order_by("-alone", "-unread", "received_at")
        .values_list(*COLUMNS, "clocks", "judged", "tried", "talk_at")[:MOST_SHOWN]
    )


def _waits(*, hub_id: UUID | None, since: datetime) -> list[tuple[str, datetime, datetime | None]]:
    """How long those waited who were answered since then, and those who wait still, whenever they began.

    Of those whom the actor in scope sees. Whoever said "not now" does not wait for us, and is left out; whoever we did
    not reach does, and is counted. By when a welcome ended, because years of them stay closed.
    """
    return doors.rows("SELECT * FROM front_door_waits(%s, %s, %s)", hub_id, list(WAITED_FOR), since)


@kept
def _resting(actor: Actor, *, hub_id: UUID | None) -> QuerySet[Any, Any]:
    rests = [ReferralStatus.RESTING, ReferralStatus.UNREACHED]
    return _of_hub(actor, hub_id).filter(status__in=rests).values_list("pk")[:MOST_COUNTED]


def _listed(rows: QuerySet[Any], *names: str) -> ArraySubquery:
    return ArraySubquery(rows.values(row=JSONObject(**{name: name for name in names})))


def _first(waiting: Waiting) -> tuple[bool, bool, int, bool, datetime]:
    """Unsafe and alone first; then whom nobody has read; then by when we act; then who has not heard; then longest."""
    longest = waiting.unsafe_since or waiting.received_at
    sooner = RANK[waiting.standing.urgency] if waiting.heard_at is None else 0
    return (waiting.unsafe_since is None, waiting.read, -sooner, waiting.heard_at is not None, longest)


def _waiting(
    referral_id: UUID,
    person_id: UUID,
    known_as: str,
    route: str,
    received_at: datetime,
    read_at: datetime | None,
    holder: str | None,
    feels_unsafe: bool | None,
    clocks: list[dict[str, str]],
    judged: list[dict[str, str]],
    tried: list[dict[str, str]],
    talk_at: datetime | None,
) -> Waiting:
    running = {clock["definition"]: clock for clock in clocks if not clock["stopped_at"]}
    unsafe = running.get("feeling-unsafe")
    heard = (_moment(c["stopped_at"]) for c in clocks if c["definition"] == "first-contact" and c["stopped_at"])
    return Waiting(
        referral_id=referral_id,
        person_id=person_id,
        known_as=known_as,
        route=Route(route).label,
        received_at=received_at,
        read=read_at is not None,
        holder=holder or "",
        standing=urgency_rules.standing(map(_said, judged), told_unsafe=bool(feels_unsafe)),
        unsafe_since=_moment(unsafe["started_at"]) if unsafe else None,
        heard_at=next(heard, None),
        due_at=min((_moment(clock["due_at"]) for clock in running.values()), default=None),
        talk_at=talk_at,
        tries=len(attempt_rules.since_reached(map(_try, tried))),
        ring_back="call-back" in running,
    )


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _said(row: dict[str, str]) -> Said:
    return Said(Urgency(row["urgency"]), UUID(row["worker_id"]), _moment(row["judged_at"]))


def _try(row: dict[str, str]) -> Try:
    return Try(Channel(row["channel"]), AttemptOutcome(row["outcome"]), _moment(row["tried_at"]))


def _grouped(
    rows: Iterable[tuple[str, datetime, datetime | None]],
) -> dict[str, list[tuple[datetime, datetime | None]]]:
    grouped: dict[str, list[tuple[datetime, datetime | None]]] = defaultdict(list)
    for code, began, until in rows:
        grouped[code].append((began, until))
    return grouped


def _target(code: str, at: datetime) -> int:
    return definition(code, on=day_of(at)).target
