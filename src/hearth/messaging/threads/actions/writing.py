"""Writing to each other and reading it: who owes an answer, what a machine says, and what the story tells."""

from datetime import datetime
from uuid import UUID

from hearth.core import audit, doors
from hearth.core.actions import action
from hearth.core.actor import Actor, ActorKind
from hearth.core.clocks import add_event, day_of, start_clock
from hearth.core.errors import NotPossible
from hearth.core.ids import new_id
from hearth.core.models import Clock
from hearth.messaging.actions import queue_message
from hearth.messaging.links import absolute
from hearth.messaging.models import Thread, ThreadMessage, ThreadReading
from hearth.messaging.rules import Wording, the_person, worker
from hearth.messaging.threads import permissions, queries, rules
from hearth.messaging.threads.codes import ANSWER_CLOCK, Read, Side
from hearth.messaging.threads.rules import Beyond
from hearth.people.models import Person
from hearth.record import actions as record
from hearth.record.codes import FOR_THEM, OWN_WORDS, EntryKind, Source
from hearth.record.models import Document

SUBJECT, WAITS = "Thread", "ThreadMessage"
NOBODY = Beyond()
NEWS = Wording(
    "Somebody has written to you", "There are words for you on your own page. You can read them when it suits you."
)


@action
def begin_thread(
    actor: Actor,
    /,
    *,
    person: Person,
    about: str,
    words: str,
    at: datetime,
    document: Document | None = None,
    beyond: Beyond = NOBODY,
) -> Thread:
    """Begin to write about something: the person to those alongside, or a worker to the person. Whoever acts for the
    person reads what they began, until the person ends that.

    Raises NotPermitted, or NotPossible for a message that says nothing or too much.
    """
    permissions.check_write(actor, person_id=person.pk)
    rules.check_words(words, with_file=document is not None)
    thread = Thread(
        id=new_id(),
        person_id=person.pk,
        about=(about.strip() or rules.DEFAULT_ABOUT)[:120],
        begun_by=actor.name,
        begun_at=at,
        last_at=at,
    )
    thread.save(force_insert=True)
    if _acts(actor, thread):
        doors.answer("SELECT messaging_let_in_acting(%s, %s, %s)", new_id(), thread.pk, at)
    say(actor, thread=thread, words=words, document=document, beyond=beyond, at=at)
    audit.record(actor, "messaging.thread_begun", subject=thread, at=at)
    return thread


@action
def say(
    actor: Actor,
    /,
    *,
    thread: Thread,
    words: str,
    at: datetime,
    document: Document | None = None,
    beyond: Beyond = NOBODY,
) -> ThreadMessage:
    """Write in a thread. Of the person's, somebody owes an answer by the end of the next working day.

    While nobody says that they read, Hearth answers at once that nobody does, with what there is instead (`beyond`),
    and whoever holds the person is told by e-mail. Of the team's, the person gets a neutral word that says nothing.
    Raises NotPermitted, or NotPossible for a message that says nothing or too much.
    """
    side = permissions.check_write(actor, person_id=thread.person_id)
    rules.check_words(words, with_file=document is not None)
    before = list(queries.messages_in(actor, thread=thread).order_by("said_at", "id"))
    said = _add(actor, thread, side, words, at, document=document)
    _tell_the_story(actor, thread, side, before, at)
    if side == Side.PERSON:
        _wait_for_an_answer(actor, thread, said, beyond, at)
        watched = bool(queries.watchers(person_id=thread.person_id))
        if rules.machine_answers(before, watched=watched, at=at):
            _answer_by_machine(actor, thread, beyond, at)
    else:
        _answered(actor, thread, at)
        _tell_the_person(actor, thread, at)
    audit.record(actor, "messaging.thread_said", subject=said, at=at, detail={"side": side})
    return said


@action
def read_thread(actor: Actor, /, *, thread: Thread, at: datetime) -> None:
    """Somebody of either side looks into a thread; the other side reads that they did. A second look says nothing new.

    Raises NotPermitted for anyone else.
    """
    side = permissions.check_look(actor, person_id=thread.person_id)
    last = queries.last_look(actor, thread=thread)
    if last is None or last < thread.last_at:
        _read(actor, thread, side, Read.READ, at)
    audit.record(actor, "messaging.thread_read", subject=thread, at=at)


@action
def needs_no_answer(actor: Actor, /, *, thread: Thread, at: datetime) -> None:
    """A worker has read it, and it needs no answer: nobody owes one any more, and the person reads who said so.

    Raises NotPermitted, or NotPossible if nothing waits.
    """
    permissions.check_as_team(actor, person_id=thread.person_id)
    if thread.waits_for_id is None:
        raise NotPossible("Nothing waits for an answer here.")
    _read(actor, thread, Side.TEAM, Read.NO_ANSWER, at)
    _answered(actor, thread, at)
    audit.record(actor, "messaging.thread_needs_no_answer", subject=thread, at=at)


