"""What a human does where no machine can: print, post, and tell somebody in person."""

from datetime import datetime

from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.messaging import permissions, queries, rules
from hearth.messaging.actions.moving import move
from hearth.messaging.actions.sending import letter_of
from hearth.messaging.codes import Channel, MessageState
from hearth.messaging.decision import decide
from hearth.messaging.models import Message


@action
def print_letter(actor: Actor, /, *, message: Message, at: datetime) -> bytes | None:
    """The letter as a PDF, if it may still go to where it was going; None if not, and then it says why.

    Raises NotPermitted, or NotPossible if it is no letter that waits.
    """
    permissions.check_see_to(actor)
    rules.check_waits_for_hands(message.state)
    if not _still_goes(actor, message, at):
        return None
    move(actor, message, MessageState.PRINTED, at=at)
    return letter_of(actor, message, at=at)


@action
def post_letter(actor: Actor, /, *, message: Message, at: datetime) -> bool:
    """Say that the letter is in the post. False if it must not go any more, and then it says why.

    Raises NotPermitted, or NotPossible if it is no letter that waits.
    """
    permissions.check_see_to(actor)
    rules.check_waits_for_hands(message.state)
    goes = _still_goes(actor, message, at)
    if goes:
        move(actor, message, MessageState.POSTED, at=at)
    return goes


@action
def note_told(actor: Actor, /, *, message: Message, how: str, at: datetime) -> None:
    """Say that somebody has told the person what could not be sent, and how.

    Raises NotPermitted, or NotPossible if nothing waits to be told or it does not say how.
    """
    permissions.check_see_to(actor)
    rules.check_telling(message.state, how=how)
    move(actor, message, MessageState.TOLD, at=at, words=how.strip()[:300])


def _still_goes(actor: Actor, message: Message, at: datetime) -> bool:
    """Whether, by what is true now, it goes as a letter to the same place; if not, it is taken back and says why."""
    decision = decide(queries.facts_of(actor, message=message, at=at))
    if decision.state in (MessageState.NOT_SENT, MessageState.TO_TELL):
        move(actor, message, decision.state, at=at, words=decision.words)
        return False
    if (decision.channel, decision.route) == (Channel.LETTER, message.route):
        return True
    move(actor, message, MessageState.WAITING, at=at, words=rules.GOES_ELSEWHERE, not_before_at=at)
    return False
