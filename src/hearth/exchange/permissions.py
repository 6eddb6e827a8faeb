"""Who may bring in what other records tell, send referrals by machine, and look after both."""

from uuid import UUID

from hearth.core.actor import Actor, ActorKind
from hearth.core.errors import NotPermitted


def check_bring_in(actor: Actor) -> None:
    """Only Hearth itself, when an operator runs an import. Raises NotPermitted."""
    if actor.kind is not ActorKind.SYSTEM:
        raise NotPermitted("exchange.bring_in")


def check_keep_keys(actor: Actor) -> None:
    """Making and ending keys is for administrators, and for the operator at the command line. Raises NotPermitted."""
    if actor.kind is not ActorKind.SYSTEM:
        actor.check("organisation.manage")


def check_send_referral(actor: Actor) -> UUID:
    """A machine of an organisation: it sees nothing and only adds. Returns whose it is. Raises NotPermitted."""
    if actor.kind is not ActorKind.PUBLIC or actor.organisation_id is None:
        raise NotPermitted("exchange.send_referral")
    return actor.organisation_id


def check_note_failure(actor: Actor) -> None:
    """Whoever called and was not understood; nobody signed in calls as a machine. Raises NotPermitted."""
    if actor.kind is not ActorKind.PUBLIC:
        raise NotPermitted("exchange.note_failure")


def check_see_failures(actor: Actor) -> UUID:
    """Administrators look after what machines could not send, and so may whoever leads at a hub.

    Returns whose name a decision bears. Raises NotPermitted.
    """
    if not actor.may("holding.move"):
        actor.check("organisation.manage")
    if actor.membership_id is None:
        raise NotPermitted("exchange.see_failures")
    return actor.membership_id


def check_read_kept_message(actor: Actor) -> None:
    """It tells of somebody, so only whoever leads at a hub reads it; administrators read nobody's words.

    Raises NotPermitted.
    """
    actor.check("holding.move")