def _add(
    actor: Actor, thread: Thread, side: Side, words: str, at: datetime, document: Document | None = None
) -> ThreadMessage:
    acting_as = {
        Side.PERSON: FOR_THEM if _acts(actor, thread) else OWN_WORDS,
        Side.TEAM: ", ".join(filter(None, (actor.role_words, actor.organisation_name))),
        Side.HEARTH: "written by a machine",
    }
    said = ThreadMessage(
        id=new_id(),
        thread=thread,
        person_id=thread.person_id,
        side=side,
        author_id=actor.membership_id if side == Side.TEAM else None,
        author_name="Hearth" if side == Side.HEARTH else actor.name,
        acting_as=acting_as[side],
        words=words.strip(),
        document=document,
        said_at=at,
    )
    said.save(force_insert=True)
    thread.last_at = at
    thread.save(update_fields=["last_at"])
    return said


def _tell_the_story(actor: Actor, thread: Thread, side: Side, before: list[ThreadMessage], at: datetime) -> None:
    """One line a day of each side, and of whoever acts for them: that they wrote. The words stay in the thread, with
    whoever was let in to it."""
    acts = _acts(actor, thread)
    same = (m for m in before if m.side == side and (m.acting_as == FOR_THEM) == acts)
    if any(day_of(m.said_at) == day_of(at) for m in same):
        return
    record.write_entry(
        actor,
        person=Person(pk=thread.person_id),
        kind=EntryKind.MESSAGE,
        title="Wrote to the team" if side == Side.PERSON else "Wrote to them",
        body="It can be read among the messages.",
        occurred_at=at,
        at=at,
        source=Source.TOLD_BY_OTHER if acts else Source.TOLD_BY_PERSON if side == Side.PERSON else Source.SEEN,
        subject=(SUBJECT, thread.pk),
    )


def _acts(actor: Actor, thread: Thread) -> bool:
    """Whether they write for somebody else."""
    return actor.kind is ActorKind.PERSON and actor.person_id != thread.person_id


def _wait_for_an_answer(actor: Actor, thread: Thread, said: ThreadMessage, beyond: Beyond, at: datetime) -> None:
    if thread.waits_for_id is not None:
        return
    thread.waits_for_id, thread.waits_since_at = said.pk, at
    thread.save(update_fields=["waits_for_id", "waits_since_at"])
    start_clock(
        code=ANSWER_CLOCK,
        person_id=thread.person_id,
        subject_type=WAITS,
        subject_id=said.pk,
        owner_id=beyond.holder_id,
        at=at,
    )
    if beyond.holder_id is not None:
        _tell_the_holder(actor, thread, said.pk, beyond.holder_id, at)


def _tell_the_holder(actor: Actor, thread: Thread, key: UUID, holder_id: UUID, at: datetime) -> None:
    where = absolute(f"/people/{thread.person_id}/threads/{thread.pk}")
    words = f"Somebody whom you hold has written to you and waits for an answer. You can read it here:\n\n{where}"
    queue_message(
        actor,
        to=worker(holder_id),
        about=thread.person_id,
        wording=Wording("A message waits for you", words),
        key=f"thread:{key}:waits",
        subject=(SUBJECT, thread.pk),
        at=at,
    )


def _answer_by_machine(actor: Actor, thread: Thread, beyond: Beyond, at: datetime) -> None:
    _add(actor, thread, Side.HEARTH, rules.machine_words(beyond), at)


def _answered(actor: Actor, thread: Thread, at: datetime) -> None:
    if thread.waits_for_id is None:
        return
    for clock in Clock.objects.filter(definition=ANSWER_CLOCK, subject_id=thread.waits_for_id, stopped_at=None):
        add_event(clock, kind="stop", occurred_at=at, at=at)
    thread.waits_for_id = thread.waits_since_at = None
    thread.save(update_fields=["waits_for_id", "waits_since_at"])


def _tell_the_person(actor: Actor, thread: Thread, at: datetime) -> None:
    """Once until they have looked: ten messages are not ten texts."""
    looked = ThreadReading.objects.visible_to(actor).filter(thread=thread, reader=None).order_by("-at").first()
    queue_message(
        actor,
        to=the_person(),
        about=thread.person_id,
        wording=NEWS,
        key=f"thread:{thread.pk}:{looked.pk if looked else 'first'}",
        subject=(SUBJECT, thread.pk),
        at=at,
    )


def _read(actor: Actor, thread: Thread, side: Side, kind: Read, at: datetime) -> None:
    ThreadReading(
        id=new_id(),
        thread=thread,
        person_id=thread.person_id,
        kind=kind,
        reader_id=actor.membership_id if side == Side.TEAM else None,
        reader_name=actor.name,
        at=at,
    ).save(force_insert=True)
