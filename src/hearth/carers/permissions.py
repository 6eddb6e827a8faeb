"""Who may tell, read, keep and ask what is about being there for somebody."""

from uuid import UUID

from hearth.carers.models import Note, Seeing
from hearth.core.actor import Actor, ActorKind
from hearth.core.errors import NotPermitted
from hearth.people.models import Person
from hearth.record.permissions import check_alongside
from hearth.sharing.supporter_models import Supporting


def check_tell(actor: Actor, *, supporting: Supporting) -> None:
    """Whoever is beside them, as themselves, however little they may see. Raises NotPermitted."""
    if actor.kind is not ActorKind.PERSON or actor.person_id != supporting.person_id:
        raise NotPermitted("carers.tell")


def check_read(actor: Actor, *, seeing: Seeing) -> UUID:
    """A worker who writes in records and may know everything of the person it is about: as which they do.

    Raises NotPermitted.
    """
    check_alongside(actor, seeing.person_id)
    if actor.membership_id is None:
        raise NotPermitted("carers.read")
    return actor.membership_id


def check_own(actor: Actor, *, person_id: object) -> None:
    """Only the person themselves. Raises NotPermitted."""
    if actor.kind is not ActorKind.PERSON or actor.person_id != person_id:
        raise NotPermitted("carers.own")


def check_take_out(actor: Actor, *, note: Note) -> None:
    """Only whose note it is. Raises NotPermitted."""
    check_own(actor, person_id=note.person_id)


def check_ask(actor: Actor, *, person: Person) -> None:
    """Only the person themselves: somebody else asks at the front door. Raises NotPermitted."""
    check_own(actor, person_id=person.pk)


def check_keep_groups(actor: Actor) -> None:
    """A role that keeps the list of groups; and Hearth itself, laying out an example city. Raises NotPermitted."""
    if actor.kind is not ActorKind.SYSTEM:
        actor.check("group.keep")
