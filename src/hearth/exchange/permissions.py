"""Who may bring in what other records tell."""

from hearth.core.actor import Actor, ActorKind
from hearth.core.errors import NotPermitted


def check_bring_in(actor: Actor) -> None:
    """Only Hearth itself, when an operator runs an import. Raises NotPermitted."""
    if actor.kind is not ActorKind.SYSTEM:
        raise NotPermitted("exchange.bring_in")
