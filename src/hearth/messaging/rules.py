"""Whom a message is for and what it may say. Neutral by default: whoever looks over a shoulder learns nothing."""

import re
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from hearth.core.errors import NotPossible
from hearth.messaging.codes import BY_ADDRESS, AddresseeKind

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


def check_neutral(wording: Wording) -> None:
    """Raises ValueError, a mistake of the code that calls, for words that tell a stranger what this is about."""
    found = TELLTALE.search(f"{wording.subject}\n{wording.body}")
    if found:
        raise ValueError(f"a message to the person must not say “{found.group()}”")
