"""Bringing together everything that is held about somebody, by who is responsible for it."""

from datetime import datetime
from uuid import UUID

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.ids import new_id
from hearth.people.models import Person
from hearth.subject_access import gathering, permissions, queries, rules
from hearth.subject_access.actions.moving import in_turn, move
from hearth.subject_access.codes import AskedBy, Concern, Status
from hearth.subject_access.found import Found
from hearth.subject_access.models import AccessItem, AccessPart, AccessRequest

AT_ONCE = 500


@action
def gather(actor: Actor, /, *, request: AccessRequest, at: datetime) -> AccessRequest:
    """Copy everything that is held as it stands now, in a part for each organisation. A second time changes nothing.

    What the person keeps sealed and may read is given without a worker reading it; it is not gathered at all for
    somebody else who asks for them. Raises NotPermitted for anyone but Hearth itself.
    """
    permissions.check_hearth_itself(actor)
    request = in_turn(actor, request)
    if request.status != Status.GATHERING:
        audit.record(actor, "subject_access.gathered_already", subject=request, at=at)
        return request
    person = Person.objects.visible_to(actor).get(pk=request.person_id)
    parts: dict[UUID | None, AccessPart] = {}
    items = [
        _item(request, _part(actor, request, found.organisation_id, parts, at), found)
        for found in gathering.everything(actor, person=person)
        if not (_passes(found) and request.asked_by == AskedBy.AUTHORITY)
    ]
    AccessPart.objects.bulk_create(parts.values())
    AccessItem.objects.bulk_create(items, batch_size=AT_ONCE)
    move(actor, request, Status.REVIEWING, at)
    detail = {"items": len(items), "parts": len(parts)}
    audit.record(actor, "subject_access.gathered", subject=request, at=at, detail=detail)
    return request


def _part(
    actor: Actor,
    request: AccessRequest,
    organisation_id: UUID | None,
    parts: dict[UUID | None, AccessPart],
    at: datetime,
) -> AccessPart:
    if organisation_id not in parts:
        reviewer = queries.last_reviewer(actor, organisation_id=organisation_id, at=at)
        reviewer_id = reviewer.pk if reviewer else request.answers_id if organisation_id is None else None
        parts[organisation_id] = AccessPart(
            id=new_id(),
            person_id=request.person_id,
            request=request,
            organisation_id=organisation_id,
            reviewer_id=reviewer_id,
            named_at=at if reviewer_id else None,
        )
    return parts[organisation_id]


def _item(request: AccessRequest, part: AccessPart, found: Found) -> AccessItem:
    return AccessItem(
        id=new_id(),
        person_id=request.person_id,
        request=request,
        part=part,
        subject_type=found.subject_type,
        subject_id=found.subject_id,
        happened_at=found.happened_at,
        roughly=found.roughly[:200],
        title=found.title[:300],
        body=found.body,
        told_by=found.told_by[:300],
        concern=rules.concern(found.facts),
        open_to_workers=not _passes(found),
    )


def _passes(found: Found) -> bool:
    """Sealed by the person, who may read it, and with nothing in it that a human must look at."""
    return found.sealed and rules.concern(found.facts) == Concern.NONE
