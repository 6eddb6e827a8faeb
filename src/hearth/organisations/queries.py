"""Reads about organisations and who works where. None of this is about the people who come: no row security."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from hearth.core.actor import Actor, ActorKind
from hearth.core.roles import ROLES
from hearth.organisations.models import Account, Hub, HubStatus, Membership, Shift


@dataclass(frozen=True, slots=True)
class ActingChoice:
    """One thing a worker may act as: a role at an organisation."""

    membership_id: UUID
    organisation_name: str
    role_words: str
    hub_name: str = ""


def live_memberships(account: Account) -> list[ActingChoice]:
    """What this account may act as now, by name of the organisation. Empty for people and for workers who left."""
    memberships = (
        Membership.objects.filter(worker__account=account, worker__account__is_active=True, is_active=True)
        .select_related("organisation", "hub")
        .order_by("organisation__name", "role")
    )
    return [
        ActingChoice(
            membership_id=membership.id,
            organisation_name=membership.organisation.name,
            role_words=ROLES[membership.role].words,
            hub_name=membership.hub.name if membership.hub else "",
        )
        for membership in memberships
    ]


def actor_for(account_id: UUID, membership_id: UUID) -> Actor | None:
    """The worker acting in this membership, in one query; None if it has ended or is not this account's."""
    membership = (
        Membership.objects.select_related("worker", "organisation")
        .filter(id=membership_id, is_active=True, worker__account_id=account_id, worker__account__is_active=True)
        .first()
    )
    return worker_actor(membership, account_id=account_id) if membership else None


def worker_actor(membership: Membership, *, account_id: UUID | None = None) -> Actor:
    """A membership as the acting party it is. Asks nothing more if worker and organisation are loaded."""
    return Actor(
        kind=ActorKind.WORKER,
        name=membership.worker.name,
        account_id=account_id or membership.worker.account_id,
        worker_id=membership.worker_id,
        membership_id=membership.id,
        organisation_id=membership.organisation_id,
        organisation_name=membership.organisation.name,
        hub_id=membership.hub_id,
        role=membership.role,
        permissions=ROLES[membership.role].permissions,
    )


def hubs_open(at: datetime) -> QuerySet[Hub]:
    """Hubs whose door is open at this moment, by name. Hours are local time and may run past midnight."""
    now = timezone.localtime(at).time()
    always = Q(opens=None)
    by_day = Q(opens__lte=now, closes__gt=now)
    past_midnight = Q(opens__gt=F("closes")) & (Q(opens__lte=now) | Q(closes__gt=now))
    return Hub.objects.filter(always | by_day | past_midnight, status=HubStatus.OPEN).order_by("name")


def lead_on_duty(hub: Hub, at: datetime) -> Membership | None:
    """Who leads the shift at this hub now; whoever came on last if two overlap; None in a gap."""
    shift = (
        Shift.objects.filter(hub=hub, leads=True, starts_at__lte=at, ends_at__gt=at, membership__is_active=True)
        .select_related("membership__worker", "membership__organisation")
        .order_by("-starts_at")
        .first()
    )
    return shift.membership if shift else None
