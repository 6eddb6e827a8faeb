"""The trace everything leaves, and the chain that shows if a trace was touched."""

import hashlib
import json
from datetime import datetime, timedelta
from typing import Any, Protocol
from uuid import UUID

import structlog
from django.db import connection
from django.utils import timezone

from hearth.core.actor import Actor
from hearth.core.models import AuditEvent, AuditLink
from hearth.core.scope import current_scope


class Subject(Protocol):
    """Anything with an identifier of its own."""

    @property
    def pk(self) -> Any: ...


def record(
    actor: Actor,
    event: str,
    *,
    subject: Subject,
    at: datetime,
    person_id: UUID | None = None,
    detail: dict[str, Any] | None = None,
) -> None:
    """Write the audit line of an action. `detail` carries identifiers and codes only, never words about a person."""
    context = structlog.contextvars.get_contextvars()
    AuditEvent.objects.create(
        at=at,
        event=event,
        actor_kind=actor.kind.value,
        account_id=actor.account_id,
        membership_id=actor.membership_id,
        organisation_id=actor.organisation_id,
        person_id=person_id or getattr(subject, "person_id", None),
        subject_type=type(subject).__name__,
        subject_id=str(subject.pk),
        detail=detail or {},
        request_id=str(context.get("request_id", "")),
    )
    current_scope().audited += 1


def link_pending_events() -> int:
    """Give every event that has no place yet its place in its day's chain. Returns how many. Runs every minute."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(727301)")
    pending = AuditEvent.objects.exclude(id__in=AuditLink.objects.values("event_id")).order_by("at", "id")
    count = 0
    for event in list(pending[:20_000]):
        _link(event)
        count += 1
    return count


def chain_problems() -> list[str]:
    """What is wrong with the chain: an altered event, a missing one, one never linked. Empty if nothing is."""
    problems = []
    previous: dict[Any, tuple[int, str]] = {}
    events = {event.id: event for event in AuditEvent.objects.all().iterator(chunk_size=5000)}
    for link in AuditLink.objects.order_by("day", "position").iterator(chunk_size=5000):
        event = events.pop(link.event_id, None)
        place, last = previous.get(link.day, (0, ""))
        if event is None:
            problems.append(f"audit event {link.event_id} of {link.day} is missing")
        elif link.position != place + 1 or link.hash != digest(event, last):
            problems.append(f"audit chain of {link.day} breaks at event {link.event_id}")
        previous[link.day] = (link.position, link.hash)
    stale = timezone.now() - timedelta(hours=1)
    problems += [f"audit event {event.id} was never linked" for event in events.values() if event.at < stale]
    return problems


def digest(event: AuditEvent, last: str) -> str:
    """SHA-256 over the previous hash of the day and every field of the event, as canonical JSON."""
    fields = {
        field.name: str(getattr(event, field.attname))
        for field in AuditEvent._meta.concrete_fields
        if field.name != "detail"
    }
    canonical = json.dumps([last, fields, event.detail], sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def _link(event: AuditEvent) -> None:
    day = event.at.date()
    last = AuditLink.objects.filter(day=day).order_by("-position").first()
    place, previous = (last.position, last.hash) if last else (0, "")
    AuditLink.objects.create(event_id=event.id, day=day, position=place + 1, hash=digest(event, previous))
