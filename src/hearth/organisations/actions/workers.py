"""Joining and leaving."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db.models import F

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.errors import NotPossible
from hearth.organisations import permissions, rules
from hearth.organisations.models import Account, Hub, Membership, Organisation, SeatHolder, Worker


@action
def join(
    actor: Actor,
    /,
    *,
    worker: Worker,
    organisation: Organisation,
    role: str,
    at: datetime,
    hub: Hub | None = None,
    manager: Membership | None = None,
) -> Membership:
    """A worker takes up a role at an organisation. The same human may have several, at several employers.

    Raises NotPermitted, or NotPossible if the role is unknown or they have this place already.
    """
    permissions.check_invite_worker(actor, organisation_id=organisation.id, role=role)
    rules.check_role(role)
    check_place_is_new(worker=worker, organisation=organisation, role=role)
    membership = Membership.objects.create(
        worker=worker, organisation=organisation, hub=hub, role=role, manager=manager, started_at=at
    )
    audit.record(actor, "organisations.worker_joined", subject=membership, at=at, detail={"role": role})
    return membership


@action
def name_manager(actor: Actor, /, *, membership: Membership, manager: Membership, at: datetime) -> Membership:
    """Say who leads this worker, and so who holds the people they hold on the day they leave.

    Raises NotPermitted, or NotPossible if either has left, it is themselves, or that role holds nobody.
    """
    permissions.check_manage_team(actor, organisation_id=membership.organisation_id)
    rules.check_still_here(membership.left_at)
    rules.check_can_lead(manager.pk, manager.left_at, manager.role, leads=membership.pk)
    membership.manager = manager
    membership.save(update_fields=["manager"])
    audit.record(actor, "organisations.manager_named", subject=membership, at=at, detail={"manager": str(manager.pk)})
    return membership


@action
def worker_leaves(actor: Actor, /, *, membership: Membership, at: datetime) -> None:
    """End a place: access ends this second, and every open session with it if the account has no other place.

    Whoever they hold must have moved first, in the same transaction (`holding.actions.worker_leaves` does both);
    the database refuses otherwise. Those they manage are managed by their own manager from now on.
    Raises NotPermitted, or NotPossible if they have left already or nobody could invite or administer after them.
    """
    permissions.check_worker_leaves(actor, organisation_id=membership.organisation_id, role=membership.role)
    rules.check_still_here(membership.left_at)
    _check_somebody_keeps_the_keys(membership)
    membership.is_active, membership.left_at = False, at
    membership.save(update_fields=["is_active", "left_at"])
    SeatHolder.objects.filter(membership=membership).delete()
    led = Membership.objects.filter(manager=membership)
    if membership.manager_id:
        led.filter(pk=membership.manager_id).update(manager=None)
    led.update(manager=membership.manager_id)
    _end_sessions(membership)
    audit.record(actor, "organisations.worker_left", subject=membership, at=at)


@action
def forget_second_step(actor: Actor, /, *, account: Account, at: datetime) -> None:
    """For somebody whose phone is lost: every second step goes, every open session ends, and they set up a new one.

    Whoever does this has made sure who is asking. Raises NotPermitted.
    """
    permissions.check_manage_organisations(actor)
    Authenticator.objects.filter(user=account).delete()
    Account.objects.filter(pk=account.pk).update(session_stamp=F("session_stamp") + 1)
    audit.record(actor, "organisations.second_step_forgotten", subject=account, at=at)


def check_place_is_new(*, worker: Worker, organisation: Organisation, role: str) -> None:
    """Raises NotPossible if this worker has this role at this organisation now."""
    if Membership.objects.filter(worker=worker, organisation=organisation, role=role, is_active=True).exists():
        raise NotPossible(f"{worker.name} already has this role at {organisation.name}.")


def _check_somebody_keeps_the_keys(membership: Membership) -> None:
    if membership.role != "administrator":
        return
    others = Membership.objects.filter(role="administrator", is_active=True).exclude(pk=membership.pk)
    if not others.exists():
        raise NotPossible("They are the only administrator. Invite another one first.")


def _end_sessions(membership: Membership) -> None:
    if Membership.objects.filter(worker_id=membership.worker_id, is_active=True).exists():
        return
    Account.objects.filter(worker=membership.worker_id).update(session_stamp=F("session_stamp") + 1)
