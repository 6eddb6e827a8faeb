"""Closing part of a record at the person's wish, and opening it again."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.errors import NotPossible
from hearth.core.ids import new_id
from hearth.organisations.models import Membership
from hearth.people.models import Person
from hearth.sharing import permissions
from hearth.sharing.codes import SaidBy
from hearth.sharing.models import Sealing


@action
def seal(
    actor: Actor,
    /,
    *,
    person: Person,
    consequence_explained: str,
    at: datetime,
    entry_id: UUID | None = None,
    section: str = "",
    hidden: bool = False,
    opens_for: Sequence[Membership] = (),
    said_by: SaidBy = SaidBy.PERSON,
) -> Sealing:
    """Close one entry (`entry_id` is its first version), one section, or, naming neither, the whole record.

    `hidden` leaves no trace that anything is there. Raises NotPermitted, or NotPossible until the likely consequence
    has been explained in plain words and is written down here.
    """
    permissions.check_seal(actor, person=person)
    if not consequence_explained.strip():
        raise NotPossible("Say first, in plain words, what may happen when this cannot be read.")
    sealing = Sealing(
        id=new_id(),
        person=person,
        entry_id=entry_id,
        section=section,
        hidden=hidden,
        opens_for=[membership.pk for membership in opens_for],
        consequence_explained=consequence_explained,
        said_by=said_by,
        recorded_by_id=actor.membership_id,
        from_at=at,
    )
    sealing.save(force_insert=True)
    audit.record(actor, "sharing.sealed", subject=sealing, at=at, detail={"section": section, "hidden": hidden})
    return sealing


@action
def close_to_all(actor: Actor, /, *, person: Person, entry_id: UUID, because: str, at: datetime) -> Sealing:
    """Close for ever what stood in this record by mistake and is about somebody else: nobody reads it here any more,
    not even the one whose record it is. `entry_id` is the first version. Raises NotPermitted.
    """
    permissions.check_close_to_all(actor, person=person)
    sealing = Sealing(
        id=new_id(),
        person=person,
        entry_id=entry_id,
        hidden=True,
        closed_to_all=True,
        consequence_explained=because,
        said_by=SaidBy.BEST_INTERESTS,
        recorded_by_id=actor.membership_id,
        from_at=at,
    )
    sealing.save(force_insert=True)
    audit.record(actor, "sharing.closed_to_all", subject=sealing, at=at)
    return sealing


@action
def lift_sealing(actor: Actor, /, *, sealing: Sealing, at: datetime) -> None:
    """Open again what was closed. Raises NotPermitted, or NotPossible if it is open already."""
    permissions.check_seal(actor, person=sealing.person)
    if sealing.lifted_at is not None:
        raise NotPossible("This is open again already.")
    sealing.lifted_at = at
    sealing.save(update_fields=["lifted_at"])
    audit.record(actor, "sharing.sealing_lifted", subject=sealing, at=at)
