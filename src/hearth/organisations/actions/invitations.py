"""A place is offered by link; taking it up makes the sign-in."""

from dataclasses import dataclass
from datetime import datetime

from allauth.account.models import EmailAddress

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.errors import NotPossible
from hearth.organisations import permissions, rules, secret_words
from hearth.organisations.actions.workers import check_place_is_new
from hearth.organisations.models import Account, Hub, Invitation, Membership, Organisation, Worker


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation and the secret of its link, which is known this once only."""

    invitation: Invitation
    secret: str


@action
def invite_worker(
    actor: Actor,
    /,
    *,
    email: str,
    organisation: Organisation,
    role: str,
    at: datetime,
    hub: Hub | None = None,
) -> Invited:
    """Offer somebody a role. The link works once, for seven days; an earlier open one for the same place ends.

    Raises NotPermitted, or NotPossible if the role is unknown or they have this place already.
    """
    permissions.check_invite_worker(actor, organisation_id=organisation.id, role=role)
    rules.check_role(role)
    _check_not_there_yet(email, organisation, role)
    Invitation.objects.filter(
        email__iexact=email, organisation=organisation, role=role, accepted_at=None, expires_at__gt=at
    ).update(expires_at=at)
    secret = secret_words.link_secret()
    invitation = Invitation.objects.create(
        email=email.lower(),
        organisation=organisation,
        hub=hub,
        role=role,
        secret_hash=secret_words.hashed_link(secret),
        invited_by_id=actor.membership_id,
        expires_at=at + rules.INVITATION_LASTS,
    )
    audit.record(actor, "organisations.worker_invited", subject=invitation, at=at, detail={"role": role})
    return Invited(invitation, secret)


@action
def accept_invitation(
    actor: Actor, /, *, invitation: Invitation, given_name: str, family_name: str, password: str, at: datetime
) -> Account:
    """Somebody new takes up the place offered: a sign-in, the worker they are, and their role.

    Raises NotPermitted if already signed in, or NotPossible if the invitation is spent or the address has a sign-in.
    """
    permissions.check_come_in(actor)
    invitation = _open(invitation, at)
    if Account.objects.filter(email__iexact=invitation.email).exists():
        raise NotPossible("This address has a sign-in already. Sign in first, then open the link again.")
    account = Account(email=invitation.email, made_at=at)
    account.set_password(password)
    account.save(force_insert=True)
    EmailAddress.objects.create(user=account, email=invitation.email, verified=True, primary=True)
    worker = invitation.worker or Worker()
    worker.account, worker.given_name, worker.family_name = account, given_name, family_name
    worker.save()
    _take_up(actor, invitation, worker, at)
    return account


@action
def take_up_invitation(
    actor: Actor, /, *, invitation: Invitation, account: Account, given_name: str, family_name: str, at: datetime
) -> Membership:
    """Somebody who is signed in already takes up another place, as the same human being.

    Raises NotPossible if the invitation is spent, is for another address, or they have this place.
    """
    invitation = _open(invitation, at)
    if (account.email or "").lower() != invitation.email.lower():
        raise NotPossible("This invitation is for another address than the one you are signed in with.")
    names = {"given_name": given_name, "family_name": family_name}
    worker, _ = Worker.objects.get_or_create(account=account, defaults=names)
    check_place_is_new(worker=worker, organisation=invitation.organisation, role=invitation.role)
    return _take_up(actor, invitation, worker, at)


def _open(invitation: Invitation, at: datetime) -> Invitation:
    invitation = Invitation.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=invitation.pk)
    rules.check_invitation_is_open(invitation.accepted_at, invitation.expires_at, at)
    return invitation


def _take_up(actor: Actor, invitation: Invitation, worker: Worker, at: datetime) -> Membership:
    manager = Membership.objects.filter(pk__in=[invitation.invited_by_id], is_active=True).first()
    membership = _place_already(invitation, worker) or Membership.objects.create(
        worker=worker,
        organisation_id=invitation.organisation_id,
        hub_id=invitation.hub_id,
        role=invitation.role,
        manager=manager if manager and manager.role != "administrator" else None,
        started_at=at,
    )
    invitation.accepted_at = at
    invitation.save(update_fields=["accepted_at"])
    detail = {"role": invitation.role, "invitation": str(invitation.id)}
    audit.record(actor, "organisations.invitation_accepted", subject=membership, at=at, detail=detail)
    return membership


def _place_already(invitation: Invitation, worker: Worker) -> Membership | None:
    """The place of somebody who has worked with us by a link, and so perhaps holds people: it stays theirs."""
    if invitation.worker_id != worker.pk:
        return None
    held = Membership.objects.filter(worker=worker, organisation=invitation.organisation_id, role=invitation.role)
    return held.filter(is_active=True).first()


def _check_not_there_yet(email: str, organisation: Organisation, role: str) -> None:
    worker = Worker.objects.filter(account__email__iexact=email).first()
    if worker:
        check_place_is_new(worker=worker, organisation=organisation, role=role)
