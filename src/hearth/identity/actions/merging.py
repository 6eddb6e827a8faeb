"""Two records of one person become one, by two people, and may be taken apart again the same way (ADR 0021)."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.errors import NotPossible
from hearth.core.ids import new_id
from hearth.identity import doors, permissions, rules
from hearth.identity.actions.findable import keep_findable
from hearth.people.identity_models import Duplicate, Merge, TwoPeople
from hearth.people.models import Person
from hearth.record import actions as record
from hearth.record.codes import EntryKind

JOINED = "Two records about you were the same person. They are one record now, and nothing of either is lost."
ASK_AGAIN = " Whoever you had let in by name on only one of them sees nothing until you say so again."
PARTED = "Two records that were joined are apart again. What belongs to you is here."


@action
def say_two_people(actor: Actor, /, *, duplicate: Duplicate, because: str, at: datetime) -> TwoPeople:
    """These are two people. They are not asked about again unless something about one of them changes.

    Raises NotPermitted, or NotPossible if it does not say why.
    """
    decided_by = permissions.check_keep_identities(actor)
    rules.check_because(because)
    verdict = TwoPeople(
        id=new_id(),
        duplicate=duplicate,
        facts=duplicate.facts,
        because=because.strip(),
        decided_by_id=decided_by,
        decided_at=at,
    )
    TwoPeople.objects.bulk_create([verdict])
    audit.record(actor, "identity.two_people", subject=verdict, at=at)
    return verdict


@action
def propose_merge(
    actor: Actor, /, *, survivor_id: UUID, merged_id: UUID, because: str, at: datetime, checked_by: str = ""
) -> Merge:
    """One custodian says that these are one person; nothing changes until another says so too.

    `survivor_id` is the record that goes on. Raises NotPermitted, or NotPossible if something stands in the way or near
    twins were told apart by nothing but their birth date.
    """
    proposed_by = permissions.check_keep_identities(actor)
    rules.check_because(because)
    if survivor_id == merged_id:
        raise NotPossible(rules.ONE_RECORD)
    near_twin = doors.are_near_twins(survivor_id, merged_id)
    rules.check_second_item(near_twin=near_twin, checked_by=checked_by)
    rules.check_obstacle(doors.obstacle(survivor_id, merged_id))
    if _open_merges(actor).filter(merged_id__in=[survivor_id, merged_id]).exists():
        raise NotPossible(rules.NOT_OPEN)
    merge = Merge(
        id=new_id(),
        survivor_id=survivor_id,
        merged_id=merged_id,
        because=because.strip(),
        near_twin=near_twin,
        checked_by=checked_by,
        proposed_by_id=proposed_by,
        proposed_at=at,
    )
    Merge.objects.bulk_create([merge])
    audit.record(actor, "identity.merge_proposed", subject=merge, person_id=survivor_id, at=at)
    return merge


@action
def withdraw_merge(actor: Actor, /, *, merge: Merge, at: datetime) -> None:
    """It is not proposed any more. Raises NotPermitted, or NotPossible if it was settled meanwhile."""
    permissions.check_keep_identities(actor)
    waiting = _open_merges(actor).filter(pk=merge.pk, confirmed_at=None)
    if not waiting.update(withdrawn_by=actor.worker_id, withdrawn_at=at):
        raise NotPossible(rules.NOT_OPEN)
    audit.record(actor, "identity.merge_withdrawn", subject=merge, person_id=merge.survivor_id, at=at)


@action
def confirm_merge(actor: Actor, /, *, merge: Merge, at: datetime, checked_by: str = "") -> None:
    """Another custodian looked too: from now on it is one record, with one holder and the narrower of two circles.

    Raises NotPermitted, or NotPossible for the one who proposed it, for near twins without a second item, or if
    something stands in the way by now.
    """
    permissions.check_keep_identities(actor)
    found = _in_turn(actor, merge)
    rules.check_somebody_else(found.proposed_by_id, actor.worker_id)
    if found.confirmed_at is not None or found.withdrawn_at is not None:
        raise NotPossible(rules.NOT_OPEN)
    # They may have come to share a birth date since it was proposed.
    near_twin = found.near_twin or doors.are_near_twins(found.survivor_id, found.merged_id)
    rules.check_second_item(near_twin=near_twin, checked_by=checked_by)
    rules.check_obstacle(doors.obstacle(found.survivor_id, found.merged_id))
    confirmed = {"confirmed_by": actor.worker_id, "confirmed_at": at, "confirmed_checked_by": checked_by}
    Merge.objects.visible_to(actor).filter(pk=found.pk).update(**confirmed)
    outcome = doors.join(found.pk, at)
    rules.check_obstacle(outcome)
    keep_findable(found.survivor_id, found.merged_id)
    _tell(actor, found.survivor_id, JOINED + (ASK_AGAIN if outcome != "joined:0" else ""), found, at)
    audit.record(actor, "identity.merged", subject=found, person_id=found.survivor_id, at=at)


@action
def propose_parting(actor: Actor, /, *, merge: Merge, because: str, belong: Sequence[UUID], at: datetime) -> None:
    """One custodian says that they are two people after all; nothing changes until another says so too.

    `belong` are entries written since that are about the one who was joined. Raises NotPermitted, or NotPossible.
    """
    permissions.check_keep_identities(actor)
    rules.check_because(because)
    found = _in_turn(actor, merge)
    if found.confirmed_at is None or found.undone_at is not None:
        raise NotPossible(rules.OBSTACLES["not-joined"])
    Merge.objects.visible_to(actor).filter(pk=merge.pk).update(
        undo_because=because.strip(),
        undo_belong=[str(one) for one in belong],
        undo_proposed_by=actor.worker_id,
        undo_proposed_at=at,
    )
    audit.record(actor, "identity.parting_proposed", subject=merge, person_id=merge.survivor_id, at=at)


@action
def confirm_parting(actor: Actor, /, *, merge: Merge, at: datetime) -> None:
    """Another custodian looked too: each row goes back where it was, and what was written since to whom it is about.

    Raises NotPermitted, or NotPossible for the one who proposed it or if something stands in the way.
    """
    permissions.check_keep_identities(actor)
    found = _in_turn(actor, merge)
    if found.undo_proposed_at is None or found.undone_at is not None:
        raise NotPossible(rules.NOT_OPEN)
    rules.check_somebody_else(found.undo_proposed_by_id, actor.worker_id)
    rules.check_obstacle(doors.part(found.pk, at, [UUID(one) for one in found.undo_belong]))
    Merge.objects.visible_to(actor).filter(pk=found.pk).update(undone_by=actor.worker_id, undone_at=at)
    keep_findable(found.survivor_id, found.merged_id)
    for person_id in (found.survivor_id, found.merged_id):
        _tell(actor, person_id, PARTED, found, at)
    audit.record(actor, "identity.parted", subject=found, person_id=found.survivor_id, at=at)


def _open_merges(actor: Actor) -> QuerySet[Merge]:
    return Merge.objects.visible_to(actor).filter(withdrawn_at=None, undone_at=None)


def _in_turn(actor: Actor, merge: Merge) -> Merge:
    """As it is once everyone else who was deciding about it has finished."""
    return Merge.objects.visible_to(actor).select_for_update().get(pk=merge.pk)


def _tell(actor: Actor, person_id: UUID, body: str, merge: Merge, at: datetime) -> None:
    record.write_entry(
        actor,
        person=Person(pk=person_id),
        kind=EntryKind.DECISION,
        title="One record" if body.startswith(JOINED) else "Two records again",
        body=body,
        occurred_at=at,
        at=at,
        subject=("Merge", merge.pk),
    )
