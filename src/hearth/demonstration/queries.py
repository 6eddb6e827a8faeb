"""Whose shoes a visitor may step into. None of this is about real people: it exists in a demonstration only."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.timezone import now

from hearth.core.actor import SYSTEM
from hearth.core.roles import ROLES
from hearth.core.scope import acting_as
from hearth.demonstration.actions import ADDRESS
from hearth.demonstration.people_of_the_city import read_data
from hearth.messaging import queries as messaging
from hearth.messaging.models import Message
from hearth.organisations.models import Account, Membership
from hearth.organisations.queries import live_memberships
from hearth.sharing import queries as sharing

NEVER_ASKED = "2999-01-01T00:00:00+00:00"


@dataclass(frozen=True, slots=True)
class Shoes:
    """One invented person: what they are called, what they do here, and why to try being them."""

    slug: str
    name: str
    role: str
    sentence: str
    email: str


@dataclass(frozen=True, slots=True)
class Group:
    heading: str
    shoes: list[Shoes]


def everybody() -> list[Group]:
    """All invented people a visitor may become, grouped as on the page."""
    workers = _workers()
    return [Group(told["heading"], [_shoes(workers, *one) for one in told["slugs"]]) for told in read_data("shoes")]


def post_box(limit: int = 100) -> list[Message]:
    """What would have been sent, the newest first. Invented people only: nobody real is in a demonstration."""
    with acting_as(SYSTEM, at=now()):
        return list(messaging.everything(SYSTEM)[:limit])


def account_of(slug: str) -> Account | None:
    """The account behind a slug; None for a slug there is not."""
    known = {one[0] for told in read_data("shoes") for one in told["slugs"]}
    return Account.objects.filter(email=ADDRESS.format(slug)).first() if slug in known else None


def session_of(account: Account) -> dict[str, str]:
    """What a session of this account acts as: their own record, or their one place of work."""
    person_id = _own_record(account)
    if person_id:
        # Nobody invented is in danger: they are not asked whether it is safe to be here.
        return {"person_id": str(person_id), "safe_until": NEVER_ASKED}
    (place,) = live_memberships(account)
    return {"membership_id": str(place.membership_id)}


def _own_record(account: Account) -> UUID | None:
    return next(iter(sharing.own_records(account_id=account.pk)), None)


def _workers() -> dict[str, tuple[str, str]]:
    memberships = Membership.objects.filter(worker__account__isnull=False, is_active=True).select_related(
        "worker__account", "organisation"
    )
    return {
        str(one.worker.account.email): (one.worker.name, f"{ROLES[one.role].words}, {one.organisation.name}")
        for one in memberships
        if one.worker.account
    }


def _shoes(workers: dict[str, tuple[str, str]], slug: str, sentence: str, name: str = "", role: str = "") -> Shoes:
    email = ADDRESS.format(slug)
    name, role = workers.get(email, (name, role))
    return Shoes(slug, name, role, sentence, email)
