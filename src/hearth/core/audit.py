"""The trace everything leaves, and the chain that shows if a trace was touched."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Any, Protocol
from uuid import UUID

import structlog
from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet

from hearth.core.actor import Actor
from hearth.core.models import AuditEvent, AuditLink
from hearth.core.scope import current_scope


class Subject(Protocol):
    """Anything with an identifier of its own."""

    @property
    def pk(self) -> Any: ...


@dataclass(frozen=True, slots=True)
class Whole:
    """What an action is about when it is about no one row, such as "every shift"."""

    pk: Any


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


def link_pending_events(*, at: datetime, limit: int = 20_000) -> int:
    """Give events that have no place yet their place in the chain of the day they are linked on. Returns how many.

    A job calls it every minute; it must run as the keeper, since only the keeper may read the trail.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(727301)")
    day = at.date()
    newest = AuditLink.objects.order_by("-day", "-position").first()
    place = newest.position if newest and newest.day == day else 0
    last = newest.hash if newest else ""
    links = []
    for event in _unlinked().order_by("at", "id")[:limit]:
        place, last = place + 1, digest(event, last)
        links.append(AuditLink(event_id=event.id, day=day, position=place, hash=last))
    AuditLink.objects.bulk_create(links, batch_size=2000)
    return len(links)


def chain_problems(*, at: datetime) -> list[str]:
    """What is wrong with the trail: an event altered, removed, or never linked. Empty if nothing is."""
    problems, last, previous = [], "", None
    for link, event in _linked():
        expected = link.position == (previous.position + 1 if previous and previous.day == link.day else 1)
        if event is None:
            problems.append(f"audit event {link.event_id}, linked on {link.day}, is missing")
        elif not expected or link.hash != digest(event, last):
            problems.append(f"the audit chain of {link.day} breaks at event {link.event_id}")
        last, previous = link.hash, link
    late = _unlinked().filter(at__lt=at - timedelta(hours=1)).values_list("id", flat=True)
    return problems + [f"audit event {event_id} was never linked" for event_id in late[:100]]


def digest(event: AuditEvent, last: str) -> str:
    """SHA-256 over the previous hash and every field of the event, as canonical JSON."""
    fields = {field.name: str(getattr(event, field.attname)) for field in AuditEvent._meta.concrete_fields}
    fields["detail"] = json.dumps(event.detail, sort_keys=True)
    canonical = json.dumps([last, fields], sort_keys=True)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _unlinked() -> QuerySet[AuditEvent]:
    return AuditEvent.objects.filter(~Exists(AuditLink.objects.filter(event_id=OuterRef("id"))))


def _linked() -> Iterator[tuple[AuditLink, AuditEvent | None]]:
    links = AuditLink.objects.order_by("day", "position").iterator(chunk_size=2000)
    for some in batched(links, 2000):
        events = AuditEvent.objects.in_bulk([link.event_id for link in some])
        yield from ((link, events.get(link.event_id)) for link in some)


def batched(items: Iterator[AuditLink], size: int) -> Iterator[list[AuditLink]]:
    """Lists of at most `size`, until nothing is left."""
    while some := list(islice(items, size)):
        yield some
