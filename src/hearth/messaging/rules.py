"""Whom a message is for and what it may say. Neutral by default: whoever looks over a shoulder learns nothing."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from hearth.core.errors import NotPossible
from hearth.messaging.codes import ANY_CHANNEL, BY_ADDRESS, AddresseeKind, Channel, ChoiceKind, MessageState

GOES_ELSEWHERE = "Where they can be reached has changed since, so it is sent again from the start."
# The last part of a link, if it is long and no plain identifier.
SECRET_LINK = re.compile(r"(https?://\S+/)(?![0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}(?![\w-]))[\w:.~=-]{20,}")
# What the person reads in their journey.
CHOICE_WORDS = {
    (ChoiceKind.STOP, ANY_CHANNEL): "Asked us not to write",
    (ChoiceKind.STOP, Channel.TEXT): "Asked us not to send texts",
    (ChoiceKind.STOP, Channel.EMAIL): "Asked us not to send e-mails",
    (ChoiceKind.STOP, Channel.LETTER): "Asked us not to send letters",
    (ChoiceKind.START, ANY_CHANNEL): "Said we may write again",
    (ChoiceKind.START, Channel.TEXT): "Said we may send texts again",
    (ChoiceKind.START, Channel.EMAIL): "Said we may send e-mails again",
    (ChoiceKind.START, Channel.LETTER): "Said we may send letters again",
    (ChoiceKind.PLAIN, ANY_CHANNEL): "Said messages may say who we are",
    (ChoiceKind.NEUTRAL, ANY_CHANNEL): "Asked that messages say nothing of us",
}

# What would tell a stranger who reads a lock screen or an envelope what this is about (DOMAIN 4.7).
TELLTALE = re.compile(
    r"\b(mental|psych\w*|therap\w*|counsel\w*|cris[ie]s|suicid\w*|self.harm\w*|depress\w*|anxi\w*|trauma\w*|addict\w*|"
    r"drugs?|alcohol\w*|detox\w*|recovery|wellbeing|well-being|hubs?|hearth|clinic\w*|nurse\w*|doctor\w*|nhs|"
    r"referr\w*|services?|patients?|diagnos\w*|medicat\w*|ward|section(ed)?|safeguard\w*|support worker)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Addressee:
    """Whom a message is for. Made by `the_person`, `by_email` and `worker`."""

    kind: AddresseeKind
    address: str = ""
    membership_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Wording:
    """A message in plain text, written by the package that has something to say."""

    subject: str
    body: str


def the_person() -> Addressee:
    """The person it is about. How it reaches them is decided at the instant of sending, by what is safe then."""
    return Addressee(AddresseeKind.PERSON)


def by_email(kind: AddresseeKind, address: str) -> Addressee:
    """Whoever asked, or a partner, by the e-mail address they gave. Raises NotPossible if it is none."""
    if kind not in BY_ADDRESS:
        raise ValueError(f"{kind} is not written to by an address")
    try:
        validate_email(address.strip())
    except ValidationError as problem:
        raise NotPossible("That does not look like an e-mail address.") from problem
    return Addressee(kind, address=address.strip())


def worker(membership_id: UUID) -> Addressee:
    """Somebody who works here, at the e-mail address they sign in with, for as long as they work here."""
    return Addressee(AddresseeKind.WORKER, membership_id=membership_id)


def tidy(wording: Wording) -> Wording:
    """The subject on one line, the body without blanks around it. Raises ValueError if either says nothing."""
    subject = " ".join(wording.subject.replace("\x00", "").split())
    body = wording.body.replace("\x00", "").replace("\r\n", "\n").strip()
    if not subject or not body:
        raise ValueError("a message needs a subject and a body")
    return Wording(subject, body)


def telltale(wording: Wording) -> str:
    """The first word that tells a stranger what this is about; empty if there is none."""
    found = TELLTALE.search(f"{wording.subject}\n{wording.body}")
    return found.group() if found else ""


def check_neutral(wording: Wording, *, may_be_plain: Callable[[], bool]) -> None:
    """Raises ValueError, a mistake of the code that calls, for words that tell a stranger what this is about.

    Whether the person allowed plain words is asked only if there are some.
    """
    found = telltale(wording)
    if found and not may_be_plain():
        raise ValueError(f"a message to the person must not say “{found}”")


def without_secrets(words: str) -> str:
    """The words with the last part of every link left out that only its reader may know."""
    return SECRET_LINK.sub(r"\1…", words)


def check_choice(choice: str, channel: str) -> None:
    """Raises NotPossible for a way of writing there is not, or plain words in some ways only."""
    if (choice, channel) not in CHOICE_WORDS:
        raise NotPossible("Choose “Every message”: what messages may say is the same for all of them.")


def check_waits_for_hands(state: str) -> None:
    """Raises NotPossible for anything but a letter that waits to be printed or posted."""
    if state not in (MessageState.TO_PRINT, MessageState.PRINTED):
        raise NotPossible("This letter does not wait to be posted any more.")


def check_telling(state: str, *, how: str) -> None:
    """Raises NotPossible if nothing waits to be told, or it does not say how they were told."""
    if state != MessageState.TO_TELL:
        raise NotPossible("Nothing waits to be told here any more.")
    if not how.strip():
        raise NotPossible("Say how you told them, in a few words.")
