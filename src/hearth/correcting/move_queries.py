"""Reading moves: what waits for a second worker, and who saw it meanwhile."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from hearth.core.actor import Actor
from hearth.correcting.models import Exposure, ExposureDecision, Move, MoveDecision
from hearth.organisations.models import Membership

WHO_SAW = "SELECT * FROM correcting_who_saw(%s, %s, %s)"
MOST = 100


@dataclass(frozen=True, slots=True)
class Saw:
    """Somebody who opened a record, how often and when; `themselves` if it is their own."""

    themselves: bool
    name: str
    role_words: str
    organisation_name: str
    times: int
    first_at: datetime
    last_at: datetime


@dataclass(frozen=True, slots=True)
class Waiting:
    """A move with what both people are called, as far as the reader may know it, and how many looks are undecided."""

    move: Move
    known_as: str
    right_known_as: str
    undecided: int
    decision: MoveDecision | None


def who_saw(*, person_id: UUID, since: datetime, until: datetime) -> list[Saw]:
    """Everybody who opened a record in this time, the person too. Only for a worker who may know everything of them."""
    with connection.cursor() as cursor:
        cursor.execute(WHO_SAW, [person_id, since, until])
        return [Saw(*row) for row in cursor.fetchall()]


def moves(actor: Actor) -> list[Waiting]:
    """Moves this actor may know of that wait, for a second worker or for a guardian, the oldest first."""
    done = MoveDecision.objects.visible_to(actor).filter(move=OuterRef("pk"))
    found = Move.objects.visible_to(actor).annotate(is_decided=Exists(done), undecided=_undecided())
    return _named(actor, found.filter(Q(is_decided=False) | Q(undecided__gt=0)).order_by("proposed_at"))


def move(actor: Actor, *, move_id: UUID) -> Waiting | None:
    """One move; None if this actor may not know of it."""
    found = Move.objects.visible_to(actor).filter(pk=move_id).annotate(undecided=_undecided())
    return next(iter(_named(actor, found)), None)


def exposures(actor: Actor, *, move_id: UUID) -> list[tuple[Exposure, ExposureDecision | None]]:
    """Who saw it, from the side of each of the two, with what a guardian decided. Nothing for anyone else."""
    found = Exposure.objects.visible_to(actor).filter(move_id=move_id).order_by("whose", "first_at", "id")
    decided = ExposureDecision.objects.visible_to(actor).filter(exposure__move_id=move_id).select_related("decided_by")
    by_exposure = {one.exposure_id: one for one in decided}
    return [(one, by_exposure.get(one.pk)) for one in found]


def proposals_about(actor: Actor, *, person_id: UUID, root_id: UUID) -> QuerySet[Move]:
    """What was proposed for one entry and is not decided yet."""
    done = MoveDecision.objects.visible_to(actor).filter(move=OuterRef("pk"))
    return Move.objects.visible_to(actor).filter(~Exists(done), person_id=person_id, root_id=root_id)


def guardians(organisation_ids: set[UUID | None]) -> list[UUID]:
    """The guardians of these organisations; those of the whole network where they have none."""
    all_of_them = Membership.objects.filter(role="guardian", is_active=True)
    near = all_of_them.filter(organisation_id__in=[one for one in organisation_ids if one is not None])
    return list((near if near.exists() else all_of_them).order_by("id").values_list("pk", flat=True))


def _undecided() -> Count:
    return Count("exposures", filter=Q(exposures__decision=None))


def _named(actor: Actor, found: QuerySet[Move]) -> list[Waiting]:
    rows = list(found.select_related("proposed_by__worker")[:MOST])
    with connection.cursor() as cursor:
        cursor.execute("SELECT person_id, known_as FROM correcting_names_in_moves(%s)", [[row.pk for row in rows]])
        names = dict(cursor.fetchall())
    decided = MoveDecision.objects.visible_to(actor).filter(move__in=rows).select_related("decided_by__worker")
    decisions = {one.move_id: one for one in decided}
    return [
        Waiting(
            row,
            names.get(row.person_id, "somebody"),
            names.get(row.right_person_id, "somebody"),
            row.undecided,  # type: ignore[attr-defined]  # annotated by whoever asks
            decisions.get(row.pk),
        )
        for row in rows
    ]
