"""Who may set up partners, teams and workers. Hearth itself may: it lays out a new place or an example city."""

from uuid import UUID

from hearth.core.actor import Actor, ActorKind
from hearth.core.errors import NotPermitted

KEPT_BY_ADMINISTRATORS = frozenset({"administrator", "guardian"})


def check_manage_organisations(actor: Actor) -> None:
    """Keeping partners and hubs in order. Raises NotPermitted."""
    _check(actor, "organisation.manage")


def check_manage_team(actor: Actor, *, organisation_id: UUID) -> None:
    """Forming a team and choosing who sits in it, for one's own organisation. Raises NotPermitted."""
    _check(actor, "team.manage")
    _check_own_organisation(actor, organisation_id)


def check_invite_worker(actor: Actor, *, organisation_id: UUID, role: str) -> None:
    """Offering a place at one's own organisation; who reviews and administers is chosen by an administrator.

    Raises NotPermitted.
    """
    _check(actor, "worker.invite")
    _check_own_organisation(actor, organisation_id)
    if role in KEPT_BY_ADMINISTRATORS:
        _check(actor, "organisation.manage")


def check_worker_leaves(actor: Actor, *, organisation_id: UUID, role: str) -> None:
    """Ending a place at one's own organisation. Raises NotPermitted."""
    _check(actor, "worker.leave")
    _check_own_organisation(actor, organisation_id)
    if role in KEPT_BY_ADMINISTRATORS:
        _check(actor, "organisation.manage")


def check_see_workers(actor: Actor, *, organisation_id: UUID) -> None:
    """Seeing who works at one's own organisation, to invite and to say goodbye. Raises NotPermitted."""
    _check(actor, "worker.invite")
    _check_own_organisation(actor, organisation_id)


def check_give_sign_in_code(actor: Actor) -> None:
    """Handing somebody the code to their own record. That they may see this person is for the caller to ask."""
    _check(actor, "sign_in_code.give")


def check_own_sign_in(actor: Actor, *, account_id: UUID) -> None:
    """Whoever is signed in with it, and nobody else. Raises NotPermitted."""
    if actor.account_id is None or actor.account_id != account_id:
        raise NotPermitted("somebody else's sign-in")


def check_say_whether_safe(actor: Actor, *, account_id: UUID) -> None:
    """The person themselves, or whoever may hand them a code and has asked them alone. Raises NotPermitted."""
    if actor.account_id != account_id:
        _check(actor, "sign_in_code.give")


def check_come_in(actor: Actor) -> None:
    """Using a code or an invitation: whoever is at the door and not signed in yet. Raises NotPermitted."""
    if actor.kind not in {ActorKind.PUBLIC, ActorKind.SYSTEM}:
        raise NotPermitted("already signed in")


def _check(actor: Actor, permission: str) -> None:
    if actor.kind is not ActorKind.SYSTEM:
        actor.check(permission)


def _check_own_organisation(actor: Actor, organisation_id: UUID) -> None:
    if actor.kind is ActorKind.SYSTEM or actor.may("organisation.manage"):
        return
    if actor.organisation_id != organisation_id:
        raise NotPermitted("another organisation")
