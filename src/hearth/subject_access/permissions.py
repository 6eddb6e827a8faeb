"""Who may ask, make sure who it is, read through, decide, and give."""

from uuid import UUID

from hearth.core.actor import Actor, ActorKind
from hearth.core.errors import NotPermitted
from hearth.people.models import Person
from hearth.subject_access.codes import Reason
from hearth.subject_access.models import AccessItem, AccessPart, AccessRequest

ANSWER = "record.give"
HARM = "record.harm"


def check_ask(actor: Actor, *, person: Person) -> None:
    """The person themselves; a worker writes it down for anybody they know, a guardian for anybody. NotPermitted."""
    if actor.kind is ActorKind.PERSON and actor.person_id == person.pk:
        return
    if not (actor.may("record.read") or actor.may(ANSWER)):
        raise NotPermitted("record.ask")


def check_make_sure(actor: Actor) -> None:
    """Workers who may read records, and guardians. Raises NotPermitted."""
    if not (actor.may("record.read") or actor.may(ANSWER)):
        raise NotPermitted("record.ask")


def check_withdraw(actor: Actor, *, request: AccessRequest) -> None:
    """The person themselves, or whoever answers them. Raises NotPermitted."""
    if not (actor.kind is ActorKind.PERSON and actor.person_id == request.person_id):
        check_answer(actor, request=request)


def check_take_on(actor: Actor) -> None:
    """Guardians. Raises NotPermitted."""
    actor.check(ANSWER)


def check_answer(actor: Actor, *, request: AccessRequest) -> None:
    """The guardian who answers this person. Raises NotPermitted."""
    actor.check(ANSWER)
    if request.answers_id != actor.membership_id:
        raise NotPermitted(ANSWER)


def check_review_part(actor: Actor, *, part: AccessPart) -> None:
    """Whoever was named for this part. Raises NotPermitted."""
    if actor.membership_id is None or part.reviewer_id != actor.membership_id:
        raise NotPermitted("record.review")


def check_decide_item(actor: Actor, *, item: AccessItem, asked: bool, reason: str) -> None:
    """Whoever reads the part, or was asked about the item; harm is for a health professional. Raises NotPermitted."""
    if not asked:
        check_review_part(actor, part=item.part)
    if reason == Reason.SERIOUS_HARM:
        actor.check(HARM)


def by_name(actor: Actor) -> UUID:
    """The membership that acts. Raises NotPermitted for anybody who does not work here."""
    if actor.membership_id is None:
        raise NotPermitted("record.by_name")
    return actor.membership_id


def check_hearth_itself(actor: Actor) -> None:
    """Our own jobs. Raises NotPermitted."""
    if actor.kind is not ActorKind.SYSTEM:
        raise NotPermitted("subject_access.hearth")
