"""Reads about organisations and who works where. None of this is about the people who come: no row security."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from hearth.core.actor import Actor, ActorKind
from hearth.core.roles import ROLES
from hearth.organisations import secret_words
from hearth.organisations.models import (
    Account,
    Hub,
    HubStatus,
    Invitation,
    Membership,
    Organisation,
    Shift,
    Team,
    Worker,
)

ROLES_THAT_COUNTERSIGN = [role.code for role in ROLES.values() if "record.countersign" in role.permissions]
ROLES_THAT_HOLD = [role.code for role in ROLES.values() if "holding.hold" in role.permissions]


@dataclass(frozen=True, slots=True)
class ActingChoice:
    """One thing a worker may act as: a role at an organisation."""

    membership_id: UUID
    organisation_name: str
    role_words: str
    hub_name: str = ""


def live_memberships(account: Account, *, ods_code: str = "") -> list[ActingChoice]:
    """What this account may act as now, by name of the organisation. Empty for people and for workers who left.

    `ods_code` narrows it to one organisation.
    """
    memberships = (
        Membership.objects.filter(worker__account=account, worker__account__is_active=True, is_active=True)
        .select_related("organisation", "hub")
        .order_by("organisation__name", "role")
    )
    if ods_code:
        memberships = memberships.filter(organisation__ods_code=ods_code)
    return [
        ActingChoice(
            membership_id=membership.id,
            organisation_name=membership.organisation.name,
            role_words=ROLES[membership.role].words,
            hub_name=membership.hub.name if membership.hub else "",
        )
        for membership in memberships
    ]


def worker_actor(membership: Membership) -> Actor:
    """A membership as the acting party it is. Asks nothing more if worker and organisation are loaded."""
    return Actor(
        kind=ActorKind.WORKER,
        name=membership.worker.name,
        account_id=membership.worker.account_id,
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


@dataclass(frozen=True, slots=True)
class WorkerHere:
    """One row of who works at a partner."""

    membership_id: UUID
    name: str
    role_words: str
    hub_name: str
    manager_name: str
    since_at: datetime


def workers_at(organisation: Organisation) -> list[WorkerHere]:
    """Who works at this partner now, by name."""
    memberships = (
        Membership.objects.filter(organisation=organisation, is_active=True)
        .select_related("worker", "hub", "manager__worker")
        .order_by("worker__given_name", "worker__family_name")
    )
    return [
        WorkerHere(
            membership_id=membership.id,
            name=membership.worker.name,
            role_words=ROLES[membership.role].words,
            hub_name=membership.hub.name if membership.hub else "",
            manager_name=membership.manager.worker.name if membership.manager else "",
            since_at=membership.started_at,
        )
        for membership in memberships
    ]


def colleagues_who_hold(membership: Membership) -> QuerySet[Membership]:
    """Who could hold people in this worker's stead: others at the organisation or the hub whose role holds, by name."""
    near = Q(organisation=membership.organisation_id)
    if membership.hub_id:
        near |= Q(hub=membership.hub_id)
    others = Membership.objects.filter(near, is_active=True, role__in=ROLES_THAT_HOLD).exclude(
        worker=membership.worker_id
    )
    return others.select_related("worker", "organisation").order_by("worker__given_name", "worker__family_name")


def who_countersigns(membership_id: UUID) -> UUID | None:
    """Who answers for what this worker writes: their manager, or whoever of their hub and organisation may sign."""
    me = Membership.objects.select_related("worker").get(pk=membership_id)
    others = Membership.objects.filter(
        organisation=me.organisation_id, is_active=True, role__in=ROLES_THAT_COUNTERSIGN
    ).exclude(worker=me.worker_id)
    by_nearness = sorted(others, key=lambda one: (one.pk != me.manager_id, one.hub_id != me.hub_id, one.started_at))
    return by_nearness[0].pk if by_nearness else None


def partner(key: str) -> Organisation | None:
    """The partner with this key, who is still with us; None for anything else."""
    try:
        return Organisation.objects.filter(pk=UUID(key), left_on=None).first()
    except ValueError:
        return None


