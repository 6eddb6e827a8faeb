"""Who may bring a referral. Everybody may: there is no wrong door."""

from uuid import UUID

from hearth.core.actor import Actor, ActorKind
from hearth.core.errors import NotPermitted


def check_receive_referral(actor: Actor) -> None:
    """The public and the person always; a worker whose role receives people. Raises NotPermitted."""
    if actor.kind is ActorKind.WORKER:
        actor.check("referral.receive")


def check_read_referral(actor: Actor) -> None:
    """Raises NotPermitted unless the role receives referrals."""
    actor.check("referral.receive")


def check_decide_contact(actor: Actor) -> UUID:
    """Whoever writes in records and receives people decides how somebody is approached, and who somebody is.

    Returns whose name the decision bears. Raises NotPermitted.
    """
    actor.check("referral.receive")
    actor.check("record.write")
    if actor.membership_id is None:
        raise NotPermitted("decide")
    return actor.membership_id


def check_tell_referrers(actor: Actor) -> None:
    """Whoever may write down what came true has it told; and Hearth itself. Raises NotPermitted."""
    if actor.kind is not ActorKind.SYSTEM:
        actor.check("record.write")


def check_hearth_itself(actor: Actor) -> None:
    """Hearth's own housekeeping. Raises NotPermitted."""
    if actor.kind is not ActorKind.SYSTEM:
        raise NotPermitted("housekeeping")
