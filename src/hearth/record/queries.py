"""Reading the ledger: the journey, one entry's earlier versions, what somebody was typing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, Max, OuterRef, Q, QuerySet, Subquery

from hearth.core.actor import Actor
from hearth.core.kept import kept
from hearth.core.moments import days_ago
from hearth.core.querysets import IsAnyOf
from hearth.core.scope import current_scope
from hearth.people.models import Person
from hearth.record.models import Draft, Entry, HealthFact, SafetyNote, UnfinishedNotice
from hearth.record.places import place_of, word_for
from hearth.record.saying_queries import Saying, sayings_of, with_sayings

PAGE = 50


@dataclass(frozen=True, slots=True)
class Filters:
    """How the journey is narrowed: by kind, by lane, by words, by time."""

    kind: str = ""
    lane: str = ""
    source: str = ""
    from_on: date | None = None
    to_on: date | None = None


@dataclass(frozen=True, slots=True)
class Earlier:
    """What an entry said before, who changed it after, and why."""

    words: str
    by: str
    at: datetime
    reason: str


class _Version(NamedTuple):
    body: str
    author_name: str
    recorded_at: datetime
    amend_reason: str


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as it stands now, with what it said before, newest first, and what the person says of it."""

    entry: Entry
    earlier: list[Earlier]
    sayings: list[Saying]


@dataclass(frozen=True, slots=True)
class JourneyPage:
    """A page of the journey and the way to the next; `after` is empty on the last."""

    lines: list[Line]
    after: str


def journey(
    actor: Actor, *, person_id: UUID, filters: Filters | None = None, after: str = "", size: int = PAGE
) -> JourneyPage:
    """The next entries of somebody's journey this actor may read, newest first, each in its newest version."""
    if filters or after:
        found = _after(_narrowed(standing(actor, person_id=person_id), filters or Filters()), after)
        entries = list(found[: size + 1])
    else:
        entries = _lately(actor, person_id=person_id, size=size + 1)
    shown = entries[:size]
    rest = word_for(shown[-1]) if len(entries) > size else ""
    return JourneyPage(_with_earlier(actor, shown), rest)


def lately(actor: Actor, *, person_id: UUID, size: int = 5) -> list[Entry]:
    """The newest few entries, for the first screen, each with its `sayings`."""
    entries = _lately(actor, person_id=person_id, size=size)
    for entry in entries:
        entry.sayings = sayings_of(entry)  # type: ignore[attr-defined]  # shown beside it
    return entries


@kept
def _lately(actor: Actor, *, person_id: UUID, size: int) -> QuerySet[Entry]:
    return standing(actor, person_id=person_id)[:size]


def last_written(actor: Actor, *, person_id: UUID, days: int = 90) -> dict[UUID, datetime]:
    """When each worker last wrote something down in the last days that this actor may read."""
    since = current_scope().at - timedelta(days=days)
    written = Entry.objects.visible_to(actor).filter(person=person_id, recorded_at__gte=since, author__isnull=False)
    return dict(written.values_list("author").annotate(last=Max("recorded_at")).order_by())


def standing(actor: Actor, *, person_id: UUID) -> QuerySet[Entry]:
    """Everything on a journey this actor may read, newest first, each in its newest version."""
    theirs = Entry.objects.visible_to(actor).filter(person_id=person_id, amended_by=None)
    return with_sayings(actor, theirs.order_by("-occurred_at", "-id"))


def newest(actor: Actor, *, entry: Entry) -> Entry:
    """An entry the actor may read, as it stands now."""
    versions = Entry.objects.visible_to(actor).filter(person_id=entry.person_id, root_id=entry.root_id)
    return versions.get(amended_by=None)


def lanes(actor: Actor, *, person_id: UUID) -> QuerySet[Entry, Any]:
    """The teams and organisations that appear on this journey, for whoever asks, each once in a column `lane`."""
    return Entry.objects.visible_to(actor).filter(person_id=person_id).values("lane").distinct()


