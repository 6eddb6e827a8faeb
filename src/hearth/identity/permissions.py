"""Who keeps two records from being one person, and who may say that somebody has died."""

from uuid import UUID

from hearth.core.actor import Actor
from hearth.core.errors import NotPermitted
from hearth.core.sight import Level
from hearth.holding.models import Holding
from hearth.people import permissions as people
from hearth.people.models import Person
from hearth.sharing.permissions import level_of


def check_keep_identities(actor: Actor) -> UUID:
    """Only a named custodian, whose worker's key it returns. Raises NotPermitted."""
    actor.check("identity.keep")
    return _worker(actor, "identity.keep")


def check_say_died(actor: Actor, *, person: Person) -> UUID:
    """A worker who may know everything about them, whose key it returns. Raises NotPermitted."""
    people.check_knows_identity(actor, person=person)
    return _worker(actor, "identity.died")


def check_restrict(actor: Actor, *, person: Person) -> UUID:
    """Whoever holds them, or leads and may know everything about them; the worker's key. Raises NotPermitted."""
    actor.check("circle.record")
    if level_of(actor, person=person) < Level.FULL:
        raise NotPermitted("identity.restrict")
    held = Holding.objects.visible_to(actor).filter(person=person, holder_id=actor.membership_id)
    if not (actor.may("holding.move") or held.exists()):
        raise NotPermitted("identity.restrict")
    return _worker(actor, "identity.restrict")


def check_look_at_restrictions(actor: Actor) -> None:
    """Guardians: they see which records are kept close and who opened them, and nothing else. Raises NotPermitted."""
    actor.check("audit.read")


def _worker(actor: Actor, permission: str) -> UUID:
    if actor.worker_id is None:
        raise NotPermitted(permission)
    return actor.worker_id
