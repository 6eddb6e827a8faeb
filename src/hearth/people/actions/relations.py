"""The people in somebody's life, and whom never to contact. Who no longer is stays as somebody who was."""

from dataclasses import asdict
from datetime import datetime

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.clocks import day_of
from hearth.core.errors import NotPossible
from hearth.people import permissions, rules
from hearth.people.actions.versions import GONE_MEANWHILE
from hearth.people.details import RelationDetails
from hearth.people.models import Person, Relation


@action
def add_relation(actor: Actor, /, *, person: Person, relation: RelationDetails, at: datetime) -> Relation:
    """Somebody in their life. Raises NotPermitted, or NotPossible if they are both to be rung and never to be."""
    permissions.check_knows_identity(actor, person=person)
    rules.check_relation(relation)
    added = Relation(person=person, **asdict(relation))
    Relation.objects.bulk_create([added])
    audit.record(actor, "people.relation_added", subject=added, at=at)
    return added


@action
def replace_relation(actor: Actor, /, *, relation: Relation, told: RelationDetails, at: datetime) -> Relation:
    """It is different from now on. Raises NotPermitted, or NotPossible, also if somebody changed it first."""
    permissions.check_knows_identity(actor, person=relation.person)
    rules.check_relation(told)
    _end(actor, relation, at)
    added = Relation(person=relation.person, related_person_id=relation.related_person_id, **asdict(told))
    Relation.objects.bulk_create([added])
    audit.record(actor, "people.relation_replaced", subject=added, at=at)
    return added


@action
def end_relation(actor: Actor, /, *, relation: Relation, at: datetime) -> None:
    """They are no longer in this person's life. Raises NotPermitted, or NotPossible if somebody changed it first."""
    permissions.check_knows_identity(actor, person=relation.person)
    _end(actor, relation, at)
    audit.record(actor, "people.relation_ended", subject=relation, at=at)


def _end(actor: Actor, relation: Relation, at: datetime) -> None:
    live = Relation.objects.visible_to(actor).filter(pk=relation.pk, until_on=None)
    if not live.update(until_on=day_of(at)):
        raise NotPossible(GONE_MEANWHILE)
