"""Who may decide for somebody by law, and what of it was checked."""

from dataclasses import dataclass
from datetime import date, datetime

from hearth.core.actor import Actor
from hearth.core.clocks import day_of
from hearth.people.models import Person, Relation
from hearth.sharing.codes import Covers, DeciderKind
from hearth.sharing.decider_models import DeciderCheck, LegalDecider
from hearth.sharing.decider_rules import Stands, stands


@dataclass(frozen=True, slots=True)
class Decides:
    """Somebody who may decide by law, the newest check, and where that leaves them today."""

    decider: LegalDecider
    check: DeciderCheck | None
    stands: Stands

    @property
    def in_force(self) -> bool:
        """Whether they may decide today: it was checked, and is not due to be looked at again."""
        return self.stands is Stands.IN_FORCE

    @property
    def about_care(self) -> bool:
        """Whether they may decide about care and who may know, and not about money alone."""
        return self.decider.covers == Covers.CARE

    @property
    def until_on(self) -> date | None:
        """The day on which it is looked at again."""
        return self.check.review_on if self.check else None


def deciders(actor: Actor, *, person: Person, at: datetime) -> list[Decides]:
    """Everybody we were told of who may decide for this person by law, by name; with where each stands."""
    told = LegalDecider.objects.visible_to(actor).filter(person=person).select_related("noted_by__worker")
    rows = list(told.order_by("name", "told_at"))
    if not rows:
        return []
    made = DeciderCheck.objects.visible_to(actor).filter(person=person).select_related("checked_by__worker")
    newest = {one.decider_id: one for one in made.order_by("checked_at", "id")}
    return [_stands(one, newest.get(one.pk), day_of(at)) for one in rows]


def decides_about_care(actor: Actor, *, person: Person, at: datetime) -> bool:
    """Whether anybody who may decide about their care and who may know was checked and is in force."""
    return any(one.in_force and one.about_care for one in deciders(actor, person=person, at=at))


def could_decide(actor: Actor, *, person: Person) -> list[Relation]:
    """Those in their life of whom we could be told, whether they have a page here or not; by name."""
    there = Relation.objects.visible_to(actor).filter(person=person, until_on=None)
    return list(there.order_by("name", "id"))


def in_force(actor: Actor, *, relation: Relation, kind: DeciderKind, at: datetime) -> Decides | None:
    """What this one may decide about care by this law, if it is in force."""
    found = deciders(actor, person=relation.person, at=at)
    theirs = (one for one in found if one.decider.relation_id == relation.pk and one.decider.kind == kind)
    return next((one for one in theirs if one.in_force and one.about_care), None)


def _stands(decider: LegalDecider, check: DeciderCheck | None, on: date) -> Decides:
    holds, review_on = (check.in_force, check.review_on) if check else (None, None)
    return Decides(decider, check, stands(in_force=holds, review_on=review_on, on=on))
