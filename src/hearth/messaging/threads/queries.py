"""Reading threads: those of one person, one of them, those that wait for an answer, and who reads now."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from hearth.core import doors
from hearth.core.actor import Actor, ActorKind
from hearth.core.kept import kept
from hearth.core.sight import Level
from hearth.messaging.models import Thread, ThreadGuest, ThreadMessage, ThreadReading, ThreadTranslation, Watch
from hearth.messaging.threads import rules
from hearth.messaging.threads.codes import Read, Side
from hearth.messaging.threads.rules import Watcher
from hearth.people.models import Person
from hearth.sharing import queries as sharing
from hearth.sharing.codes import WhomKind
from hearth.sharing.queries import Place

MOST = 200
MOST_MESSAGES = 500
WATCHERS = "SELECT * FROM messaging_watchers(%s)"


@dataclass(frozen=True, slots=True)
class Listed:
    """A thread in a list: its last message, and how many this reader's side has not read."""

    thread: Thread
    last: ThreadMessage | None
    unread: int


@dataclass(frozen=True, slots=True)
class Talk:
    """A whole thread: the newest 500 messages in their order, what is known of each in other languages, who read it."""

    thread: Thread
    messages: list[ThreadMessage]
    translations: dict[UUID, list[ThreadTranslation]]
    readings: list[ThreadReading]
    guests: list[ThreadGuest]

    def read_by(self, message: ThreadMessage) -> str:
        """Who of the other side has read this message, by the first who did; empty while nobody has."""
        others = (one for one in self.readings if (one.reader_id is None) != (message.side == Side.PERSON))
        return next((one.reader_name for one in others if one.at >= message.said_at), "")


def threads_of(actor: Actor, *, person_id: UUID) -> list[Listed]:
    """Every thread of this person that the reader may see, the newest first (200 at most)."""
    messages: dict[UUID, list[ThreadMessage]] = defaultdict(list)
    for message in _said(actor, person_id=person_id):
        messages[message.thread_id].append(message)
    looked = {one.thread_id: one.at for one in _looks(actor, person_id=person_id)}
    return [
        Listed(
            thread,
            messages[thread.pk][-1] if messages[thread.pk] else None,
            rules.new_since(messages[thread.pk], read_at=looked.get(thread.pk), mine=side_of(actor)),
        )
        for thread in _threads(actor, person_id=person_id)
    ]


def unread(actor: Actor, *, person_id: UUID) -> int:
    """How many messages this reader's side has not read, over all threads of a person that they may see."""
    return sum(one.unread for one in threads_of(actor, person_id=person_id))


def talk(actor: Actor, *, person_id: UUID, thread_id: UUID) -> Talk | None:
    """One thread of this person; None if the reader may not see it."""
    thread = Thread.objects.visible_to(actor).filter(person_id=person_id, pk=thread_id).first()
    if thread is None:
        return None
    newest = messages_in(actor, thread=thread).select_related("document").order_by("-said_at", "-id")[:MOST_MESSAGES]
    translations: dict[UUID, list[ThreadTranslation]] = defaultdict(list)
    for one in ThreadTranslation.objects.visible_to(actor).filter(thread=thread).order_by("at", "id"):
        translations[one.message_id].append(one)
    return Talk(
        thread,
        list(newest)[::-1],
        translations,
        list(ThreadReading.objects.visible_to(actor).filter(thread=thread).order_by("at", "id")),
        list(ThreadGuest.objects.visible_to(actor).filter(thread=thread, ended_at=None)),
    )


def messages_in(actor: Actor, *, thread: Thread) -> QuerySet[ThreadMessage]:
    """Everything said in it."""
    return ThreadMessage.objects.visible_to(actor).filter(thread=thread)


def open_to(actor: Actor, *, person_id: UUID) -> list[Thread]:
    """Threads of somebody else that they let this reader see, the newest first."""
    return list(Thread.objects.visible_to(actor).filter(person_id=person_id).order_by("-last_at")[:MOST])


def waiting(actor: Actor) -> QuerySet[Thread]:
    """Threads in which somebody waits for an answer, as far as this worker may see them, the longest first."""
    found = Thread.objects.visible_to(actor).filter(waits_since_at__isnull=False)
    return found.select_related("person").order_by("waits_since_at")


def watchers(*, person_id: UUID) -> list[Watcher]:
    """Who says that they read messages now and may read this person's; nobody means that nobody does."""
    return [Watcher(name, until_at) for name, until_at in doors.rows(WATCHERS, person_id)]


def my_watch(actor: Actor, *, at: datetime) -> Watch | None:
    """Whether this worker says that they read now."""
    last = last_watch(actor)
    return last if last is not None and last.until_at > at else None


def last_watch(actor: Actor) -> Watch | None:
    """What this worker said last and has not ended, also if its time is over."""
    return Watch.objects.filter(membership__in=[actor.membership_id], ended_at=None).first()


def watching(*, hub_id: UUID, at: datetime) -> list[Watch]:
    """Everyone who says that they read now at a hub, for their colleagues."""
    live = Watch.objects.filter(hub_id=hub_id, ended_at=None, until_at__gt=at, from_at__lte=at)
    return list(live.select_related("membership__worker").order_by("until_at"))


def close_ones(actor: Actor, *, person_id: UUID, at: datetime) -> list[Place]:
    """Those close to the person who may know something of them: the ones a thread can be opened to."""
    places = sharing.circle(actor, person=Person(pk=person_id), at=at)
    close = (place for place in places if place.whom_kind == WhomKind.SUPPORTER)
    return [place for place in close if place.choice is not None and place.choice.level > Level.NOTHING]


def side_of(actor: Actor) -> Side:
    """For which side somebody reads."""
    return Side.PERSON if actor.kind is ActorKind.PERSON else Side.TEAM


def last_look(actor: Actor, *, thread: Thread) -> datetime | None:
    """When this reader's side last looked."""
    looks = _looks(actor, person_id=thread.person_id)
    return max((one.at for one in looks if one.thread_id == thread.pk), default=None)


@kept
def _threads(actor: Actor, *, person_id: UUID) -> QuerySet[Thread]:
    return Thread.objects.visible_to(actor).filter(person_id=person_id).order_by("-last_at", "-id")[:MOST]


@kept
def _said(actor: Actor, *, person_id: UUID) -> QuerySet[ThreadMessage]:
    said = ThreadMessage.objects.visible_to(actor).filter(person_id=person_id)
    return said.defer("words").order_by("said_at", "id")


@kept
def _looks(actor: Actor, *, person_id: UUID) -> QuerySet[ThreadReading]:
    """When this reader's side looked into each thread of somebody; of the team, whoever of them did."""
    looks = ThreadReading.objects.visible_to(actor).filter(person_id=person_id, kind__in=[Read.READ, Read.NO_ANSWER])
    return looks.filter(reader__isnull=side_of(actor) == Side.PERSON).order_by("at", "id")
