"""Messages of both sides for the samples of every page: a file, a translation, somebody let in, somebody who reads."""

from datetime import timedelta
from typing import Any

from hearth.core.scope import acting_as
from hearth.messaging.models import ThreadMessage
from hearth.messaging.threads import actions
from hearth.messaging.threads.rules import Beyond
from hearth.organisations.queries import worker_actor
from hearth.people.models import Person
from hearth.record.models import Document
from hearth.sharing import queries as sharing
from tests import world as worlds

LONG = "A letter about the flat came, and I do not understand it. " * 4 + "https://example.org/" + "a" * 90


def of_threads(world: worlds.World, person: Person, close: Person) -> dict[str, Any]:
    """What Keeley wrote at night, what a machine and a worker said, and a second thread that waits."""
    account, at = worlds.own_sign_in(world, person), world.at
    themselves = sharing.person_actor(account_id=account.id, person_id=person.id)
    assert themselves is not None
    beyond = Beyond(world.hub.name, world.hub.phone, world.lead.pk)
    with acting_as(themselves, at=at):
        thread = actions.begin_thread(
            themselves, person=person, about=LONG[:120], words=LONG, beyond=beyond, at=at - timedelta(hours=3)
        )
        guest = actions.let_in(themselves, thread=thread, guest_id=close.pk, at=at)
    lead, minute = worker_actor(world.lead), timedelta(minutes=1)
    with acting_as(lead, at=at):
        file = Document.objects.visible_to(lead).filter(person=person).first()
        actions.read_thread(lead, thread=thread, at=at - 2 * minute)
        actions.say(lead, thread=thread, words=LONG, document=file, at=at - minute)
        first = ThreadMessage.objects.visible_to(lead).filter(thread=thread).order_by("said_at")[0]
        told = {"language": "Polish", "words": LONG, "translated_by": "Amina Khan, interpreter"}
        actions.translate(lead, message=first, at=at, **told)
        actions.watch(lead, until_at=at + timedelta(hours=4), at=at)
    with acting_as(themselves, at=at):
        actions.begin_thread(themselves, person=person, about="Friday", words="Shall we walk?", beyond=beyond, at=at)
    return {"thread_id": thread.pk, "own_thread_id": thread.pk, "said_id": first.pk, "guest_id": guest.pk}
