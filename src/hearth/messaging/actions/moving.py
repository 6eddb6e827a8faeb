"""One step of a message: the row says where it stands, the events how it came there."""

from datetime import datetime
from typing import Any

from hearth.core import audit
from hearth.core.actor import Actor
from hearth.core.ids import new_id
from hearth.messaging.codes import MessageState
from hearth.messaging.models import Message, MessageEvent

CHANGES = ("state", "not_before_at", "channel", "route", "attempts", "claimed_at", "provider_id")


def move(actor: Actor, message: Message, state: MessageState, *, at: datetime, words: str = "", **changed: Any) -> None:
    """Write where the message stands now and why. Waiting on for the same reason is not said twice."""
    same = (message.state, _last_words(actor, message)) == (state, words) and state == MessageState.WAITING
    message.state, message.claimed_at = state, None
    for name, value in changed.items():
        setattr(message, name, value)
    message.save(update_fields=CHANGES)
    if not same:
        MessageEvent(
            id=new_id(),
            message=message,
            person_id=message.person_id,
            state=state,
            words=words,
            at=at,
            by_id=actor.membership_id,
        ).save(force_insert=True)
    detail = {"state": state, "channel": message.channel}
    audit.record(actor, "messaging.message_moved", subject=message, at=at, detail=detail)


def _last_words(actor: Actor, message: Message) -> str:
    last = MessageEvent.objects.visible_to(actor).filter(message=message).order_by("-at", "-id").first()
    return last.words if last else ""