def who_hold_at(organisation: Organisation) -> QuerySet[Membership]:
    """Who could hold people at this partner, by name."""
    found = Membership.objects.filter(organisation=organisation, is_active=True, role__in=ROLES_THAT_HOLD)
    return found.select_related("worker", "organisation").order_by("worker__given_name", "worker__family_name")


def who_can_be_asked_at(organisation: Organisation) -> QuerySet[Membership]:
    """Who could hold people at this partner and has a sign-in in which they would find the question, by name."""
    return who_hold_at(organisation).filter(worker__account__is_active=True)


def who_hold_near(hub: Hub) -> QuerySet[Membership]:
    """Who could hold people at this hub: those who work there or sit in one of its teams, by name."""
    near = Q(hub=hub) | Q(seats__seat__team__hub=hub)
    found = Membership.objects.filter(near, is_active=True, role__in=ROLES_THAT_HOLD).distinct()
    return found.select_related("worker", "organisation").order_by("worker__given_name", "worker__family_name")


def places_that_hold() -> QuerySet[Organisation]:
    """Partners where somebody could hold a person, by name."""
    return (
        Organisation.objects.filter(memberships__is_active=True, memberships__role__in=ROLES_THAT_HOLD)
        .distinct()
        .order_by("name")
    )


def who_could_hold(organisation_id: UUID) -> list[tuple[str, str]]:
    """The teams and workers of one partner who could be asked to hold a person, as choices of a form."""
    teams = Team.objects.filter(organisation=organisation_id, seats__holders__isnull=False).distinct().order_by("name")
    workers = (
        Membership.objects.filter(organisation=organisation_id, is_active=True, role__in=ROLES_THAT_HOLD)
        .select_related("worker")
        .order_by("worker__given_name", "worker__family_name")
    )
    return [
        *((f"team:{team.id}", f"{team.name}, whoever is free") for team in teams),
        *((f"worker:{one.id}", f"{one.worker.name}, {ROLES[one.role].words.lower()}") for one in workers),
    ]


def partner_writing(*, email: str = "", ods_code: str = "") -> tuple[Organisation, str] | None:
    """The one partner an e-mail address or an NHS organisation code belongs to, and by which: "domain" or "ods".

    An address that several partners share says nothing; a code is only what somebody typed. None if nobody is meant.
    """
    domain = email.rpartition("@")[2].strip().lower()
    code = ods_code.strip().upper()
    parts = domain.split(".")
    domains = [".".join(parts[place:]) for place in range(max(len(parts) - 1, 0))]
    if not domains and not code:
        return None
    with_us = Organisation.objects.filter(Q(email_domain__in=domains) | Q(ods_code=code), left_on=None)
    found = list(with_us.order_by("-email_domain")[:20])
    by_domain = [one for one in found if one.email_domain in domains]
    if len(by_domain) == 1:
        return by_domain[0], "domain"
    by_code = [one for one in found if code and one.ods_code == code]
    return (by_code[0], "ods") if by_code else None


def organisations_with_numbers() -> QuerySet[Organisation]:
    """Every partner still with us, by name, each with `workers_now`: how many work there."""
    now = Count("memberships", filter=Q(memberships__is_active=True))
    return Organisation.objects.filter(left_on=None).annotate(workers_now=now).order_by("name")


def open_invitations(organisation: Organisation, at: datetime) -> QuerySet[Invitation]:
    """Places offered and not taken up yet, the newest first."""
    return Invitation.objects.filter(organisation=organisation, accepted_at=None, expires_at__gt=at).order_by(
        "-expires_at"
    )


def invitation_by(secret: str) -> Invitation | None:
    """The invitation a link belongs to, spent ones included; None for a link we never gave."""
    found = Invitation.objects.select_related("organisation", "hub", "invited_by__worker")
    return found.filter(secret_hash=secret_words.hashed_link(secret)).first()


def has_sign_in(email: str) -> bool:
    """Whether this address belongs to a sign-in. Only for whoever holds an invitation to it."""
    return Account.objects.filter(email__iexact=email).exists()


def names_of(account: Account) -> dict[str, str]:
    """The names a worker goes by, for a form; empty for somebody who does not work here yet."""
    worker = Worker.objects.filter(account=account).first()
    return {"given_name": worker.given_name, "family_name": worker.family_name} if worker else {}
