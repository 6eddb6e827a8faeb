"""Who hears of a correction: the person in their journey and by a neutral message, workers by e-mail."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from hearth.core.actor import Actor
from hearth.correcting.models import CorrectionRequest
from hearth.messaging import actions as messaging
from hearth.messaging.links import absolute
from hearth.messaging.rules import Wording, the_person, worker
from hearth.people.models import Person
from hearth.record import actions as record
from hearth.record.codes import EntryKind
from hearth.sharing.models import Sealing

KIND = "CorrectionRequest"
NEWS = Wording(
    "An answer for you",
    "There is an answer to something you asked us.\n\nYou can read it on your own page, or ask us when we next talk.",
)


def tell_workers(actor: Actor, told: Iterable[UUID], request: CorrectionRequest, at: datetime) -> None:
    """Whoever holds the person and whoever wrote the entry: that something is asked, and where to read it."""
    where = absolute(f"/corrections/{request.pk}")
    wording = Wording(
        "Somebody asks for a correction",
        f"Something that was written is not right for the person it is about. Please read it and answer:\n\n{where}",
    )
    for key in told:
        messaging.queue_message(
            actor,
            to=worker(key),
            about=request.person_id,
            wording=wording,
            key=f"correction:{request.pk}:{key}",
            subject=(KIND, request.pk),
            at=at,
        )


def tell_the_person(actor: Actor, request: CorrectionRequest, at: datetime) -> None:
    """That there is an answer. What it says stands on their own page only."""
    messaging.queue_message(
        actor,
        to=the_person(),
        about=request.person_id,
        wording=NEWS,
        key=f"correction:{request.pk}:answer",
        subject=(KIND, request.pk),
        at=at,
    )


def write_in_their_journey(actor: Actor, request: CorrectionRequest, title: str, body: str, at: datetime) -> None:
    """One line of the story; none about an entry that is sealed, which the line would betray."""
    sealed = Sealing.objects.visible_to(actor).filter(
        person_id=request.person_id, entry_id=request.root_id, lifted_at=None
    )
    if sealed.exists():
        return
    record.write_entry(
        actor,
        person=Person(pk=request.person_id),
        kind=EntryKind.MESSAGE,
        title=title,
        body=body,
        occurred_at=at,
        at=at,
        subject=(KIND, request.pk),
    )
