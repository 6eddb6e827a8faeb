"""Taking an entry out of a record it stood in by mistake, and writing it where it belongs. Nothing is altered."""

from datetime import datetime
from uuid import UUID

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.errors import NotPossible
from hearth.core.ids import new_id
from hearth.people.models import Person
from hearth.record import permissions
from hearth.record.codes import EntryKind, EntryStatus, Source
from hearth.record.documents.moving import own_file, take_along
from hearth.record.models import Entry, Withholding
from hearth.sharing import actions as sharing
from hearth.sharing.models import Sealing

TAKEN_OUT = "Something stood here by mistake"
NOT_ABOUT_THEM = "It was about somebody else. It has been taken out, and nobody reads it here any more."
ARRIVED = "Something about you had been written in another place"
IT_STANDS_HERE_NOW = (
    "It stands here now, on its own day, in the words it was written in. A guardian looks at who has read it there."
)


@action
def move_entry(actor: Actor, /, *, entry: Entry, to: Person, subject: tuple[str, UUID], at: datetime) -> Entry:
    """Write an entry anew in the record of the person it is about, and close it for ever where it stood.

    A marker stays on both sides, and names nobody. What was held back goes on being held back, from both: the marker
    must not betray to the wrong person what they never saw. What the wrong person had sealed, the marker is sealed by.
    A file goes along with its entry. Raises NotPermitted, or NotPossible for an entry that belongs to something else,
    such as a handover, or that was written in error.
    """
    permissions.check_alongside(actor, entry.person_id)
    permissions.check_alongside(actor, to.pk)
    file = own_file(actor, entry=entry)
    if entry.subject_type and file is None:
        raise NotPossible("This belongs to something else here, such as a handover. It is put right where it was made.")
    if entry.status == EntryStatus.ENTERED_IN_ERROR:
        raise NotPossible("This is marked as written in error already.")
    moved = _written_anew(entry, to, at)
    if file:
        take_along(file, moved=moved, at=at)
    tombstone = _marker(entry, entry.person_id, TAKEN_OUT, NOT_ABOUT_THEM, entry.occurred_at, subject, at)
    arrival = _marker(entry, to.pk, ARRIVED, IT_STANDS_HERE_NOW, at, subject, at)
    _hold_back_alike(actor, entry, [moved, tombstone, arrival], at)
    _seal_alike(actor, entry, tombstone)
    wrong = Person.objects.visible_to(actor).get(pk=entry.person_id)
    sharing.close_to_all(actor, person=wrong, entry_id=entry.root_id, because=NOT_ABOUT_THEM, at=at)
    detail = {"moved": str(moved.pk)}
    audit.record(actor, "record.entry_moved", subject=entry, person_id=entry.person_id, at=at, detail=detail)
    return moved


def _written_anew(entry: Entry, to: Person, at: datetime) -> Entry:
    moved = Entry.objects.get(pk=entry.pk)
    moved.pk = moved.root_id = new_id()
    # A file that goes along has a row of its own there.
    moved.subject_id = new_id() if moved.subject_type else None
    moved.replaces_id, moved.amend_reason, moved.status = None, "", EntryStatus.FINAL
    # It came from where it came from; only its first place may be found by the name it has there.
    moved.source_key = None
    moved.person, moved.recorded_at = to, at
    moved._state.adding = True
    moved.save(force_insert=True)
    return moved


def _marker(
    entry: Entry, person_id: UUID, title: str, body: str, occurred_at: datetime, subject: tuple[str, UUID], at: datetime
) -> Entry:
    key = new_id()
    marker = Entry(
        id=key,
        root_id=key,
        person_id=person_id,
        kind=EntryKind.MESSAGE,
        occurred_at=occurred_at,
        recorded_at=at,
        author_name="Hearth",
        acting_as="putting it right",
        lane="Put right",
        source=Source.SEEN,
        title=title,
        body=body,
        min_level=entry.min_level,
        subject_type=subject[0],
        subject_id=subject[1],
    )
    marker.save(force_insert=True)
    return marker


def _hold_back_alike(actor: Actor, entry: Entry, marked: list[Entry], at: datetime) -> None:
    for row in Withholding.objects.visible_to(actor).filter(person_id=entry.person_id, root_id=entry.root_id):
        ended = row.reviews.filter(opens=True).exists() or (row.until_at is not None and row.until_at <= at)
        for one in () if ended else marked:
            Withholding(
                id=new_id(),
                person_id=one.person_id,
                root_id=one.root_id,
                reason=row.reason,
                why=row.why,
                held_by_id=row.held_by_id,
                held_at=at,
                until_at=row.until_at,
                reviewer_id=row.reviewer_id,
            ).save(force_insert=True)


def _seal_alike(actor: Actor, entry: Entry, tombstone: Entry) -> None:
    live = Sealing.objects.visible_to(actor).filter(
        person_id=entry.person_id, entry_id=entry.root_id, lifted_at=None, closed_to_all=False
    )
    for row in live:
        row.pk, row.entry_id = new_id(), tombstone.root_id
        row._state.adding = True
        row.save(force_insert=True)
