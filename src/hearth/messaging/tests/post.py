"""Queueing messages and looking at what became of them."""

from hearth.core.actor import SYSTEM
from hearth.core.scope import acting_as
from hearth.messaging import actions, rules
from hearth.messaging.models import Message
from hearth.messaging.rules import Wording

WORDS = Wording("Thank you", "We have what you wrote.\nAda rings you tomorrow.")


def queue(*, about, at, by=SYSTEM, to=None, wording=WORDS, key="receipt:1", subject=None):
    with acting_as(by, at=at):
        return actions.queue_message(
            by,
            to=to or rules.the_person(),
            about=about,
            wording=wording,
            key=key,
            subject=subject or ("Person", about),
            at=at,
        )


def states_of(message):
    """Every state the message went through, in order, with the reason where there is one."""
    with acting_as(SYSTEM, at=message.queued_at):
        kept = Message.objects.visible_to(SYSTEM).get(pk=message.pk)
        return [(event.state, event.words) for event in kept.events.order_by("id")]
