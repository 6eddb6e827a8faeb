"""Who keeps two records from being one person, and who may say that somebody has died."""

from uuid import UUID

from hearth.core.actor import Actor
from hearth.core.errors import NotPermitted
from hearth.people import permissions as people
from hearth.people.models import Person


def check_keep_identities(actor: Actor) -> UUID:
    """Only a named custodian, whose worker's key it returns. Raises NotPermitted."""
    actor.check("identity.keep")
    return _worker(actor, "identity.keep")


def check_say_died(actor: Actor, *, person: Person) -> UUID:
    """A worker who may know everything about them, whose key it returns. Raises NotPermitted."""
    people.check_change_identity(actor, person=person)
    return _worker(actor, "identity.died")


def _worker(actor: Actor, permission: str) -> UUID:
    if actor.worker_id is None:
        raise NotPermitted(permission)
    return actor.worker_id
