"""Adding a file to somebody's record, and writing down what looking after it found."""

from collections.abc import Sequence
from datetime import datetime

from django.core.files import File
from django.db import connection

from hearth.core import audit, storage
from hearth.core.actions import action
from hearth.core.actor import Actor, ActorKind
from hearth.core.errors import NotPossible
from hearth.core.ids import new_id
from hearth.core.inserting import insert_all
from hearth.people.models import Person
from hearth.record import actions as record
from hearth.record.codes import EntryKind, Source
from hearth.record.document_models import Document, DocumentCheck, DocumentReading, DocumentText
from hearth.record.documents import names, permissions, places, queries
from hearth.record.documents.beginning import first_step, look_after_soon
from hearth.record.documents.codes import CheckState, Problem
from hearth.record.documents.looking import Looked

# Whoever adds shares this lock, whoever sweeps holds it alone: nothing is swept away while its row is being written.
SWEEPING = 727302
ADD_WHILE_NOBODY_SWEEPS = "SELECT pg_advisory_xact_lock_shared(%s)"
ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"


class AlreadyHere(NotPossible):
    """The same file is in this record, where whoever adds it can see it."""

    def __init__(self, document: Document) -> None:
        super().__init__("This is here already, so nothing was added twice.")
        self.document = document


@action
def add_document(
    actor: Actor, /, *, person: Person, looked: Looked, file: "File[bytes]", title: str, words: str, at: datetime
) -> Document:
    """Keep a file that was looked at, under its hash, and write its entry. Looking after it goes on after the commit.

    The file is kept before its rows: what dies between leaves a file that nothing names, which is swept away later.
    Raises NotPermitted, or AlreadyHere.
    """
    permissions.check_add_document(actor, person=person)
    _wait_for_a_turn(person, looked.sha256)
    already = queries.same_file(actor, person_id=person.pk, sha256=looked.sha256)
    if already is not None:
        raise AlreadyHere(already)
    storage.keep(places.of_file(looked.sha256), file)
    document = Document(
        id=new_id(),
        person=person,
        kind=looked.kind,
        file_name=looked.file_name,
        sha256=looked.sha256,
        size_bytes=looked.size_bytes,
        is_locked=looked.is_locked,
        added_at=at,
    )
    document.entry = record.write_entry(
        actor,
        person=person,
        kind=EntryKind.DOCUMENT,
        title=title.strip() or names.split(looked.file_name)[0],
        body=words,
        occurred_at=at,
        at=at,
        source=Source.TOLD_BY_PERSON if actor.kind is ActorKind.PERSON else Source.SEEN,
        subject=("Document", document.pk),
    )
    insert_all([document], [first_step(document, at)])
    look_after_soon(document)
    audit.record(actor, "record.document_added", subject=document, at=at, detail={"kind": document.kind})
    return document


@action
def note_check(
    actor: Actor, /, *, document: Document, state: CheckState, at: datetime, found: str = "", why: str = ""
) -> None:
    """What the virus scanner said. The same again is not written twice. Raises NotPermitted for anyone but Hearth."""
    permissions.check_look_after(actor)
    newest = queries.newest_check(actor, document_id=document.pk)
    if newest is None or (newest.state, newest.found, newest.why) != (state, found[:200], why):
        step = DocumentCheck(
            id=new_id(), person_id=document.person_id, document=document, state=state, found=found[:200], why=why, at=at
        )
        insert_all([step])
    audit.record(actor, "record.document_checked", subject=document, at=at, detail={"state": state})


@action
def keep_reading(
    actor: Actor,
    /,
    *,
    document: Document,
    pages: int,
    pages_shown: int,
    problem: Problem | None,
    texts: Sequence[tuple[int, str]],
    at: datetime,
) -> None:
    """What was read out of a file: `texts` are (page, words). A second reading of the same file changes nothing.

    Raises NotPermitted for anyone but Hearth.
    """
    permissions.check_look_after(actor)
    with connection.cursor() as cursor:
        cursor.execute(ONE_AT_A_TIME, [str(document.pk)])
    if not queries.is_read(actor, document_id=document.pk):
        about = {"person_id": document.person_id, "document": document}
        shown = {"pages": pages, "pages_shown": pages_shown, "problem": problem or ""}
        reading = DocumentReading(id=new_id(), read_at=at, **about, **shown)
        # One statement a table: the words of a page are a generated column, which a row cannot bring along.
        insert_all([reading])
        DocumentText.objects.bulk_create(
            [DocumentText(id=new_id(), page=page, text=text, **about) for page, text in texts]
        )
    audit.record(actor, "record.document_read", subject=document, at=at, detail={"pages": pages})


@action
def sweep_files(actor: Actor, /, *, at: datetime, before: datetime) -> int:
    """Remove files that no row names and that were kept before that moment. Returns how many.

    Raises NotPermitted for anyone but Hearth.
    """
    permissions.check_look_after(actor)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [SWEEPING])
    swept = places.remove(queries.unnamed_files(actor), before=before)
    audit.record(
        actor, "record.files_swept", subject=audit.Whole(at.date().isoformat()), at=at, detail={"count": swept}
    )
    return swept


def _wait_for_a_turn(person: Person, sha256: str) -> None:
    """Of two who add the same file at once, the second sees what the first has added."""
    with connection.cursor() as cursor:
        cursor.execute(ADD_WHILE_NOBODY_SWEEPS, [SWEEPING])
        cursor.execute(ONE_AT_A_TIME, [f"{person.pk}/{sha256}"])
