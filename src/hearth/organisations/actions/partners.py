"""Somebody from a partner who answered a link begins to work with us, and is offered a sign-in."""

from datetime import datetime

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.organisations import permissions, rules, secret_words
from hearth.organisations.actions.invitations import Invited
from hearth.organisations.models import Invitation, Membership, Organisation, Worker

ROLE = "partner-professional"


@action
def welcome_partner(
    actor: Actor, /, *, organisation: Organisation, given_name: str, family_name: str, at: datetime
) -> Membership:
    """Somebody who came with a link we gave is a worker of their organisation from now on, without a sign-in.

    That the link is good is for the caller to ask. Raises NotPermitted for anyone signed in.
    """
    permissions.check_come_in(actor)
    worker = Worker.objects.create(given_name=given_name, family_name=family_name)
    membership = Membership.objects.create(worker=worker, organisation=organisation, role=ROLE, started_at=at)
    audit.record(actor, "organisations.partner_welcomed", subject=membership, at=at, detail={"role": ROLE})
    return membership


@action
def invite_partner(actor: Actor, /, *, membership: Membership, email: str, at: datetime) -> Invited:
    """Offer a sign-in to somebody who works with us already, at the address their link went to. Lasts seven days."""
    permissions.check_come_in(actor)
    secret = secret_words.link_secret()
    invitation = Invitation.objects.create(
        email=email.lower(),
        organisation_id=membership.organisation_id,
        role=membership.role,
        worker_id=membership.worker_id,
        secret_hash=secret_words.hashed_link(secret),
        expires_at=at + rules.INVITATION_LASTS,
    )
    audit.record(actor, "organisations.partner_invited", subject=invitation, at=at)
    return Invited(invitation, secret)


@action
def partner_has_answered(actor: Actor, /, *, membership: Membership, at: datetime) -> Membership:
    """Somebody who came with a link has said who else is right: they worked with us for that answer only.

    Their name stays with it. Raises NotPermitted for anyone signed in.
    """
    permissions.check_come_in(actor)
    membership.is_active, membership.left_at = False, at
    membership.save(update_fields=["is_active", "left_at"])
    audit.record(actor, "organisations.partner_has_answered", subject=membership, at=at)
    return membership
