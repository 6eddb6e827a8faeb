"""Who may change what somebody else may see."""

from hearth.core.actor import Actor, ActorKind
from hearth.core.errors import NotPermitted
from hearth.people.models import Person


def check_record_circle(actor: Actor, *, person: Person) -> None:
    """The person themselves, or a worker with the permission who sees them now. Raises NotPermitted."""
    if actor.kind is ActorKind.PERSON and actor.person_id == person.id:
        return
    if actor.kind is not ActorKind.SYSTEM:
        actor.check("circle.record")


def check_open_record(actor: Actor, *, person: Person) -> None:
    """A worker's role must carry reading; the person's own record is always theirs. Raises NotPermitted."""
    if actor.kind is ActorKind.WORKER and not (actor.may("record.read") or actor.may("hub.read")):
        raise NotPermitted("record.read")
