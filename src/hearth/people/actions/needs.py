"""What must be there before the first contact: languages, ways to communicate, adjustments."""

from dataclasses import asdict
from datetime import datetime

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.clocks import day_of
from hearth.core.errors import NotPossible
from hearth.people import permissions, rules
from hearth.people.actions.versions import GONE_MEANWHILE
from hearth.people.details import NeedDetails
from hearth.people.models import Need, Person


@action
def add_need(actor: Actor, /, *, person: Person, need: NeedDetails, at: datetime) -> Need:
    """Something that makes it easier for them. Raises NotPermitted, or NotPossible if it says nothing."""
    permissions.check_change_identity(actor, person=person)
    rules.check_has_words(need.words)
    added = Need(person=person, **asdict(need))
    Need.objects.bulk_create([added])
    audit.record(actor, "people.need_added", subject=added, at=at, detail={"kind": need.kind})
    return added


@action
def end_need(actor: Actor, /, *, need: Need, at: datetime) -> None:
    """They do not need this any more. Raises NotPermitted, or NotPossible if somebody said so first."""
    permissions.check_change_identity(actor, person=need.person)
    live = Need.objects.visible_to(actor).filter(pk=need.pk, until_on=None)
    if not live.update(until_on=day_of(at)):
        raise NotPossible(GONE_MEANWHILE)
    audit.record(actor, "people.need_ended", subject=need, at=at)
