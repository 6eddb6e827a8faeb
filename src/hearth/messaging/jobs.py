"""What messaging does after the answer, and by the clock."""

from uuid import UUID

from django.utils.timezone import now

from hearth.core import jobs
from hearth.core.actor import SYSTEM
from hearth.core.scope import acting_as
from hearth.messaging import actions, carriers, queries
from hearth.messaging.carriers import notify
from hearth.messaging.models import Message


@jobs.job
def send_message(*, message_id: str) -> None:
    """Send one message, if it is due and still may be sent. A second time changes nothing."""
    with acting_as(SYSTEM, at=now()) as scope:
        message = queries.due_message(SYSTEM, message_id=UUID(message_id), at=scope.at)
        parcel = actions.take_up_message(SYSTEM, message=message, at=scope.at) if message else None
    if parcel is None:
        return
    outcome = carriers.carry(parcel)
    with acting_as(SYSTEM, at=now()) as scope:
        message = Message.objects.visible_to(SYSTEM).get(pk=parcel.message_id)
        actions.note_outcome(SYSTEM, message=message, outcome=outcome, at=scope.at)


@jobs.every("* * * * *")
def send_what_is_due() -> None:
    """Every minute: what waited for its hour, for another try, or for a worker that died meanwhile."""
    with acting_as(SYSTEM, at=now()) as scope:
        due = queries.due_messages(SYSTEM, at=scope.at)
        waiting = queries.already_asked_for(due)
        for message_id in due:
            if message_id not in waiting:
                send_message.defer(message_id=str(message_id))


@jobs.every("*/5 * * * *")
def ask_what_became() -> None:
    """Every five minutes: what GOV.UK Notify knows of what it took."""
    with acting_as(SYSTEM, at=now()) as scope:
        given = list(queries.under_way(SYSTEM, at=scope.at).values_list("pk", "provider_id"))
    for message_id, provider_id in given:
        outcome = notify.became(provider_id)
        if outcome is not None:
            with acting_as(SYSTEM, at=now()) as scope:
                message = Message.objects.visible_to(SYSTEM).get(pk=message_id)
                actions.note_outcome(SYSTEM, message=message, outcome=outcome, at=scope.at)
