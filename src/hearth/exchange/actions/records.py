"""What another record tells of somebody's life: entries, allergies and medicines, people who matter to them."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.sight import Level
from hearth.exchange import permissions
from hearth.exchange.actions.arrivals import Origin, arrival_of
from hearth.exchange.imported import About, ImportedEntry, ImportedHealthFact, ImportedRelation, Supporting
from hearth.exchange.models import Arrival
from hearth.people.models import Relation
from hearth.record.codes import EntryStatus, Source
from hearth.record.models import Entry, HealthFact

ELSEWHERE = "another record"
NEWER = "The record it came from says something else now."


@dataclass(frozen=True, slots=True)
class Brought:
    """One thing about a person, with where it came from, and what arrived under the same key before."""

    person_id: UUID
    origin: Origin
    told: About
    before: Arrival | None = None


@action
def note_supporting(actor: Actor, /, *, things: Sequence[tuple[Origin, Supporting]], at: datetime) -> None:
    """Remember what workers, organisations and places are called in another record. Raises NotPermitted."""
    permissions.check_bring_in(actor)
    arrivals = [arrival_of(origin, at, name=thing.name) for origin, thing in things]
    Arrival.objects.bulk_create(
        arrivals,
        update_conflicts=True,
        unique_fields=["source_system", "source_key"],
        update_fields=["name", "fingerprint", "changed_at"],
    )
    audit.record(actor, "exchange.names_noted", subject=arrivals[0], at=at, detail={"count": len(arrivals)})


@action
def add_to_records(actor: Actor, /, *, things: Sequence[Brought], at: datetime) -> None:
    """Put what another record tells into the records of those it is about: read-only, with where it came from.

    What came before and says something else now is amended, never overwritten. Raises NotPermitted.
    """
    permissions.check_bring_in(actor)
    Entry.objects.bulk_create(
        [_entry(thing, thing.told, at) for thing in things if isinstance(thing.told, ImportedEntry)]
    )
    HealthFact.objects.bulk_create(
        [_fact(thing, thing.told, at) for thing in things if isinstance(thing.told, ImportedHealthFact)]
    )
    Relation.objects.bulk_create(
        [_relation(thing.person_id, thing.told) for thing in things if isinstance(thing.told, ImportedRelation)]
    )
    _remember(things, at)
    for person_id in dict.fromkeys(thing.person_id for thing in things):
        count = sum(thing.person_id == person_id for thing in things)
        audit.record(
            actor,
            "exchange.record_brought_in",
            subject=_Record(person_id),
            person_id=person_id,
            at=at,
            detail={"count": count, "source": things[0].origin.system},
        )


@dataclass(frozen=True, slots=True)
class _Record:
    pk: UUID


def _remember(things: Sequence[Brought], at: datetime) -> None:
    arrivals = [
        arrival_of(
            thing.origin,
            at,
            person_id=thing.person_id,
            name=thing.told.lane if thing.origin.kind == "Encounter" and isinstance(thing.told, ImportedEntry) else "",
        )
        for thing in things
    ]
    Arrival.objects.bulk_create(
        arrivals,
        update_conflicts=True,
        unique_fields=["source_system", "source_key"],
        update_fields=["name", "fingerprint", "changed_at"],
    )


def _entry(thing: Brought, told: ImportedEntry, at: datetime) -> Entry:
    entry = Entry(
        person_id=thing.person_id,
        kind=told.kind,
        status=EntryStatus.ENTERED_IN_ERROR if told.in_error else EntryStatus.FINAL,
        occurred_at=told.occurred_at or at,
        ended_at=told.ended_at,
        recorded_at=at,
        author_name=told.author_name,
        acting_as=ELSEWHERE,
        lane=told.lane,
        source=Source.IMPORTED,
        title=told.title,
        body=told.body,
        min_level=Level.FULL,
        source_system=thing.origin.system,
        source_key=thing.origin.key,
        coded=dict(told.coded),
    )
    entry.root_id = entry.id
    return _amending(entry) if thing.before else entry


def _amending(entry: Entry) -> Entry:
    newest = Entry.objects.filter(
        source_system=entry.source_system, source_key=entry.source_key, amended_by=None
    ).first()
    if newest:
        entry.root_id, entry.replaces_id, entry.amend_reason = newest.root_id, newest.pk, NEWER
        entry.status = EntryStatus.AMENDED if entry.status == EntryStatus.FINAL else entry.status
    return entry


def _fact(thing: Brought, told: ImportedHealthFact, at: datetime) -> HealthFact:
    key = thing.origin.key
    if thing.before:
        HealthFact.objects.filter(
            Q(source_key=key) | Q(source_key__startswith=f"{key}@"),
            source_system=thing.origin.system,
            person_id=thing.person_id,
            ended_on=None,
        ).update(ended_on=at.date())
        key = f"{key}@{thing.origin.fingerprint[:12]}"
    return HealthFact(
        person_id=thing.person_id,
        kind=told.kind,
        none_known=told.none_known,
        what=told.what,
        detail=told.withdrawn or told.detail,
        said_by=told.said_by,
        said_on=told.said_on or at.date(),
        ended_on=(told.ended_on or at.date()) if told.ended or told.withdrawn else None,
        source_system=thing.origin.system,
        source_key=key,
    )


def _relation(person_id: UUID, told: ImportedRelation) -> Relation:
    return Relation(person_id=person_id, **asdict(told))
