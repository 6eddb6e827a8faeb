"""Opening somebody's record."""

from datetime import datetime

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor, ActorKind
from hearth.core.ids import new_id
from hearth.core.inserting import insert_all
from hearth.people.models import Person
from hearth.sharing import permissions
from hearth.sharing.models import Look

SUPPORTER = "someone you let in"


@action
def open_record(actor: Actor, /, *, person: Person, what: str, reason: str, at: datetime) -> None:
    """Opening somebody's record leaves a trace that the person reads. Their own look leaves only an audit line."""
    permissions.check_open_record(actor, person=person)
    insert_all(_looks(actor, [person], what, reason, at))
    audit.record(actor, "sharing.record_opened", subject=person, person_id=person.id, at=at, detail={"what": what})


@action
def show_finds(actor: Actor, /, *, people: list[Person], at: datetime) -> None:
    """A search shows words of these people, each of whom reads that it did. The words looked for are kept nowhere.

    Raises NotPermitted.
    """
    for person in people:
        permissions.check_open_record(actor, person=person)
    insert_all(_looks(actor, people, "search", "searching for words", at))
    whose = [str(person.pk) for person in people]
    audit.record(actor, "sharing.finds_shown", subject=audit.Whole("a search"), at=at, detail={"people": whose})


@action
def take_along(actor: Actor, /, *, people: list[Person], what: str, reason: str, at: datetime) -> None:
    """Something of each of these people goes along with the actor, to be read later: each reads that it did.

    Raises NotPermitted.
    """
    for person in people:
        permissions.check_open_record(actor, person=person)
    insert_all(_looks(actor, people, what, reason, at))
    whose = [str(person.pk) for person in people]
    audit.record(
        actor, "sharing.taken_along", subject=audit.Whole("a pack"), at=at, detail={"people": whose, "what": what}
    )


def _looks(actor: Actor, people: list[Person], what: str, reason: str, at: datetime) -> list[Look]:
    is_worker = actor.kind is ActorKind.WORKER
    of_others = [person for person in people if is_worker or actor.person_id != person.id]
    if actor.kind not in {ActorKind.WORKER, ActorKind.PERSON}:
        return []
    return [
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
        )
        for person in of_others
    ]
