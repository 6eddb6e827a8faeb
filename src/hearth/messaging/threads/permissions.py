"""Who writes in threads, reads them as the team, lets somebody in, and says that they read now."""

from uuid import UUID

from hearth.core.actor import Actor, ActorKind
from hearth.core.errors import NotPermitted
from hearth.messaging.threads.codes import Side
from hearth.record.permissions import check_alongside
from hearth.sharing.permissions import check_act_for

WRITE = "thread.write"


def check_write(actor: Actor, *, person_id: UUID) -> Side:
    """The person themselves, whoever acts for them, or a worker alongside, by name: for which side they speak.

    Raises NotPermitted.
    """
    if actor.kind is ActorKind.PERSON:
        if actor.person_id != person_id:
            check_act_for(actor, person_id=person_id)
        return Side.PERSON
    check_as_team(actor, person_id=person_id)
    return Side.TEAM


def check_look(actor: Actor, *, person_id: UUID) -> Side:
    """The person themselves, or a worker alongside, by name: for which side they have read. Raises NotPermitted."""
    if actor.kind is ActorKind.PERSON:
        if actor.person_id != person_id:
            raise NotPermitted(WRITE)
        return Side.PERSON
    check_as_team(actor, person_id=person_id)
    return Side.TEAM


def check_as_team(actor: Actor, *, person_id: UUID) -> UUID:
    """A worker alongside, by name: as which they act. Raises NotPermitted."""
    check_alongside(actor, person_id)
    if actor.membership_id is None:
        raise NotPermitted(WRITE)
    return actor.membership_id


def check_let_in(actor: Actor, *, person_id: UUID) -> None:
    """Only the person themselves. Raises NotPermitted."""
    if actor.kind is not ActorKind.PERSON or actor.person_id != person_id:
        raise NotPermitted("thread.let_in")


def check_watch(actor: Actor) -> tuple[UUID, UUID]:
    """A worker of a hub who writes in records: as which they read, and at which hub. Raises NotPermitted."""
    actor.check("record.write")
    if actor.membership_id is None or actor.hub_id is None:
        raise NotPermitted("thread.watch")
    return actor.membership_id, actor.hub_id
