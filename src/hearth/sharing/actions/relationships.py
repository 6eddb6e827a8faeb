"""Beginning and ending to have to do with somebody."""

from datetime import datetime

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.errors import NotPossible
from hearth.core.ids import new_id
from hearth.organisations.models import Membership, Team
from hearth.people.models import Person
from hearth.sharing import permissions
from hearth.sharing.actions.sight import rewrite_sight
from hearth.sharing.codes import PASSING, RelationshipKind
from hearth.sharing.models import Relationship


@action
def open_relationship(
    actor: Actor,
    /,
    *,
    person: Person,
    kind: RelationshipKind,
    at: datetime,
    team: Team | None = None,
    membership: Membership | None = None,
    until_at: datetime | None = None,
) -> Relationship:
    """A team or one worker begins to have to do with this person.

    Raises NotPermitted for a worker who may not know everything about the person themselves, or NotPossible if it is
    of a kind that must end (being present, on call, on a panel) and has no end.
    """
    permissions.check_bring_in(actor, person=person)
    if kind in PASSING and until_at is None:
        raise NotPossible("Say until when. Being here, on call or on a panel comes to an end by itself.")
    relationship = Relationship(
        id=new_id(),
        person=person,
        kind=kind,
        team=team,
        membership=membership,
        from_at=at,
        until_at=until_at,
    )
    relationship.save(force_insert=True)
    rewrite_sight(person_id=person.id, at=at)
    audit.record(actor, "sharing.relationship_opened", subject=relationship, at=at, detail={"kind": kind})
    return relationship


@action
def end_relationship(actor: Actor, /, *, relationship: Relationship, at: datetime) -> None:
    """This team or worker no longer has to do with the person: their sight ends now.

    Raises NotPermitted, or NotPossible for whoever holds the person: holding moves, it never just ends.
    """
    permissions.check_bring_in(actor, person=relationship.person)
    if relationship.kind == RelationshipKind.HOLDER:
        raise NotPossible("Whoever holds somebody goes on holding them until another person has said yes.")
    relationship.until_at = at
    relationship.save(update_fields=["until_at"])
    rewrite_sight(person_id=relationship.person_id, at=at)
    audit.record(actor, "sharing.relationship_ended", subject=relationship, at=at)
