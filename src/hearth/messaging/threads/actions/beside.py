"""What stands beside messages: a human translation, and whom the person let in."""

from datetime import datetime
from uuid import UUID

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.errors import NotPossible
from hearth.core.ids import new_id
from hearth.core.inserting import first_come
from hearth.messaging.models import Thread, ThreadGuest, ThreadMessage, ThreadTranslation
from hearth.messaging.threads import permissions, queries, rules


@action
def translate(
    actor: Actor, /, *, message: ThreadMessage, language: str, words: str, translated_by: str, at: datetime
) -> ThreadTranslation:
    """Put beside a message what it says in another language, by a human who is named.

    Raises NotPermitted, or NotPossible without the language, the words or the human.
    """
    entered_by = permissions.check_as_team(actor, person_id=message.person_id)
    rules.check_translation(language=language, words=words, translated_by=translated_by)
    beside = ThreadTranslation(
        id=new_id(),
        message=message,
        thread_id=message.thread_id,
        person_id=message.person_id,
        language=language.strip()[:60],
        words=words.strip(),
        translated_by=translated_by.strip()[:120],
        entered_by_id=entered_by,
        at=at,
    )
    beside.save(force_insert=True)
    audit.record(actor, "messaging.thread_translated", subject=message, at=at)
    return beside


@action
def let_in(actor: Actor, /, *, thread: Thread, guest_id: UUID, at: datetime) -> ThreadGuest:
    """The person lets somebody close read one thread: one of those they let know anything of them at all.

    Raises NotPermitted for anyone else, or NotPossible for whoever is not in their circle.
    """
    permissions.check_let_in(actor, person_id=thread.person_id)
    if guest_id not in {one.whom_id for one in queries.close_ones(actor, person_id=thread.person_id, at=at)}:
        raise NotPossible("They are not in your circle. Let them in there first, as far as you like.")
    guest = ThreadGuest(id=new_id(), thread=thread, person_id=thread.person_id, guest_id=guest_id, let_in_at=at)
    with first_come("They read this already."):
        guest.save(force_insert=True)
    audit.record(actor, "messaging.thread_let_in", subject=guest, at=at)
    return guest


@action
def let_out(actor: Actor, /, *, guest: ThreadGuest, at: datetime) -> None:
    """From this second on they do not read it any more. Raises NotPermitted for anyone but the person."""
    permissions.check_let_in(actor, person_id=guest.person_id)
    guest.ended_at = at
    guest.save(update_fields=["ended_at"])
    audit.record(actor, "messaging.thread_let_out", subject=guest, at=at)
