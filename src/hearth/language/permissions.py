"""Who keeps the word list. Everybody who writes may read it."""

from hearth.core.actor import Actor, ActorKind
from hearth.core.errors import NotPermitted
from hearth.language.models import Phrase


def check_read_words(actor: Actor) -> None:
    """Anyone who works here. Raises NotPermitted."""
    if actor.kind not in (ActorKind.WORKER, ActorKind.SYSTEM):
        raise NotPermitted("language.read")


def check_add_phrase(actor: Actor) -> None:
    """A role that keeps the list. Raises NotPermitted."""
    actor.check("language.keep")


def check_change_phrase(actor: Actor, *, phrase: Phrase) -> None:
    """Whoever answers for this phrase, by name, or a role that keeps the list. Raises NotPermitted."""
    if actor.membership_id is None or phrase.owner_id != actor.membership_id:
        actor.check("language.keep")
