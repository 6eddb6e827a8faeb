"""Reading what is held back from people now."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from hearth.core.actor import Actor
from hearth.record.models import Entry, Withholding, WithholdingReview
from hearth.record.withholding_rules import review_due_at

MOST = 500


@dataclass(frozen=True, slots=True)
class HeldBack:
    """One entry that is held back: whose record it stands in, by when a second worker looks, when one last did.

    `known_as` is empty where the reader may not know it. `is_late` says that nobody has looked in time.
    """

    withholding: Withholding
    known_as: str
    review_by: datetime
    looked_at: datetime | None
    is_late: bool


def in_view(actor: Actor, *, at: datetime) -> QuerySet[Withholding]:
    """What is held back now, as far as this actor may know: begun, not run out, and nobody has let it be read."""
    opened = WithholdingReview.objects.visible_to(actor).filter(withholding=OuterRef("pk"), opens=True)
    live = Q(until_at=None) | Q(until_at__gt=at)
    return Withholding.objects.visible_to(actor).filter(live, ~Exists(opened), held_at__lte=at)


def held_back(actor: Actor, *, at: datetime) -> list[HeldBack]:
    """What is held back now, those nobody has looked at in time first, then the first due (500 at most).

    A guardian sees all of it, anyone else what they hold back or are asked to look at.
    """
    found = in_view(actor, at=at)
    if not actor.may("audit.read"):
        found = found.filter(Q(reviewer=actor.membership_id) | Q(held_by=actor.membership_id))
    rows = found.annotate(looked_at=Max("reviews__reviewed_at")).select_related("held_by__worker", "reviewer__worker")
    names = _names(actor, rows)
    held = [_held(row, names, at) for row in rows.order_by("held_at")[:MOST]]
    return sorted(held, key=lambda one: (not one.is_late, one.review_by))


def entry_of(actor: Actor, *, withholding: Withholding) -> Entry | None:
    """The entry as it stands now, if this actor may read it."""
    found = Entry.objects.visible_to(actor).filter(person_id=withholding.person_id, root_id=withholding.root_id)
    return found.filter(amended_by=None).first()


def reviews_of(actor: Actor, *, withholding: Withholding) -> QuerySet[WithholdingReview]:
    """Who has looked at it and what they said, the newest first."""
    found = WithholdingReview.objects.visible_to(actor).filter(withholding=withholding)
    return found.select_related("reviewed_by__worker").order_by("-reviewed_at")


def _held(row: Withholding, names: dict[UUID, str], at: datetime) -> HeldBack:
    looked_at: datetime | None = row.looked_at  # type: ignore[attr-defined]  # annotated above
    review_by = review_due_at(row.held_at)
    return HeldBack(row, names.get(row.person_id, ""), review_by, looked_at, looked_at is None and review_by < at)


def _names(actor: Actor, rows: QuerySet[Withholding]) -> dict[UUID, str]:
    if not actor.may("audit.read"):
        return dict(rows.order_by().values_list("person_id", "person__known_as").distinct())
    with connection.cursor() as cursor:
        cursor.execute("SELECT person_id, known_as FROM record_names_withheld()")
        return dict(cursor.fetchall())
