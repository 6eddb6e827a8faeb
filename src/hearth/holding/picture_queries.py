"""What the picture of a journey is drawn from: the ledger, who held the person, and handovers that came to a yes."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from hearth.core.actor import Actor
from hearth.holding.codes import HandoverStatus
from hearth.holding.models import HolderChange
from hearth.holding.queries import handovers_of
from hearth.record.codes import EntryKind
from hearth.record.journey.facts import Facts, Hand, Happening, Shape, facts
from hearth.record.picture_queries import happenings, happenings_that_may_leave


def journey_facts(actor: Actor, *, person_id: UUID, at: datetime) -> Facts:
    """All that this reader may know of a journey, in three statements however long it is."""
    return _around(actor, happenings, person_id=person_id, at=at)


def journey_facts_that_may_leave(actor: Actor, *, person_id: UUID, at: datetime) -> Facts:
    """The same without anything that is never put on paper for others."""
    return _around(actor, happenings_that_may_leave, person_id=person_id, at=at)


def _around(actor: Actor, read: Callable[..., list[Happening]], *, person_id: UUID, at: datetime) -> Facts:
    told = read(actor, person_id=person_id)
    return facts([*told, *_handed_over(actor, person_id)], hands=hands(actor, person_id=person_id), now=at)


def hands(actor: Actor, *, person_id: UUID) -> list[Hand]:
    """Who of us has held this person, one after another, in the first names people use. One statement."""
    changes = HolderChange.objects.visible_to(actor).filter(person_id=person_id).order_by("id")
    rows = list(changes.select_related("holder__worker", "holder__organisation"))
    ends = [*(later.from_at for later in rows[1:]), None]
    return [
        Hand(row.holder.worker.given_name, row.holder.organisation.name, row.from_at, until)
        for row, until in zip(rows, ends, strict=False)  # nobody's, for somebody nobody has held
        if row.holder is not None
    ]


def _handed_over(actor: Actor, person_id: UUID) -> list[Happening]:
    done = handovers_of(actor, person_id=person_id).filter(status=HandoverStatus.COMPLETED)
    return [
        Happening(
            id=handover.root_id,
            at=handover.ended_at,
            lane=handover.sender.organisation.name,
            kind=EntryKind.HANDOVER,
            shape=Shape.PASSED,
            title="Handed over together",
            passed_to=handover.accepted_by.organisation.name,
            yes=True,
        )
        for handover in done.select_related("sender__organisation", "accepted_by__organisation")
        if handover.ended_at and handover.accepted_by
    ]
