"""Who is invited, who has come, and whom somebody is beside."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, QuerySet

from hearth.core import doors
from hearth.core.actor import Actor
from hearth.core.kept import kept
from hearth.core.models import Sight
from hearth.core.querysets import IsAnyOf
from hearth.core.scope import current_scope
from hearth.organisations import secret_words
from hearth.organisations.models import Account
from hearth.people.models import Person, Relation
from hearth.sharing.supporter_models import SupporterInvitation, Supporting


@dataclass(frozen=True, slots=True)
class Offered:
    """An open invitation, as whoever holds its secret may know it. `kept_as` is what is kept of the secret."""

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


def offered_by_link(*, secret: str, at: datetime) -> Offered | None:
    """The open invitation behind a link's secret; None for anything else, whatever is wrong with it."""
    return _offered(secret_words.hashed_link(secret), at)


def offered_by_code(*, code: str, at: datetime) -> Offered | None:
    """The same behind the words of a code, which are few enough to be guessed: whoever asks counts the tries."""
    return _offered(secret_words.hashed_code(code), at)


def is_still_offered(offer: Offered, *, at: datetime) -> bool:
    """Whether it is open at this moment; nobody else can take it up meanwhile."""
    return _offered(offer.kept_as, at) == offer


def own_faces(*, account_id: UUID) -> list[Face]:
    """The records this account opens, somebody's own care first. May be asked before anybody acts."""
    return [Face(*row) for row in doors.rows("SELECT * FROM sharing_own_faces(%s)", account_id)]


def open_invitations(actor: Actor, *, person: Person, at: datetime) -> list[SupporterInvitation]:
    """Who is offered a page of their own and has not come yet."""
    waiting = SupporterInvitation.objects.visible_to(actor).filter(person=person, accepted_at=None, ended_at=None)
    return list(waiting.filter(expires_at__gt=at).select_related("relation").order_by("made_at"))


def could_be_invited(actor: Actor, *, person: Person) -> list[Relation]:
    """Those in their life who have no page here yet and may be contacted, by name."""
    there = Relation.objects.visible_to(actor).filter(person=person, until_on=None, do_not_contact=False)
    return list(there.filter(related_person=None).order_by("name", "id"))


def come_in_by_code(actor: Actor, *, person: Person) -> list[Relation]:
    """Those in their life with a page of their own to which a code from the hub is the only way in, by name."""
    there = Relation.objects.visible_to(actor).filter(pk__in=list(_accounts_by_code(person.pk)))
    return list(there.order_by("name", "id"))


def account_by_code(relation: Relation) -> Account | None:
    """The sign-in of somebody close that opens with a code from the hub and no other way; None for any other."""
    key = _accounts_by_code(relation.person_id).get(relation.pk)
    return Account.objects.get(pk=key) if key else None


def supported(actor: Actor) -> list[Supporting]:
    """Whom the reader is beside, by what they are called; empty for whoever is here for themselves."""
    return _supported(actor)


def who_let_in(actor: Actor, *, person: Person) -> list[Person]:
    """Everyone else of whom the reader, who is `person`, may know anything, by what they are called.

    Asked from what they may see, never from everybody: of 250,000 people that took 750 ms.
    """
    scope = current_scope()
    seen = Sight.objects.filter(viewer_id__in=scope.viewers, from_at__lte=scope.at, until_at__gt=scope.at)
    theirs = Person.objects.visible_to(actor).filter(IsAnyOf(F("pk"), ArraySubquery(seen.values("person_id"))))
    return list(theirs.exclude(pk=person.pk).order_by("known_as", "id"))


@kept
def _supported(actor: Actor) -> QuerySet[Supporting]:
    return Supporting.objects.visible_to(actor).order_by("called", "id")


def _offered(kept_as: str, at: datetime) -> Offered | None:
    row = doors.first("SELECT * FROM sharing_open_invitation(%s, %s)", kept_as, at)
    return Offered(kept_as, *row) if row else None


def _accounts_by_code(person_id: UUID) -> dict[UUID, UUID]:
    return dict(doors.rows("SELECT relation_id, account_id FROM sharing_by_code(%s)", person_id))
