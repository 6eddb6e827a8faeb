"""Whose names stand under an entry, who could have written it too, and what waits for a second pair of eyes."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from hearth.core.actor import Actor
from hearth.core.models import Clock
from hearth.core.roles import ROLES
from hearth.record.codes import COUNTERSIGN_CLOCK, Countersign
from hearth.record.models import Countersigning, Entry, JointAuthor

MOST_WAITING = 200
WHO_WRITE = [role.code for role in ROLES.values() if "record.write" in role.permissions]


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who could have written something too: they may know everything of this person already."""

    membership_id: UUID
    name: str
    organisation_id: UUID
    organisation: str


@dataclass(frozen=True, slots=True)
class Names:
    """What stands under one entry besides its author: who wrote it too, and who countersigned it or asked first."""

    joint: list[JointAuthor] = field(default_factory=list)
    signed: Countersigning | None = None
    said: list[Countersigning] = field(default_factory=list)

    @property
    def asked(self) -> Countersigning | None:
        """The question that nobody has answered yet."""
        last = self.said[-1] if self.said else None
        return last if last is not None and last.said == Countersign.ASKED else None


@dataclass(frozen=True, slots=True)
class Waiting:
    """Words by a student or volunteer that nobody has countersigned yet, and by when somebody promised to."""

    entry: Entry
    known_as: str
    due_at: datetime
    asked: bool


def alongside(actor: Actor, *, person_id: UUID) -> list[Colleague]:
    """Who works with this person and may know everything, but for the one who asks: by organisation and name."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT membership_id, name, organisation_id, organisation FROM record_alongside(%s, %s)",
            [person_id, WHO_WRITE],
        )
        return [Colleague(*row) for row in cursor.fetchall()]


def joint_authors(actor: Actor, *, person_id: UUID) -> QuerySet[JointAuthor]:
    """Everybody named as having written something of this person's too, with their answer in `theirs`."""
    named = JointAuthor.objects.visible_to(actor).filter(person_id=person_id)
    return named.annotate(theirs=F("answer__theirs")).order_by("named_at", "id")


def countersignings(actor: Actor, *, person_id: UUID) -> QuerySet[Countersigning]:
    """What was asked, answered and signed about this person's entries, in its order."""
    return Countersigning.objects.visible_to(actor).filter(person_id=person_id).order_by("at", "id")


def names_under(
    entries: Iterable[Entry], *, joint: Iterable[JointAuthor], said: Iterable[Countersigning]
) -> dict[UUID, Names]:
    """The names under each of these entries, by the entry's own key; only those that have any."""
    under = {entry.root_id: entry for entry in entries}
    found = {entry.pk: Names() for entry in under.values()}
    for one in joint:
        if one.root_id in under:
            found[under[one.root_id].pk].joint.append(one)
    for word in sorted(said, key=lambda word: (word.at, word.pk)):
        if word.root_id in under:
            found[under[word.root_id].pk].said.append(word)
    return {
        key: Names(names.joint, _signature(key, names.said), names.said)
        for key, names in found.items()
        if names.joint or names.said
    }


def names_on_page(actor: Actor, entries: list[Entry]) -> dict[UUID, Names]:
    """The same, asked for: two questions, and none for a page without entries."""
    if not entries:
        return {}
    person_id, roots = entries[0].person_id, [entry.root_id for entry in entries]
    joint = joint_authors(actor, person_id=person_id).filter(root_id__in=roots)
    waits = any(entry.needs_countersign for entry in entries)
    said = countersignings(actor, person_id=person_id).filter(root_id__in=roots) if waits else []
    return names_under(entries, joint=joint, said=said)


def waiting_to_sign(actor: Actor) -> list[Waiting]:
    """What students and volunteers of the actor's organisation wrote and nobody has signed: soonest due first.

    Nobody's own words, 200 at most.
    """
    open_clocks = Clock.objects.filter(definition=COUNTERSIGN_CLOCK, stopped_at=None)
    of_this = Q(subject_id=OuterRef("root_id")) | Q(subject_id=OuterRef("pk"))
    due = open_clocks.filter(of_this, person_id=OuterRef("person_id")).order_by("due_at").values("due_at")[:1]
    newest = Countersigning.objects.visible_to(actor).filter(root_id=OuterRef("root_id")).order_by("-at", "-id")
    theirs = Entry.objects.visible_to(actor).filter(
        person_id__in=open_clocks.values("person_id"),
        needs_countersign=True,
        amended_by=None,
        organisation=actor.organisation_id,
    )
    found = (
        theirs.exclude(author__worker=actor.worker_id)
        .annotate(known_as=F("person__known_as"), due_at=Subquery(due), last=Subquery(newest.values("said")[:1]))
        .filter(due_at__isnull=False)
        .order_by("due_at", "recorded_at")[:MOST_WAITING]
    )
    return [_waiting(entry) for entry in found]


def questions_to(actor: Actor) -> QuerySet[Countersigning]:
    """What this worker was asked about words of theirs, and has neither answered nor put right: oldest first."""
    later = Countersigning.objects.visible_to(actor).filter(root_id=OuterRef("root_id"), at__gt=OuterRef("at"))
    newer = Entry.objects.visible_to(actor).filter(replaces=OuterRef("entry_id"))
    asked = Countersigning.objects.visible_to(actor).filter(author=actor.membership_id, said=Countersign.ASKED)
    waiting = asked.annotate(later=Subquery(later.values("id")[:1]), newer=Subquery(newer.values("id")[:1]))
    return waiting.filter(later=None, newer=None).annotate(known_as=F("person__known_as")).order_by("at")


def asked_to_join(actor: Actor) -> QuerySet[JointAuthor]:
    """Entries under which this worker is named too, and has not said yet whether the words are theirs."""
    mine = JointAuthor.objects.visible_to(actor).filter(membership=actor.membership_id, answer=None)
    return mine.annotate(known_as=F("person__known_as"), asker=F("named_by__worker__given_name")).order_by("named_at")


def _waiting(found: Any) -> Waiting:
    return Waiting(found, found.known_as, found.due_at, found.last == Countersign.ASKED)


def _signature(key: UUID, said: list[Countersigning]) -> Countersigning | None:
    return next((word for word in said if word.said == Countersign.SIGNED and word.entry_id == key), None)
