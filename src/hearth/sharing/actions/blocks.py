"""Keeping one worker out of one record, whatever else holds."""

from datetime import datetime

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.errors import NotPossible
from hearth.core.ids import new_id
from hearth.organisations.models import Worker
from hearth.people.models import Person
from hearth.sharing import permissions
from hearth.sharing.actions.sight import rewrite_sight
from hearth.sharing.codes import BlockKind
from hearth.sharing.models import Block


@action
def block_worker(
    actor: Actor, /, *, person: Person, worker: Worker, kind: BlockKind, at: datetime, until_at: datetime | None = None
) -> Block:
    """From now on this worker may not open this record in any role, nor break the glass. Raises NotPermitted."""
    permissions.check_record_circle(actor, person=person)
    block = Block(id=new_id(), person=person, worker=worker, kind=kind, from_at=at, until_at=until_at)
    block.save(force_insert=True)
    rewrite_sight(person_id=person.id, at=at)
    audit.record(actor, "sharing.worker_blocked", subject=block, at=at, detail={"kind": kind})
    return block


@action
def lift_block(actor: Actor, /, *, block: Block, at: datetime) -> None:
    """The person lets this worker back in. Raises NotPermitted, or NotPossible for own, relatives' and colleagues'."""
    permissions.check_record_circle(actor, person=block.person)
    if block.kind != BlockKind.PERSON_ASKED:
        raise NotPossible("Nobody opens their own record here, nor one of a relative or a colleague.")
    block.until_at = at
    block.save(update_fields=["until_at"])
    rewrite_sight(person_id=block.person_id, at=at)
    audit.record(actor, "sharing.block_lifted", subject=block, at=at)
