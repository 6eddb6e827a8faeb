"""Who may add a file, and who looks after files."""

from hearth.core.actor import Actor, ActorKind
from hearth.core.errors import NotPermitted
from hearth.people.models import Person


def check_add_document(actor: Actor, *, person: Person) -> None:
    """A worker who writes in records, or the person in their own. Raises NotPermitted."""
    if actor.kind is ActorKind.PERSON and actor.person_id == person.pk:
        return
    actor.check("record.write")


def check_look_after(actor: Actor) -> None:
    """Hearth itself. Raises NotPermitted."""
    if actor.kind is not ActorKind.SYSTEM:
        raise NotPermitted("only Hearth itself looks after files")
