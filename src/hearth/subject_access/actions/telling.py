"""What the person reads of their request in their journey, and the clock that keeps the promise."""

from datetime import datetime
from uuid import UUID

from hearth.core import audit, clocks
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.clocks import LONDON
from hearth.core.models import Clock
from hearth.people.models import Person
from hearth.record.actions import write_entry
from hearth.record.codes import EntryKind
from hearth.record.models import Entry
from hearth.subject_access import permissions
from hearth.subject_access.actions.asking import CLOCK
from hearth.subject_access.actions.extending import LONGER
from hearth.subject_access.codes import Status
from hearth.subject_access.models import AccessMove, AccessRequest, Extension

TITLES = {
    Status.ASKED: "A copy of the record was asked for",
    Status.DELIVERED: "The copy of the record was given",
    Status.WITHDRAWN: "The copy of the record is not wanted any more",
}


@action
def tell_what_happened(actor: Actor, /, *, request: AccessRequest, at: datetime) -> None:
    """Write each step that the person should read into their journey, once, and keep the clock. NotPermitted."""
    permissions.check_hearth_itself(actor)
    person = Person.objects.visible_to(actor).get(pk=request.person_id)
    for move in AccessMove.objects.visible_to(actor).filter(request=request, status__in=TITLES).order_by("at", "id"):
        words = _words(request, Status(move.status))
        _tell(actor, person, TITLES[Status(move.status)], words, ("AccessMove", move.pk), move.at, at)
    extension = Extension.objects.visible_to(actor).filter(request=request).first()
    if extension:
        subject = ("Extension", request.pk)
        words = f"It takes until {_day(extension.due_at)} at most, because: {extension.reason}"
        _tell(actor, person, "The copy of the record takes longer", words, subject, extension.extended_at, at)
        _longer(request, at)
    if request.status in {Status.DELIVERED, Status.WITHDRAWN}:
        _stop(request, at)
    audit.record(actor, "subject_access.told", subject=request, at=at)


def _words(request: AccessRequest, status: Status) -> str:
    if status == Status.ASKED:
        who = request.answers.worker.name if request.answers else "A guardian of records"
        by = f"Somebody asked for {request.called}: {request.asker_name}. " if request.asker_name else ""
        return f"{by}{who} answers by {_day(request.due_at)} at the latest."
    return f"You said that you do not need it now. {ASK_AGAIN}" if status == Status.WITHDRAWN else ASK_AGAIN


ASK_AGAIN = "It can be asked for again at any time."


def _tell(
    actor: Actor, person: Person, title: str, words: str, subject: tuple[str, UUID], happened: datetime, at: datetime
) -> None:
    if Entry.objects.visible_to(actor).filter(person=person, subject_type=subject[0], subject_id=subject[1]).exists():
        return
    write_entry(
        actor,
        person=person,
        kind=EntryKind.MESSAGE,
        title=title,
        body=words,
        occurred_at=happened,
        at=at,
        subject=subject,
        lane="Hearth",
    )


def _longer(request: AccessRequest, at: datetime) -> None:
    if Clock.objects.filter(definition=LONGER, subject_id=request.pk).exists():
        return
    _stop(request, at)
    clocks.start_clock(
        code=LONGER,
        person_id=request.person_id,
        subject_type="AccessRequest",
        subject_id=request.pk,
        owner_id=request.answers_id,
        at=request.asked_at,
        recorded_at=at,
    )


def _stop(request: AccessRequest, at: datetime) -> None:
    running = Clock.objects.filter(definition__in=[CLOCK, LONGER], subject_id=request.pk, stopped_at=None)
    for clock in running:
        clocks.add_event(clock, kind="stop", occurred_at=at, at=at)


def _day(moment: datetime) -> str:
    local = moment.astimezone(LONDON)
    return f"{local.day} {local:%B %Y}"
