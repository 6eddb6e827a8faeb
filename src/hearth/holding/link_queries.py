"""What somebody with a link may know: who asks; and, once they have said who they are, what."""

from dataclasses import dataclass
from uuid import UUID

from hearth.core import doors
from hearth.organisations.secret_words import hashed_link


@dataclass(frozen=True, slots=True)
class Asked:
    """Before they say who they are: who asks, and whom. Nothing about the person."""

    asker: str
    asker_at: str
    place: str | None
    asked: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class Told:
    """What whoever is asked may know."""

    pk: UUID
    root_id: UUID
    person_id: UUID
    sender_id: UUID
    known_as: str
    reason: str
    person_view: str
    keep_doing: str


def asked(secret: str) -> Asked | None:
    """Who asks whom; None for a link we never gave."""
    row = doors.first("SELECT * FROM holding_asked_by_link(%s)", hashed_link(secret))
    return Asked(*row) if row else None


def told(secret: str) -> Told | None:
    """What is asked; None once it has its answer or was taken back."""
    row = doors.first("SELECT * FROM holding_told_by_link(%s)", hashed_link(secret))
    return Told(*row) if row else None
