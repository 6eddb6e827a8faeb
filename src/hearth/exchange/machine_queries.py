"""Reads about machines: who calls, what they may know of what they sent, and what went wrong."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet

from hearth.core import doors
from hearth.exchange.codes import Fault
from hearth.exchange.machine_rules import ROOMS, WAIT, Caller, Refusal
from hearth.exchange.models import ApiKey, FailedCall
from hearth.exchange.secrets import hashed
from hearth.organisations.models import Organisation

# A key of a partner who has left opens nothing either.
CALLER = """
    SELECT k.id, o.id, o.name, coalesce(o.ods_code, ''), k.ended_at <= %s OR o.left_on IS NOT NULL,
           core_knock('machines', k.secret_hash, k.secret_hash, %s, %s, %s, %s)
      FROM exchange_apikey k JOIN organisations_organisation o ON o.id = k.organisation_id WHERE k.secret_hash = %s
"""
# By name, so that the receipt may say more one day. What is not on the page of the referrer is not here either.
STATE = """
    SELECT now.received_at, now.holder, now.hub, now.phone FROM exchange_sent_by(%s, %s) AS way(back)
     CROSS JOIN LATERAL front_door_receipt(way.back) AS now
"""
NEWS = """
    SELECT told.kind, told.words, told.told_at FROM exchange_sent_by(%s, %s) AS way(back)
     CROSS JOIN LATERAL front_door_updates(way.back) AS told
"""


@dataclass(frozen=True, slots=True)
class News:
    """One line that whoever sent it was told."""

    kind: str
    words: str
    told_at: datetime


@dataclass(frozen=True, slots=True)
class State:
    """What whoever sent a referral may know of it, as on the referrer's own page: no more than the person agreed."""

    received_at: datetime
    holder: str
    hub: str
    phone: str
    news: tuple[News, ...]


def caller(secret: str, *, at: datetime) -> Caller:
    """Whose machine shows this key, counted in the same breath.

    Raises Refusal for a key we do not know, for one that has ended, and in a flood.
    """
    shown = hashed(secret)
    rooms: list[Any] = [[room.most for room in ROOMS], [room.minutes for room in ROOMS], [room.of for room in ROOMS]]
    row = doors.first(CALLER, at, *rooms, at, shown)
    if row is None:
        raise Refusal(Fault.NO_KEY, "We do not know this key. Check it, or ask the administrator who gave it to you.")
    *whose, has_ended, has_room = row
    if has_ended:
        raise Refusal(Fault.ENDED_KEY, "This key has ended. Ask an administrator of Hearth for a new one.")
    if not has_room:
        raise Refusal(Fault.TOO_MANY, WAIT)
    return Caller(*whose)


def state(referral_id: UUID, *, organisation_id: UUID) -> State | None:
    """How a referral goes on, for the organisation whose machine sent it; None for anybody else's."""
    row = doors.first(STATE, referral_id, organisation_id)
    if row is None:
        return None
    received_at, holder, hub, phone = row
    news = tuple(News(*told) for told in doors.rows(NEWS, referral_id, organisation_id))
    return State(received_at, holder, hub, phone, news)


@dataclass(frozen=True, slots=True)
class Meant:
    """A referral that a machine sent before, and the way back to it."""

    referral_id: UUID
    back: str


def meant(written: str, *, organisation_id: UUID) -> Meant | None:
    """The referral somebody means by our name for it or by their own; None if their machines sent no such one."""
    row = doors.first("SELECT * FROM exchange_meant(%s, %s)", written, organisation_id)
    return Meant(*row) if row else None


def keys_of(organisation: Organisation) -> QuerySet[ApiKey]:
    """The keys of a partner's machines: those that work first, then the newest."""
    keys = ApiKey.objects.filter(organisation=organisation).select_related("made_by__worker", "ended_by__worker")
    return keys.order_by(F("ended_at").desc(nulls_first=True), "-made_at")


def failures() -> QuerySet[FailedCall]:
    """Every call that failed and nobody has seen to yet, the longest waiting first, each with whose machine it was."""
    return FailedCall.objects.filter(seen_to=None).select_related("key__organisation").order_by("failed_at", "id")


def lately_seen_to(*, since: datetime) -> QuerySet[FailedCall]:
    """Those that somebody has seen to since a moment, the newest first."""
    return (
        FailedCall.objects.filter(seen_to__at__gte=since)
        .select_related("key__organisation", "seen_to__by__worker")
        .order_by("-seen_to__at")
    )


def with_a_message(calls: list[FailedCall]) -> set[UUID]:
    """Which of these calls have words kept that somebody at a hub can still read."""
    kept = doors.rows("SELECT exchange_are_kept(%s)", [call.pk for call in calls])
    return {UUID(str(key)) for (key,) in kept}
