"""What is found in records, newest first, with the words around it."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import connection

from hearth.core.actor import Actor, ActorKind
from hearth.core.clocks import LONDON
from hearth.people.models import Person
from hearth.record.models import Entry
from hearth.record.places import place_of, word_at
from hearth.record.search import rules
from hearth.record.search.inside import Inside, inside
from hearth.record.search.rules import Piece

PAGE = 20
FIND = "SELECT entry_id FROM record_search(%s, %s::uuid[], %s, %s, %s, %s, %s, %s, %s)"
# Which of these words are what the question means: by their stem, or as they are.
MEANT = """
SELECT word FROM unnest(%s::text[]) AS word
 WHERE tsvector_to_array(record_words('', word)) && tsvector_to_array(record_words('', %s))
"""


@dataclass(frozen=True, slots=True)
class Narrowed:
    """How a search is narrowed: by kind, by team or organisation, by the days it happened on (both included)."""

    kind: str = ""
    lane: str = ""
    from_on: date | None = None
    to_on: date | None = None


@dataclass(frozen=True, slots=True)
class Beside:
    """Something that stands among entries and is no entry, such as a message: read like one, within a thread."""

    id: UUID
    person_id: UUID
    person: Person
    occurred_at: datetime
    title: str
    body: str
    byline: str
    thread_id: UUID
    rough_when: str = ""
    status: str = ""


FindBeside = Callable[[Actor, Collection[UUID]], list[Beside]]


@dataclass(frozen=True, slots=True)
class Find:
    """One entry that was found, or what stands beside entries, with its title and the words around the find; and, of a
    file, those on the page of it that has them."""

    entry: Entry | Beside
    title: list[Piece]
    words: list[Piece]
    inside: Inside | None = None
    inside_words: Sequence[Piece] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """Some finds, newest first, and the way to the earlier ones; `after` is empty on the last page.

    How many there are in all is not told: counting them would cost more than finding them.
    """

    finds: list[Find]
    after: str


NOTHING = Page([], "")


def found(
    actor: Actor,
    *,
    typed: str,
    people: Collection[UUID] | None,
    narrowed: Narrowed | None = None,
    after: str = "",
    size: int = PAGE,
    beside: FindBeside | None = None,
) -> Page:
    """Where the words stand, in the newest versions of what this actor may read, newest first.

    `people` bounds it to some; None means everybody the actor may read of. Several words must all be there; words in
    quotation marks one after the other. `beside` fetches what was found beside entries. For a worker or a person.
    Raises RuntimeError for Hearth itself, which reads everything and has nothing to look for.
    """
    if actor.kind is ActorKind.SYSTEM:
        raise RuntimeError("only somebody who may not see everything can search")
    asked = rules.question(typed)
    if not asked or (people is not None and not people):
        return NOTHING
    ids = _ids(asked, people, narrowed or Narrowed(), after, size + 1)
    # The lock let these through; the door is asked as well.
    entries = list(Entry.objects.visible_to(actor).filter(id__in=ids[:size]).select_related("person"))
    others = set(ids[:size]) - {entry.id for entry in entries}
    shown: list[Entry | Beside] = [*entries, *(beside(actor, others) if beside and others else [])]
    shown.sort(key=lambda one: (one.occurred_at, one.id), reverse=True)
    rest = word_at(shown[-1].occurred_at, shown[-1].id) if len(ids) > size and shown else ""
    return Page(_finds(actor, shown, asked), rest)


def _ids(asked: str, people: Collection[UUID] | None, narrowed: Narrowed, after: str, most: int) -> list[UUID]:
    before = place_of(after) or (None, None)
    days = (_midnight(narrowed.from_on), _midnight(narrowed.to_on and narrowed.to_on + timedelta(days=1)))
    whom = None if people is None else list(people)
    with connection.cursor() as cursor:
        cursor.execute(FIND, [asked, whom, narrowed.kind, narrowed.lane, *days, *before, most])
        return [entry_id for (entry_id,) in cursor.fetchall()]


def _finds(actor: Actor, found: Sequence[Entry | Beside], asked: str) -> list[Find]:
    entries = [one for one in found if isinstance(one, Entry)]
    shown = {one.id: (one.title, one.body) for one in found}
    shown |= {entry.id: (entry.title or entry.get_kind_display(), words_shown(entry)) for entry in entries}
    files = {entry.id: file for entry, file in _files(actor, entries, asked)}
    texts = [*(text for each in shown.values() for text in each), *(one.text for one in files.values())]
    every = set().union(*(rules.words_of(text) for text in texts))
    hits = _meant(every, asked) if every else set()
    return [_find(one, shown[one.id], files.get(one.id), hits) for one in found]


def _files(actor: Actor, entries: Sequence[Entry], asked: str) -> list[tuple[Entry, Inside]]:
    by_root = inside(actor, entries=entries, asked=asked)
    return [(entry, by_root[entry.root_id]) for entry in entries if entry.root_id in by_root]


def _find(entry: Entry | Beside, shown: tuple[str, str], file: Inside | None, hits: Collection[str]) -> Find:
    title, words = (rules.snippet(text, hits) for text in shown)
    return Find(entry, title, words, file, rules.snippet(file.text, hits) if file else ())


def words_shown(entry: Entry) -> str:
    """What may be shown of an entry in passing: of one written in error only that it was, and why."""
    if entry.status == "entered-in-error":
        return f"This was written in error: {entry.amend_reason}"
    return entry.body


def _meant(words: Collection[str], asked: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(MEANT, [list(words), asked])
        return {word for (word,) in cursor.fetchall()}


def _midnight(day: date | None) -> datetime | None:
    return datetime.combine(day, time(), LONDON) if day else None
