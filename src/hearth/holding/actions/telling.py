"""Telling the person: a plain entry in their journey, and a message that tells a stranger nothing."""

from datetime import datetime
from uuid import UUID

from hearth.core.actor import Actor
from hearth.messaging import actions as messaging
from hearth.messaging.rules import Wording, the_person
from hearth.people.models import Person
from hearth.record import actions as record
from hearth.record.codes import EntryKind

NEWS = Wording(
    "Some news for you",
    "There is news about who is there for you. Nothing you have stops, and you need not do anything.\n\n"
    "You can read it on your own page, or ask us the next time we talk.",
)


def tell(
    actor: Actor, person_id: UUID, *, title: str, sentences: list[str], subject: tuple[str, UUID], at: datetime
) -> None:
    """Write in plain words what has changed for this person. They are the first to read it."""
    record.write_entry(
        actor,
        person=Person(pk=person_id),
        kind=EntryKind.HANDOVER,
        title=title[:120],
        body=" ".join(sentences),
        occurred_at=at,
        at=at,
        subject=subject,
    )


def send_news(actor: Actor, person_id: UUID, *, key: str, subject: tuple[str, UUID], at: datetime) -> None:
    """Let the person know that there is something new to read. What it is stands on their own page only."""
    messaging.queue_message(actor, to=the_person(), about=person_id, wording=NEWS, key=key, subject=subject, at=at)
