"""Who sends, who says stop, and who tells what could not be sent."""

from uuid import UUID

from hearth.core.actor import Actor, ActorKind
from hearth.core.errors import NotPermitted


def check_hearth_itself(actor: Actor) -> None:
    """Sending is Hearth's own work. Raises NotPermitted."""
    if actor.kind is not ActorKind.SYSTEM:
        raise NotPermitted("sending")


def check_choose(actor: Actor, *, person_id: UUID | None) -> None:
    """The person for themselves, a worker who writes in their record, whoever has the link. Raises NotPermitted."""
    if actor.kind is ActorKind.WORKER:
        actor.check("record.write")
    elif actor.kind is ActorKind.PERSON and actor.person_id != person_id:
        raise NotPermitted("somebody else’s messages")
    elif actor.kind is ActorKind.PUBLIC and person_id is not None:
        raise NotPermitted("somebody’s messages")


def check_see_to(actor: Actor) -> None:
    """Printing, posting and telling are a worker's, who may write in records. Raises NotPermitted."""
    actor.check("record.write")
