"""Reading corrections: those that wait, those of one person, the versions of one entry."""

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from hearth.core.actor import Actor
from hearth.core.models import Clock
from hearth.correcting import rules
from hearth.correcting.codes import CORRECTION
from hearth.correcting.models import CorrectionAnswer, CorrectionRequest
from hearth.organisations.models import Membership
from hearth.record.models import Entry

MOST = 100


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an entry, and what of it was added and removed since the one before."""

    entry: Entry
    changes: list[rules.Piece]


@dataclass(frozen=True, slots=True)
class Asked:
    """A correction, by when it is answered and by whom, its answer if there is one, and the entry if it may be read."""

    request: CorrectionRequest
    due_at: datetime
    answers: str
    answer: CorrectionAnswer | None
    entry: Entry | None


def versions(actor: Actor, *, entry: Entry) -> list[Version]:
    """Every version of an entry this actor may read, the newest first, each with what changed since the one before."""
    found = Entry.objects.visible_to(actor).filter(person_id=entry.person_id, root_id=entry.root_id)
    rows = list(found.order_by("recorded_at", "id"))
    first = [Version(rows[0], [rules.Piece("same", rows[0].body)])] if rows else []
    later = [Version(new, rules.changes(old.body, new.body)) for old, new in pairwise(rows)]
    return [*first, *later][::-1]


def standing(actor: Actor, *, person_id: UUID, root_id: UUID) -> Entry | None:
    """An entry as it stands now; None if this actor may not read it."""
    found = Entry.objects.visible_to(actor).filter(person_id=person_id, root_id=root_id, amended_by=None)
    return found.first()


def waiting_about(actor: Actor, *, person_id: UUID, root_id: UUID) -> QuerySet[CorrectionRequest]:
    """What was asked about one entry and is not answered yet."""
    asked = CorrectionRequest.objects.visible_to(actor).filter(person_id=person_id, root_id=root_id)
    return asked.filter(~Exists(CorrectionAnswer.objects.visible_to(actor).filter(request=OuterRef("pk"))))


def answers_to(actor: Actor, *, request: CorrectionRequest) -> QuerySet[CorrectionAnswer]:
    """The answer, if there is one."""
    return CorrectionAnswer.objects.visible_to(actor).filter(request=request)


def clock_of(request: CorrectionRequest) -> Clock:
    """The promise to answer."""
    return Clock.objects.get(definition=CORRECTION, subject_id=request.pk)


def who_answers(request: CorrectionRequest) -> UUID | None:
    """Whoever the promise is owed by: the holder, whoever that is now. None also if that may not be known."""
    clocks = Clock.objects.filter(definition=CORRECTION, subject_id=request.pk)
    return clocks.values_list("owner_id", flat=True).first()


def corrections_of(actor: Actor, *, person_id: UUID) -> list[Asked]:
    """What this person asked to have put right, the newest first (100 at most)."""
    asked = CorrectionRequest.objects.visible_to(actor).filter(person_id=person_id)
    return _whole(actor, asked.order_by("-asked_at"))


def corrections_to_answer(actor: Actor) -> list[Asked]:
    """What waits and this worker may answer, the first due first: as whoever is to, as its author, or leading."""
    answered = CorrectionAnswer.objects.visible_to(actor).filter(request=OuterRef("pk"))
    waiting = CorrectionRequest.objects.visible_to(actor).filter(~Exists(answered)).order_by("asked_at")
    if actor.may("holding.move"):
        return _whole(actor, waiting)
    return [one for one in _whole(actor, waiting) if actor.membership_id in _who_may(one)]


def correction(actor: Actor, *, request_id: UUID) -> Asked | None:
    """One correction; None if this actor may not know of it."""
    return next(iter(_whole(actor, CorrectionRequest.objects.visible_to(actor).filter(pk=request_id))), None)


def _who_may(asked: Asked) -> tuple[UUID | None, UUID | None]:
    owner: UUID | None = asked.request.owner_id  # type: ignore[attr-defined]  # annotated below
    return owner, asked.entry.author_id if asked.entry else None


def _whole(actor: Actor, asked: QuerySet[CorrectionRequest]) -> list[Asked]:
    clocks = Clock.objects.filter(definition=CORRECTION, subject_id=OuterRef("pk"))
    rows = list(
        asked.select_related("person", "written_by__worker").annotate(
            owner_id=Subquery(clocks.values("owner_id")), due_at=Subquery(clocks.values("due_at"))
        )[:MOST]
    )
    found = CorrectionAnswer.objects.visible_to(actor).filter(request__in=rows)
    answers = {answer.request_id: answer for answer in found}
    names = Membership.objects.select_related("worker").in_bulk([row.owner_id for row in rows if row.owner_id])
    read = Entry.objects.visible_to(actor).filter(
        person_id__in={row.person_id for row in rows}, root_id__in=[row.root_id for row in rows], amended_by=None
    )
    entries = {entry.root_id: entry for entry in read}
    return [
        Asked(
            row,
            row.due_at,
            names[row.owner_id].worker.name if row.owner_id in names else "",
            answers.get(row.pk),
            entries.get(row.root_id),
        )
        for row in rows
    ]
