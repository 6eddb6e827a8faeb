"""Taking one record out of the house, in open formats, by a named guardian."""

from datetime import datetime
from uuid import UUID

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.sharing import actions as sharing


@action
def note_export(actor: Actor, /, *, person_id: UUID, kinds: list[str], because: str, at: datetime) -> None:
    """The record left in these forms: it stands in the trail, and the person reads who took it and why.

    Raises NotPermitted, or NotPossible if it does not say why.
    """
    look = sharing.take_copy(actor, person_id=person_id, because=because, at=at)
    audit.record(actor, "exchange.person_exported", subject=look, at=at, detail={"as": kinds})
