"""Promises that begin with a referral or with what is done about it, and the one way they are kept."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from hearth.core import audit, clocks
from hearth.core.actor import Actor
from hearth.core.models import Clock
from hearth.front_door.models import Referral
from hearth.front_door.rules import PROMISED_TO


def keep(
    actor: Actor, *, person_id: UUID, codes: Iterable[str], occurred_at: datetime, at: datetime, reason: str = ""
) -> set[str]:
    """What was promised with these codes is kept by what happened at `occurred_at`; what began later is not.

    Answers the codes of what was kept now.
    """
    return keep_these(actor, due(person_id=person_id, codes=codes, occurred_at=occurred_at), occurred_at, at, reason)


def due(
    *, person_id: UUID, codes: Iterable[str], occurred_at: datetime, of: Iterable[str] = PROMISED_TO
) -> list[Clock]:
    """What was promised to this person with these codes before `occurred_at` and is not kept yet."""
    return list(
        Clock.objects.filter(
            person_id=person_id,
            subject_type__in=of,
            definition__in=codes,
            started_at__lte=occurred_at,
            stopped_at=None,
        )
    )


def keep_these(
    actor: Actor, promised: Iterable[Clock], occurred_at: datetime, at: datetime, reason: str = ""
) -> set[str]:
    """Each of these is kept by what happened at `occurred_at`. Answers their codes."""
    kept = set()
    for clock in promised:
        kept.add(clock.definition)
        clocks.add_event(clock, kind="stop", occurred_at=occurred_at, at=at, reason=reason[:200])
        audit.record(
            actor,
            "front_door.promise_kept",
            subject=clock,
            person_id=clock.person_id,
            at=at,
            detail={"code": clock.definition},
        )
    return kept


def begin(
    codes: Iterable[str], *, referral: Referral, subject: tuple[str, UUID], since: datetime, at: datetime
) -> None:
    """Promise each of these from `since` on, unless it is promised already and not yet kept.

    A promise made for the first time belongs to the referral and goes where it goes; one made again, to `subject`.
    Whoever holds the person owes it.
    """
    ours = Clock.objects.filter(person_id=referral.person_id, subject_type__in=PROMISED_TO)
    made = list(ours.values_list("definition", "subject_id", "stopped_at"))
    running = {code for code, _, stopped_at in made if stopped_at is None}
    for code in sorted(set(codes) - running):
        again = any((code, referral.pk) == (one, about) for one, about, _ in made)
        kind, key = subject if again else ("Referral", referral.pk)
        clocks.start_clock(
            code=code,
            person_id=referral.person_id,
            subject_type=kind,
            subject_id=key,
            owner_id=referral.person.holder_id,
            at=since,
            recorded_at=at,
        )


def wait_for_them(*, person_id: UUID, reason: str, at: datetime) -> None:
    """The person chose to wait: what is promised to them waits too, and says why."""
    _mark(person_id, kind="pause", reason=reason, at=at)


def go_on(*, person_id: UUID, at: datetime) -> None:
    """They are back: what had waited for them is due again, later by as long as they chose."""
    _mark(person_id, kind="resume", reason="", at=at)


def _mark(person_id: UUID, *, kind: str, reason: str, at: datetime) -> None:
    for clock in Clock.objects.filter(person_id=person_id, subject_type__in=PROMISED_TO, stopped_at=None):
        clocks.add_event(clock, kind=kind, occurred_at=at, at=at, reason=reason[:200])
