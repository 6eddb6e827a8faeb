"""Sending: decided and taken in hand in one transaction, carried outside any, noted in another."""

from datetime import datetime, timedelta

from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.installation import is_demonstration
from hearth.messaging import letters, links, permissions, post, queries
from hearth.messaging.actions.moving import move
from hearth.messaging.carriers.parcels import Outcome, Parcel
from hearth.messaging.codes import BY_ADDRESS, AddresseeKind, Channel, MessageState
from hearth.messaging.decision import Decision, decide
from hearth.messaging.models import Message

MOST_ATTEMPTS = 12
LONGEST_WAIT_MINUTES = 60
GAVE_UP = "It was tried {} times. Nobody took it."
IN_A_DEMONSTRATION = "Kept in the post box of the demonstration. Nothing left this machine."
TELL_THEM = "It could not be delivered, so somebody needs to tell them."
MAY_HAVE_LEFT = " It may have left already."


@action
def take_up_message(actor: Actor, /, *, message: Message, at: datetime) -> Parcel | None:
    """Decide about a message by what is true now. A parcel is to be carried at once, outside this transaction; None
    means it goes otherwise, later, or not at all, and says so. The caller holds the row's lock.

    Raises NotPermitted for anyone but Hearth itself.
    """
    permissions.check_hearth_itself(actor)
    decision = decide(queries.facts_of(actor, message=message, at=at))
    if decision.state != MessageState.SENDING:
        _leave(actor, message, decision, at)
        return None
    way = {"channel": decision.channel, "route": decision.route}
    if decision.channel == Channel.LETTER and not post.posts_by_notify():
        move(actor, message, MessageState.TO_PRINT, at=at, **way)
        return None
    if is_demonstration():
        move(actor, message, MessageState.SENT, at=at, words=IN_A_DEMONSTRATION, **way)
        return None
    tried_before = message.attempts > 0
    move(actor, message, MessageState.SENDING, at=at, claimed_at=at, attempts=message.attempts + 1, **way)
    return parcel_of(actor, message, tried_before=tried_before, at=at)


@action
def note_outcome(actor: Actor, /, *, message: Message, outcome: Outcome, at: datetime) -> None:
    """Write down what the carrier said. What it could not take now is tried again, later each time, up to twelve times.

    A message to the person that cannot be delivered becomes something for a human to tell them.
    """
    permissions.check_hearth_itself(actor)
    state, words = outcome.state, outcome.words
    if state == MessageState.WAITING and message.attempts >= MOST_ATTEMPTS:
        state, words = MessageState.UNDELIVERED, GAVE_UP.format(message.attempts)
    if state == MessageState.WAITING:
        move(actor, message, state, at=at, words=words, not_before_at=at + _pause(message.attempts))
        return
    move(actor, message, state, at=at, words=words, provider_id=outcome.provider_id or message.provider_id)
    if state == MessageState.UNDELIVERED and message.to_kind == AddresseeKind.PERSON:
        move(actor, message, MessageState.TO_TELL, at=at, words=TELL_THEM)


def parcel_of(actor: Actor, message: Message, *, tried_before: bool, at: datetime) -> Parcel:
    """The message as it is given to a carrier. Whoever is written to at an address is told how to stop it."""
    is_letter = message.channel == Channel.LETTER
    body = message.body
    if message.to_kind in BY_ADDRESS:
        body += f"\n\nTo stop these e-mails: {links.way_out(message.pk)}"
    return Parcel(
        message_id=message.pk,
        to_person=message.to_kind == AddresseeKind.PERSON,
        channel=message.channel,
        route=message.route,
        subject=message.subject_line,
        body=body,
        tried_before=tried_before,
        letter=letter_of(actor, message, at=at) if is_letter else b"",
    )


def letter_of(actor: Actor, message: Message, *, at: datetime) -> bytes:
    """The message as a PDF to the place it was decided to go to."""
    name = queries.name_on_the_envelope(actor, message=message)
    return letters.pdf(name=name, address=message.route, body=message.body, at=at)


def _leave(actor: Actor, message: Message, decision: Decision, at: datetime) -> None:
    words = decision.words
    if message.state == MessageState.SENDING:
        words += MAY_HAVE_LEFT
    until = {"not_before_at": decision.until_at} if decision.until_at else {}
    move(actor, message, decision.state, at=at, words=words, **until)


def _pause(attempts: int) -> timedelta:
    return timedelta(minutes=min(2**attempts, LONGEST_WAIT_MINUTES))
