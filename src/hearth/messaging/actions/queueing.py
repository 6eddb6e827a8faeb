"""Writing down what is to be told, once, in the transaction in which it came true."""

from datetime import datetime
from functools import partial
from uuid import UUID

from procrastinate.contrib.django import app

from hearth.core import audit, doors, jobs
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.ids import new_id
from hearth.core.inserting import insert_all
from hearth.messaging import queries, rules
from hearth.messaging.codes import AddresseeKind, MessageState
from hearth.messaging.models import Message, MessageEvent
from hearth.messaging.rules import Addressee, Wording


@action
def queue_message(
    actor: Actor,
    /,
    *,
    to: Addressee,
    about: UUID | None,
    wording: Wording,
    key: str,
    subject: tuple[str, UUID],
    at: datetime,
    good_until_at: datetime | None = None,
) -> Message:
    """Keep what is to be told; it leaves after this transaction, if it still may then.

    Whoever may do what it tells of may have it told, so no permission is asked. `about` is the person it is about,
    `subject` what it is about, as ("Referral", id). From `good_until_at` on it is not sent any more. The same `key`
    again changes nothing and gives the first back.
    Raises ValueError, a mistake of the code that calls, for words to the person that would tell a stranger of us.
    """
    told = rules.tidy(wording)
    if to.kind == AddresseeKind.PERSON:
        rules.check_neutral(told, may_be_plain=partial(queries.may_be_plain, about))
    message = _message(to, about, told, key, subject, at)
    message.good_until_at = good_until_at
    earlier = _earlier(key)
    if earlier is not None:
        message.pk = earlier
    else:
        event = MessageEvent(id=new_id(), message=message, person_id=about, state=MessageState.WAITING, at=at)
        insert_all([message], [event])
        app.configure_task(queries.SENDING_JOB, queue=jobs.ORDINARY).defer(message_id=str(message.pk))
    detail = {"to": to.kind, "again": earlier is not None}
    audit.record(actor, "messaging.message_queued", subject=message, person_id=about, at=at, detail=detail)
    return message


def _message(
    to: Addressee, about: UUID | None, told: Wording, key: str, subject: tuple[str, UUID], at: datetime
) -> Message:
    return Message(
        id=new_id(),
        person_id=about,
        to_kind=to.kind,
        address=to.address,
        membership_id=to.membership_id,
        subject_line=told.subject[:200],
        body=told.body,
        key=key,
        subject_type=subject[0],
        subject_id=subject[1],
        queued_at=at,
        not_before_at=at,
    )


def _earlier(key: str) -> UUID | None:
    """The message kept under this key already. Whoever asks for the same key at the same moment waits here."""
    found: UUID | None = doors.answer("SELECT messaging_kept_as(%s)", key)
    return found
