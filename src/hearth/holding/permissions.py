"""Who may take hold of somebody, and who may move them to other hands."""

from hearth.core.actor import Actor, ActorKind


def check_take_in(actor: Actor) -> None:
    """Anyone may bring somebody to the door; a worker's role must receive people. Raises NotPermitted."""
    if actor.kind is ActorKind.WORKER:
        actor.check("referral.receive")


def check_move_holder(actor: Actor) -> None:
    """Leading a shift or a hub. Raises NotPermitted."""
    if actor.kind is not ActorKind.SYSTEM:
        actor.check("holding.move")


def check_worker_leaves(actor: Actor) -> None:
    """Whoever leads the team or keeps the sign-ins. Raises NotPermitted."""
    if actor.kind is not ActorKind.SYSTEM:
        actor.check("worker.leave")
