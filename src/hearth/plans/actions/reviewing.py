"""Looking at a plan again sooner, because something happened."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef

from hearth.core import audit, clocks
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.clocks import day_of
from hearth.core.errors import NotPossible
from hearth.core.ids import new_id
from hearth.core.models import Clock
from hearth.people.models import Person
from hearth.plans import permissions
from hearth.plans.actions.signing import holder_of
from hearth.plans.codes import AFTER_CLOCK, REVIEW_CLOCK, Happened
from hearth.plans.models import ReviewCause
from hearth.record import actions as record
from hearth.record.codes import EntryKind
from hearth.record.models import Entry

LOOKED_BACK = timedelta(days=14)
MOST_AT_ONCE = 500


@action
def note_happened(
    actor: Actor, /, *, person: Person, happened: Happened, happened_on: date, at: datetime
) -> ReviewCause:
    """Something happened after which the plan is looked at again within a week (default).

    Raises NotPermitted, or NotPossible for a day that has not come.
    """
    membership_id = permissions.check_write_plan(actor, person_id=person.pk)
    if happened_on > day_of(at):
        raise NotPossible("That day has not come yet. When was it?")
    cause = _cause(person.pk, happened, happened_on, at, told_by=membership_id)
    audit.record(actor, "plans.something_happened", subject=cause, at=at, detail={"happened": str(happened)})
    record.write_entry(
        actor,
        person=person,
        kind=EntryKind.PLAN_CHANGE,
        title="My plan",
        body="Something has changed. The plan is looked at again soon.",
        occurred_at=at,
        at=at,
        subject=("ReviewCause", cause.pk),
    )
    return cause


@action
def notice_crises(actor: Actor, /, *, at: datetime) -> int:
    """A crisis in the journey of somebody with a plan, wherever it was written: the plan is looked at again.

    Returns how many were noticed. Raises NotPermitted for anyone but Hearth itself.
    """
    permissions.check_hearth_itself(actor)
    noticed = ReviewCause.objects.filter(entry_id=OuterRef("root_id"))
    has_a_plan = Clock.objects.filter(person_id=OuterRef("person_id"), definition=REVIEW_CLOCK)
    crises = Entry.objects.filter(
        ~Exists(noticed), Exists(has_a_plan), kind=EntryKind.CRISIS, amended_by=None, occurred_at__gte=at - LOOKED_BACK
    ).exclude(status="entered-in-error")
    found = list(crises.order_by("occurred_at")[:MOST_AT_ONCE])
    for entry in found:
        day = day_of(entry.occurred_at)
        _cause(entry.person_id, Happened.CRISIS, day, at, entry_id=entry.root_id)
    audit.record(actor, "plans.crises_noticed", subject=audit.Whole("crises"), at=at, detail={"noticed": len(found)})
    return len(found)


def _cause(
    person_id: UUID,
    happened: Happened,
    on: date,
    at: datetime,
    *,
    told_by: UUID | None = None,
    entry_id: UUID | None = None,
) -> ReviewCause:
    cause = ReviewCause(
        id=new_id(),
        person_id=person_id,
        happened=happened,
        happened_on=on,
        entry_id=entry_id,
        told_by_id=told_by,
        noted_at=at,
    )
    cause.save(force_insert=True)
    if not Clock.objects.filter(person_id=person_id, definition=AFTER_CLOCK, stopped_at=None).exists():
        clocks.start_clock(
            code=AFTER_CLOCK,
            person_id=person_id,
            subject_type="ReviewCause",
            subject_id=cause.pk,
            owner_id=holder_of(Person(pk=person_id)),
            at=at,
        )
    return cause
