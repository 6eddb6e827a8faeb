"""Somebody another record tells of: new here, recognised, or held for a human."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.values import NhsNumber
from hearth.exchange import permissions
from hearth.exchange.actions.arrivals import Origin, remember, told_of
from hearth.exchange.codes import HoldReason
from hearth.exchange.imported import ImportedPerson
from hearth.exchange.models import HeldRow
from hearth.people import actions as people_actions
from hearth.people.codes import NhsNumberStatus, PersonStatus
from hearth.people.details import ContactDetails, IdentifierDetails, NeedDetails
from hearth.people.models import Circumstances, Equality, Person, Relation
from hearth.sharing.actions import rewrite_sight


@action
def bring_in_person(actor: Actor, /, *, origin: Origin, told: ImportedPerson, at: datetime) -> Person:
    """Somebody becomes known here because another record tells of them. Nobody holds or sees them by that alone.

    Raises NotPermitted, or NotPossible if something told of them cannot be.
    """
    permissions.check_bring_in(actor)
    person = people_actions.create_person(
        actor,
        known_as=told.known_as,
        status=PersonStatus.DIED if told.died else PersonStatus.PROVISIONAL,
        given=told.given,
        family=told.family,
        other_names=[(name.use, name.given, name.family) for name in told.other_names],
        birth_on=told.birth_on,
        birth_precision=told.birth_precision,
        pronouns=told.pronouns,
        area=told.area,
        how_to_talk=told.how_to_talk,
        nhs_number=NhsNumber(told.nhs_number) if told.nhs_number else None,
        nhs_number_status=NhsNumberStatus.VERIFIED if told.nhs_number_verified else None,
        living_situation=told.living_situation,
        contacts=_contacts(told),
        needs=[NeedDetails(need.kind, need.words, need.interpreter) for need in told.needs],
        identifiers=[IdentifierDetails(system, value) for system, value in told.identifiers],
        at=at,
    )
    _add_what_else_is_told(person, told)
    remember(origin, at, person_id=person.id)
    rewrite_sight(person_id=person.id, at=at)
    audit.record(
        actor, "exchange.person_brought_in", subject=person, person_id=person.id, at=at, detail=told_of(origin)
    )
    return person


@action
def recognise_person(actor: Actor, /, *, origin: Origin, person_id: UUID, at: datetime) -> None:
    """Somebody another record tells of is this person. What is known here stays as it is. Raises NotPermitted."""
    permissions.check_bring_in(actor)
    arrival = remember(origin, at, person_id=person_id)
    audit.record(actor, "exchange.person_matched", subject=arrival, person_id=person_id, at=at, detail=told_of(origin))


@action
def hold_for_human(
    actor: Actor,
    /,
    *,
    origin: Origin,
    told: ImportedPerson,
    candidates: Sequence[UUID],
    reason: HoldReason,
    source: str,
    place: int,
    at: datetime,
) -> HeldRow:
    """Somebody may be one of these people: a human will say. A row that already waits is brought up to date."""
    permissions.check_bring_in(actor)
    held, _ = HeldRow.objects.update_or_create(
        source_system=origin.system,
        source_key=origin.key,
        settled_at=None,
        defaults={
            "fingerprint": origin.fingerprint,
            "source": source[-300:],
            "place": place,
            "reason": reason,
            "candidates": list(candidates),
            "told": _plain(told),
            "held_at": at,
        },
    )
    audit.record(actor, "exchange.person_held", subject=held, at=at, detail={**told_of(origin), "reason": reason})
    return held


def _contacts(told: ImportedPerson) -> list[ContactDetails]:
    return [
        ContactDetails(contact.kind, contact.value, contact.safe_to_use, contact.safe_to_leave_message)
        for contact in told.contacts
        if contact.until_on is None
    ]


def _add_what_else_is_told(person: Person, told: ImportedPerson) -> None:
    if told.relations:
        Relation.objects.bulk_create([Relation(person=person, **asdict(relation)) for relation in told.relations])
    if told.answers:
        Equality.objects.bulk_create([Equality(person=person, **asdict(answer)) for answer in told.answers])
    if told.gp:
        Circumstances.objects.filter(person=person).update(gp=told.gp)
    if told.died_on:
        Person.objects.filter(pk=person.pk).update(died_on=told.died_on)


def _plain(told: ImportedPerson) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(json.dumps(asdict(told), default=str))
    return plain
