"""Who may say something, who answers for it, and who tells everybody."""

from uuid import UUID

from hearth.core.actor import Actor, ActorKind
from hearth.core.errors import NotPermitted
from hearth.outcomes.models import Feedback
from hearth.sharing.permissions import check_act_for

ANSWER = "feedback.answer"


def check_say(actor: Actor) -> None:
    """Anybody: the public, the person as themselves, a worker who writes down what they were told.

    Raises NotPermitted for Hearth itself, which has nothing to say.
    """
    if actor.kind is ActorKind.SYSTEM:
        raise NotPermitted("feedback.say")


def check_say_for(actor: Actor, *, person_id: UUID) -> UUID:
    """Whoever acts for this person: who they are. Raises NotPermitted."""
    check_act_for(actor, person_id=person_id)
    if actor.person_id is None:
        raise NotPermitted("feedback.say_for")
    return actor.person_id


def check_answer(actor: Actor) -> UUID:
    """A role that answers for what people say of us: as which they do. Raises NotPermitted.

    That they may read this piece of it is asked before, by finding it.
    """
    actor.check(ANSWER)
    if actor.membership_id is None:
        raise NotPermitted(ANSWER)
    return actor.membership_id


def check_come_back(actor: Actor, *, feedback: Feedback) -> None:
    """Only whoever said it, signed in as themselves. Raises NotPermitted."""
    if actor.kind is not ActorKind.PERSON or actor.person_id is None or actor.person_id != feedback.person_id:
        raise NotPermitted("feedback.come_back")


def check_remind(actor: Actor) -> None:
    """Hearth itself. Raises NotPermitted."""
    if actor.kind is not ActorKind.SYSTEM:
        raise NotPermitted("feedback.remind")