def health_facts(actor: Actor, *, person_id: UUID) -> QuerySet[HealthFact]:
    """Allergies and medicines that stand, allergies first, each with who said so and when."""
    return HealthFact.objects.visible_to(actor).filter(person_id=person_id, ended_on=None).order_by("kind", "-said_on")


def safety_notes(actor: Actor, *, person_id: UUID, on: date) -> QuerySet[SafetyNote]:
    """Facts to know before a visit that have not run out."""
    notes = SafetyNote.objects.visible_to(actor).filter(person_id=person_id, ended_on=None, review_on__gte=on)
    return notes.order_by("-happened_on")


def every_note(actor: Actor, *, person_id: UUID) -> QuerySet[SafetyNote]:
    """Facts to know before a visit that nobody has ended, those that have run out as well; newest first."""
    notes = SafetyNote.objects.visible_to(actor).filter(person_id=person_id, ended_on=None)
    return notes.select_related("author__worker").order_by("-happened_on", "id")


def drafts_at(actor: Actor, *, place: str) -> QuerySet[Draft]:
    """What this account was typing in this place: one draft at most."""
    return Draft.objects.filter(account=actor.account_id, place=place)


def draft_at(actor: Actor, *, place: str) -> Draft | None:
    """What this account was typing in this place."""
    return drafts_at(actor, place=place).first()


def drafts(actor: Actor) -> QuerySet[Draft]:
    """What this account has begun and not finished, the newest ten, with whom it is about where that may be known."""
    known_as = Person.objects.visible_to(actor).filter(id=OuterRef("person_id")).values("known_as")
    mine = Draft.objects.filter(account=actor.account_id)
    return mine.annotate(known_as=Subquery(known_as)).order_by("-saved_at")[:10]


def unfinished_notices(actor: Actor) -> QuerySet[UnfinishedNotice]:
    """That this account was told, within a day, that its shift ends and words are not finished: newest first."""
    told = UnfinishedNotice.objects.filter(account=actor.account_id, told_at__gte=days_ago(1))
    return told.annotate(ends_at=F("shift__ends_at")).order_by("-told_at")


def _narrowed(found: QuerySet[Entry], filters: Filters) -> QuerySet[Entry]:
    wanted = {
        "kind": filters.kind,
        "lane": filters.lane,
        "source": filters.source,
        "occurred_at__date__gte": filters.from_on,
        "occurred_at__date__lte": filters.to_on,
    }
    return found.filter(**{name: value for name, value in wanted.items() if value})


def _after(found: QuerySet[Entry], after: str) -> QuerySet[Entry]:
    place = place_of(after)
    if place is None:
        return found
    occurred_at, last = place
    return found.filter(Q(occurred_at__lt=occurred_at) | Q(occurred_at=occurred_at, id__lt=last))


def _with_earlier(actor: Actor, entries: list[Entry]) -> list[Line]:
    versions: dict[UUID, list[_Version]] = {}
    if any(entry.replaces_id for entry in entries):
        for root_id, *version in _versions(actor, person_id=entries[0].person_id):
            versions.setdefault(root_id, []).append(_Version(*version))
    return [Line(entry, _before(versions.get(entry.root_id, ())), sayings_of(entry)) for entry in entries]


@kept
def _versions(actor: Actor, *, person_id: UUID) -> QuerySet[Entry, Any]:
    """Every version of every entry of this person that was amended, oldest first.

    More than one page shows, but asked for in the same words each time. Which were amended is asked once, before: as a
    join, a plan made for no one person in particular asked it again at each entry (45 ms of 660 entries, 4 like this).
    """
    theirs = Entry.objects.visible_to(actor).filter(person_id=person_id)
    amended = ArraySubquery(theirs.filter(replaces__isnull=False).values("root_id"))
    columns = ("root_id", "body", "author_name", "recorded_at", "amend_reason")
    return theirs.filter(IsAnyOf(F("root_id"), amended)).order_by("recorded_at", "id").values_list(*columns)


def _before(versions: Sequence[_Version]) -> list[Earlier]:
    pairs = pairwise(versions)
    return [Earlier(old.body, new.author_name, new.recorded_at, new.amend_reason) for old, new in pairs][::-1]
