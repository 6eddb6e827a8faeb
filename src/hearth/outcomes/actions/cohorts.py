"""Groups that are counted together, formed before anybody looks at their figures; and kinds of support."""

from datetime import date, datetime

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.ids import new_id
from hearth.organisations.models import Hub
from hearth.outcomes import permissions
from hearth.outcomes.codes import SupportKind
from hearth.outcomes.figures import Period
from hearth.outcomes.models import Cohort, CohortMember, Support
from hearth.people.models import Person


@action
def form_cohort(actor: Actor, /, *, code: str, name: str, hub: Hub | None, period: Period, at: datetime) -> Cohort:
    """Name a group and the days it covers. Raises NotPermitted for anyone but Hearth itself."""
    permissions.check_count(actor)
    cohort = Cohort(id=new_id(), code=code, name=name, hub=hub, formed_at=at)
    cohort.first_on, cohort.last_on = period.first, period.last
    cohort.save(force_insert=True)
    audit.record(actor, "outcomes.cohort_formed", subject=cohort, at=at)
    return cohort


@action
def add_to_cohort(actor: Actor, /, *, cohort: Cohort, person: Person, at: datetime) -> CohortMember:
    """Count somebody with a group. Raises NotPermitted for anyone but Hearth itself."""
    permissions.check_count(actor)
    member = CohortMember(id=new_id(), cohort=cohort, person=person, added_at=at)
    member.save(force_insert=True)
    audit.record(actor, "outcomes.cohort_joined", subject=member, at=at)
    return member


@action
def note_support(actor: Actor, /, *, person: Person, kind: SupportKind, since: date, at: datetime) -> Support:
    """Somebody has had this kind of support since a day; noted again, the first day stands.

    Raises NotPermitted.
    """
    mine = None if actor.kind == "system" else permissions.check_measure_with(actor, person=person)
    there = Support.objects.visible_to(actor).filter(person=person, kind=kind).first()
    if there is not None:
        audit.record(actor, "outcomes.support_known", subject=there, at=at)
        return there
    support = Support(id=new_id(), person=person, kind=kind, since_on=since, noted_by_id=mine, noted_at=at)
    support.save(force_insert=True)
    audit.record(actor, "outcomes.support_noted", subject=support, at=at, detail={"kind": kind})
    return support
