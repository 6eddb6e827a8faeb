"""Who may bring a referral. Everybody may: there is no wrong door."""

from hearth.core.actor import Actor, ActorKind


def check_receive_referral(actor: Actor) -> None:
    """The public and the person always; a worker whose role receives people. Raises NotPermitted."""
    if actor.kind is ActorKind.WORKER:
        actor.check("referral.receive")


def check_read_referral(actor: Actor) -> None:
    """Raises NotPermitted unless the role receives referrals."""
    actor.check("referral.receive")
