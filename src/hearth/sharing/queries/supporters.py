"""Who is invited, who has come, and whom somebody is beside."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hearth.core import doors
from hearth.core.actor import Actor
from hearth.organisations import secret_words
from hearth.people.models import Person
from hearth.sharing.supporter_models import SupporterInvitation, Supporting


@dataclass(frozen=True, slots=True)
class Offered:
    """An open invitation, as whoever holds its secret may know it. `kept_as` is what is kept of the secret."""

    secret: str
    kept_as: str
    invitation_id: UUID
    person_id: UUID
    known_as: str
    name: str
    relation: str


@dataclass(frozen=True, slots=True)
class Face:
    """One record a sign-in opens: somebody's own, or, `is_beside`, their own as somebody close to another."""

    person_id: UUID
    is_beside: bool


def offered(*, secret: str, at: datetime) -> Offered | None:
    """The open invitation behind a link's secret or the words of a code; None for anything else, whatever it is."""
    for kept_as in (secret_words.hashed_link(secret), secret_words.hashed_code(secret)):
        row = doors.first("SELECT * FROM sharing_open_invitation(%s, %s)", kept_as, at)
        if row:
            return Offered(secret, kept_as, *row)
    return None


def own_faces(*, account_id: UUID) -> list[Face]:
    """The records this account opens, somebody's own care first. May be asked before anybody acts."""
    return [Face(*row) for row in doors.rows("SELECT * FROM sharing_own_faces(%s)", account_id)]


def open_invitations(actor: Actor, *, person: Person, at: datetime) -> list[SupporterInvitation]:
    """Who is offered a page of their own and has not come yet."""
    waiting = SupporterInvitation.objects.visible_to(actor).filter(person=person, accepted_at=None, ended_at=None)
    return list(waiting.filter(expires_at__gt=at).select_related("relation").order_by("made_at"))


def supported(actor: Actor) -> list[Supporting]:
    """Whom the reader is beside, by what they are called; empty for whoever is here for themselves."""
    return list(Supporting.objects.visible_to(actor).order_by("called", "id"))
