"""Who may write and amend."""

from hearth.core.actor import Actor, ActorKind
from hearth.core.errors import NotPermitted
from hearth.record.codes import EntryKind
from hearth.record.models import Entry


def check_write_entry(actor: Actor, *, kind: str) -> None:
    """A worker with the permission, the person themselves, or what arrives from outside. Raises NotPermitted.

    What somebody tells at the door is written by whoever receives them.
    """
    if actor.kind is ActorKind.WORKER and not (kind == EntryKind.REFERRAL and actor.may("referral.receive")):
        actor.check("record.write")


def check_amend_entry(actor: Actor, *, entry: Entry) -> None:
    """Its author, or someone who leads. What came from another record stays as it came. Raises NotPermitted."""
    if entry.source == "imported":
        raise NotPermitted("an imported entry is read-only")
    if actor.membership_id is None or (entry.author_id != actor.membership_id and not actor.may("holding.move")):
        raise NotPermitted("record.amend")
