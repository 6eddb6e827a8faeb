"""Opening somebody's record."""

from datetime import datetime

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor, ActorKind
from hearth.core.ids import new_id
from hearth.people.models import Person
from hearth.sharing import permissions
from hearth.sharing.models import Look

SUPPORTER = "someone you let in"


@action
def open_record(actor: Actor, /, *, person: Person, what: str, reason: str, at: datetime) -> None:
    """Opening somebody's record leaves a trace that the person reads. Their own look leaves only an audit line."""
    permissions.check_open_record(actor, person=person)
    is_worker = actor.kind is ActorKind.WORKER
    if is_worker or (actor.kind is ActorKind.PERSON and actor.person_id != person.id):
        Look(
            id=new_id(),
            person=person,
            at=at,
            membership_id=actor.membership_id,
            supporter_id=actor.person_id,
            name=actor.name,
            role_words=actor.role_words if is_worker else SUPPORTER,
            organisation_name=actor.organisation_name,
            what=what,
            reason=reason,
        ).save(force_insert=True)
    audit.record(actor, "sharing.record_opened", subject=person, person_id=person.id, at=at, detail={"what": what})
