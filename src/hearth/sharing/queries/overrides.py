"""Reading overrides: the one that is open, those a person is told of, those a guardian looks at."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from hearth.core import doors
from hearth.core.actor import Actor
from hearth.core.clocks import day_of, definition, due_after
from hearth.core.scope import current_scope
from hearth.people.models import Person
from hearth.sharing.models import BreakGlass

REVIEW = "break-glass-review"


@dataclass(frozen=True, slots=True)
class ToReview:
    """An override a guardian has yet to look at, or has: whose record, who opened it, and by when it is due."""

    override: BreakGlass
    known_as: str
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Told:
    """An override as the person is told of it, and by when a guardian looks at it."""

    override: BreakGlass
    due_at: datetime


@dataclass(frozen=True, slots=True)
class StillOpen:
    """The acting worker's own override while it lasts: until when, and how many whole minutes that is from now."""

    until_at: datetime
    minutes_left: int
    opens_hidden: bool


def open_overrides(actor: Actor, *, person_id: UUID) -> QuerySet[BreakGlass]:
    """The acting worker's own overrides of this record that are open now, the widest first."""
    at = current_scope().at
    mine = BreakGlass.objects.visible_to(actor).filter(person_id=person_id, membership=actor.membership_id)
    return mine.filter(opened_at__lte=at, until_at__gt=at).order_by("-opens_hidden", "-until_at")


def open_override(actor: Actor, *, person_id: UUID) -> BreakGlass | None:
    """The widest of them: the banner on every page about the person."""
    return open_overrides(actor, person_id=person_id).first()


def still_open(override: BreakGlass | None) -> StillOpen | None:
    """What the banner says of an open override; None for none."""
    if override is None:
        return None
    left = override.until_at - current_scope().at
    return StillOpen(override.until_at, int(left.total_seconds() // 60), override.opens_hidden)


def overrides_told(actor: Actor, *, person: Person) -> list[Told]:
    """Overrides of this record, newest first, for the person's own page: never one they are not told of."""
    told = BreakGlass.objects.visible_to(actor).filter(person=person, not_told_because="").order_by("-opened_at")
    told = told.select_related("membership__worker", "membership__organisation")
    return [Told(one, review_due_at(one)) for one in told]


def overrides_to_review(actor: Actor) -> list[ToReview]:
    """Every override no guardian has closed yet, the earliest due first. Raises NotPermitted for anyone else."""
    actor.check("break_glass.review")
    waiting = BreakGlass.objects.visible_to(actor).filter(reviewed_at=None).order_by("opened_at")
    waiting = waiting.select_related("membership__worker", "membership__organisation")
    names = _names_under_review()
    return [ToReview(one, names.get(one.person_id, ""), review_due_at(one)) for one in waiting]


def override_under_review(actor: Actor, *, override_id: UUID) -> ToReview | None:
    """One override with the name of whose record it was, for the guardian. Raises NotPermitted for anyone else."""
    actor.check("break_glass.review")
    override = (
        BreakGlass.objects.visible_to(actor)
        .filter(id=override_id)
        .select_related("membership__worker", "membership__organisation", "reviewed_by__worker")
        .first()
    )
    if override is None:
        return None
    return ToReview(override, _names_under_review().get(override.person_id, ""), review_due_at(override))


def review_due_at(override: BreakGlass) -> datetime:
    """By when a guardian has looked at this override, as the clock of that name says."""
    clock = definition(REVIEW, on=day_of(override.opened_at))
    return due_after(override.opened_at, unit=clock.unit, count=clock.target)


def _names_under_review() -> dict[UUID, str]:
    return dict(doors.rows("SELECT person_id, known_as FROM sharing_names_under_review()"))
