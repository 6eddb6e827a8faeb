"""What was told of the time before the hub."""

from uuid import UUID

from django.db.models import QuerySet

from hearth.core.actor import Actor
from hearth.record.codes import EntryStatus
from hearth.record.models import Entry
from hearth.record.queries import standing

MOST = 200


def told_before(actor: Actor, *, person_id: UUID) -> QuerySet[Entry]:
    """What stands of it that this actor may read, the newest first; 200 at most. Whatever was imported is not in it."""
    told = standing(actor, person_id=person_id).filter(coded__journey__before=True)
    return told.exclude(status=EntryStatus.ENTERED_IN_ERROR)[:MOST]
