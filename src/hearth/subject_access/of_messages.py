"""What somebody and those alongside them wrote to each other, for the copy of their record."""

from collections.abc import Iterator

from hearth.core.actor import Actor
from hearth.core.helping import helped
from hearth.messaging.models import ThreadMessage
from hearth.people.models import Person
from hearth.subject_access.found import Found


def of_messages(actor: Actor, person: Person) -> Iterator[Found]:
    """Every message with what it is about; the file of one is among their documents."""
    said = ThreadMessage.objects.visible_to(actor).filter(person=person).exclude(words="")
    for one in said.select_related("thread", "author").order_by("said_at", "id"):
        told_by = f"{one.author_name}, {one.acting_as}{helped(one)}"
        organisation_id = one.author.organisation_id if one.author else None
        about = f"A message: {one.thread.about}"
        yield Found("ThreadMessage", one.pk, about, one.words, told_by, one.said_at, organisation_id)
