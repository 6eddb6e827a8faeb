"""The two ways back to a receipt: a link, and a code one can keep in the head."""

import hashlib
import secrets
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.utils.crypto import salted_hmac

WORDS = (Path(__file__).parent / "words.txt").read_text().split()


@dataclass(frozen=True, slots=True)
class WayBack:
    """Shown once, to whoever asked; only the hashes are kept."""

    token: str
    code: str


def new_way_back() -> WayBack:
    """A fresh link token (256 bits) and a spoken code (three words and a number, about 30 bits, throttled in use)."""
    words = [secrets.choice(WORDS) for _ in range(3)]
    return WayBack(secrets.token_urlsafe(32), "-".join([*words, str(secrets.randbelow(90) + 10)]))


def link_of(referrer_id: UUID) -> str:
    """The secret in the links we write to whoever asked: made anew from our own key each time, and kept nowhere."""
    return salted_hmac("hearth.front_door.referrer", str(referrer_id), algorithm="sha256").hexdigest()


def hashed(secret: str) -> str:
    """SHA-256 of a secret, forgiving capitals, spaces and missing hyphens in a spoken code."""
    plain = secret.strip()
    if len(plain) < 40:
        plain = "-".join(plain.lower().replace("-", " ").split())
    return hashlib.sha256(plain.encode()).hexdigest()
