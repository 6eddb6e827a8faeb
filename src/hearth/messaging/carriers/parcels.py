"""What is given to a carrier, and what comes back."""

from dataclasses import dataclass
from uuid import UUID

from hearth.messaging.codes import MessageState


@dataclass(frozen=True, slots=True)
class Parcel:
    """One message on its way. `tried_before` is whether it may already have left; `letter` is its PDF, if it is one."""

    message_id: UUID
    to_person: bool
    channel: str
    route: str
    subject: str
    body: str
    tried_before: bool
    letter: bytes = b""


@dataclass(frozen=True, slots=True)
class Outcome:
    """SENT, or UNDELIVERED for good, or WAITING to be tried again; and the carrier's own name for it, if it has one."""

    state: MessageState
    words: str = ""
    provider_id: str = ""


def sent(provider_id: str = "") -> Outcome:
    """The carrier took it."""
    return Outcome(MessageState.SENT, provider_id=provider_id)


def refused(words: str) -> Outcome:
    """It will never get there this way."""
    return Outcome(MessageState.UNDELIVERED, words)


def try_again(words: str) -> Outcome:
    """Not now. It may go later."""
    return Outcome(MessageState.WAITING, words)
