"""Calling off what waits and is no longer true."""

from datetime import datetime
from uuid import UUID

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.messaging.actions.moving import move
from hearth.messaging.codes import STILL_TO_GO, MessageState
from hearth.messaging.models import Message


@action
def call_off(actor: Actor, /, *, subject: tuple[str, UUID], keys: str, because: str, at: datetime) -> int:
    """What waits because of one thing, and whose key begins with `keys`, is not sent any more, and says why.

    Whoever may undo what it tells of may call it off, so no permission is asked. What has left has left. Returns how
    many were called off; those the actor does not see stay.
    """
    kind, key = subject
    seen = Message.objects.visible_to(actor).select_for_update().filter(subject_type=kind, subject_id=key)
    waiting = [one for one in seen if one.key.startswith(keys) and one.state in STILL_TO_GO]
    for message in waiting:
        move(actor, message, MessageState.NOT_SENT, at=at, words=because)
    audit.record(actor, "messaging.called_off", subject=audit.Whole(key), at=at, detail={"messages": len(waiting)})
    return len(waiting)
