"""Who may make somebody known here, look for them, and change what is known of who they are."""

from hearth.core.actor import Actor, ActorKind
from hearth.core.errors import NotPermitted
from hearth.people.codes import PersonStatus
from hearth.people.models import Circumstances, Person
from hearth.people.rules import AtRest


def check_create_person(actor: Actor) -> None:
    """Anyone may ask for support; a worker's role must carry welcoming or receiving. Raises NotPermitted."""
    if actor.kind is not ActorKind.WORKER:
        return
    if not (actor.may("person.create") or actor.may("referral.receive")):
        raise NotPermitted("person.create")


def check_find_people(actor: Actor) -> None:
    """Only workers whose role carries it, and our own jobs. Raises NotPermitted."""
    if actor.kind is not ActorKind.SYSTEM:
        actor.check("person.find")


def check_change_identity(actor: Actor, *, person: Person) -> None:
    """As for knowing who they are; and they live. Raises NotPermitted, or AtRest for somebody who has died."""
    check_knows_identity(actor, person=person)
    if person.status == PersonStatus.DIED:
        raise AtRest


def check_knows_identity(actor: Actor, *, person: Person) -> None:
    """The person themselves, or a worker whose role carries it and who may know everything. Raises NotPermitted."""
    if actor.kind is ActorKind.SYSTEM or (actor.kind is ActorKind.PERSON and actor.person_id == person.id):
        return
    actor.check("person.edit")
    if not Circumstances.objects.visible_to(actor).filter(person=person).exists():
        raise NotPermitted("person.edit")


def check_link(actor: Actor) -> None:
    """Only our own nightly job: it looks at everybody and shows nobody. Raises NotPermitted."""
    if actor.kind is not ActorKind.SYSTEM:
        raise NotPermitted("people.link")
