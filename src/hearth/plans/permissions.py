"""Who writes in a plan, who records a yes, and who takes cards along (DOMAIN 5)."""

from uuid import UUID

from hearth.core.actor import Actor, ActorKind
from hearth.core.errors import NotPermitted
from hearth.core.sight import Level
from hearth.people.models import Person
from hearth.plans.models import ShiftPack
from hearth.sharing.permissions import level_of


def check_write_plan(actor: Actor, *, person_id: UUID) -> UUID | None:
    """The person themselves (None), or a worker alongside whose role writes plans: as which they do.

    Raises NotPermitted.
    """
    if actor.kind is ActorKind.PERSON and actor.person_id == person_id:
        return None
    return check_beside(actor, person_id=person_id)


def check_beside(actor: Actor, *, person_id: UUID) -> UUID:
    """A worker by name who writes plans and may know everything of this person. Raises NotPermitted."""
    actor.check("plan.write")
    if actor.membership_id is None or level_of(actor, person=Person(pk=person_id)) < Level.FULL:
        raise NotPermitted("plan.write")
    return actor.membership_id


def check_take_cards(actor: Actor) -> UUID:
    """A worker who reads records or welcomes, by name; that their shift runs is asked besides. Raises NotPermitted."""
    if not (actor.may("record.read") or actor.may("hub.read")) or actor.membership_id is None:
        raise NotPermitted("record.read")
    return actor.membership_id


def check_call_back(actor: Actor, *, pack: ShiftPack) -> UUID:
    """Whoever took it, or whoever leads at the same hub. Raises NotPermitted."""
    if actor.membership_id is None:
        raise NotPermitted("pack.call_back")
    if pack.membership_id != actor.membership_id and not (actor.may("holding.move") and actor.hub_id == pack.hub_id):
        raise NotPermitted("pack.call_back")
    return actor.membership_id


def check_hearth_itself(actor: Actor) -> None:
    """Hearth's own housekeeping. Raises NotPermitted."""
    if actor.kind is not ActorKind.SYSTEM:
        raise NotPermitted("housekeeping")
