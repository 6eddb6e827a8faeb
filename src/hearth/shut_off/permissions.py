"""Who may shut everyone out at once."""

from hearth.core.actor import Actor
from hearth.people.codes import PersonStatus
from hearth.people.models import Person
from hearth.people.rules import AtRest
from hearth.sharing.permissions import check_record_circle


def check_shut_out(actor: Actor, *, person: Person) -> None:
    """Whoever may record the person's choices: they themselves, or a worker with them who may know everything.

    Raises NotPermitted, or AtRest for somebody who has died.
    """
    check_record_circle(actor, person=person)
    if person.status == PersonStatus.DIED:
        raise AtRest
