"""What the picture of a journey reads from the ledger."""

from uuid import UUID

from django.db.models import Q, QuerySet

from hearth.core.actor import Actor
from hearth.core.querysets import Seen
from hearth.record.codes import EntryStatus
from hearth.record.journey.facts import Happening
from hearth.record.journey.reading import COLUMNS, happening
from hearth.record.models import Entry
from hearth.record.policies import ENTRY_MAY_LEAVE
from hearth.record.queries import standing


def happenings(actor: Actor, *, person_id: UUID) -> list[Happening]:
    """Everything on a journey that this actor may read and that stands, in no order. One statement."""
    return _read(_right(actor, person_id=person_id))


def happenings_that_may_leave(actor: Actor, *, person_id: UUID) -> list[Happening]:
    """Of these, what may go out of the house on paper.

    Nothing sealed, though it opens for this reader; nothing withheld; nothing told in confidence or about others.
    """
    open_ones = _right(actor, person_id=person_id).filter(about_others=False, told_in_confidence=False)
    return _read(open_ones.filter(Q(Seen(ENTRY_MAY_LEAVE, table=Entry._meta.db_table))))


def _right(actor: Actor, *, person_id: UUID) -> QuerySet[Entry]:
    return standing(actor, person_id=person_id).exclude(status=EntryStatus.ENTERED_IN_ERROR).order_by()


def _read(entries: QuerySet[Entry]) -> list[Happening]:
    return [happening(row) for row in entries.values_list(*COLUMNS)]
