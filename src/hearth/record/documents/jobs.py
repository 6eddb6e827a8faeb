"""Looking after files once they are kept: the virus check, pictures of pages, words to search. All may run twice."""

from datetime import timedelta
from typing import BinaryIO, cast
from uuid import UUID

from django.core.files import File
from django.core.files.storage import default_storage
from django.utils.timezone import now

from hearth.core import jobs, storage
from hearth.core.actor import SYSTEM
from hearth.core.scope import acting_as
from hearth.record.document_models import Document
from hearth.record.documents import actions, places, queries, reading, scanning
from hearth.record.documents.codes import MAY_BE_OPENED, NO_SCANNER, CheckState, Problem

# A row is written within one request; a day is more than any takes.
SWEPT_AFTER = timedelta(days=1)
PATIENCE = timedelta(minutes=10)


@jobs.job
def look_after(*, document_id: str) -> None:
    """Check one file for viruses, then open it once. What is held back is never opened."""
    with acting_as(SYSTEM, at=now()):
        document = Document.objects.visible_to(SYSTEM).get(pk=UUID(document_id))
        newest = queries.newest_check(SYSTEM, document_id=document.pk)
        is_read = queries.is_read(SYSTEM, document_id=document.pk)
    state = CheckState(newest.state) if newest else CheckState.WAITING
    if state in {CheckState.WAITING, CheckState.UNCHECKED}:
        state = check(document)
    if state in MAY_BE_OPENED and not is_read:
        read(document)


@jobs.every("*/10 * * * *")
def look_after_what_waits() -> None:
    """Every ten minutes: what a dead worker left, what a silent scanner did not answer, what was never checked."""
    with acting_as(SYSTEM, at=now()) as scope:
        for document_id in queries.to_look_after(SYSTEM, before=scope.at - PATIENCE):
            look_after.defer(document_id=str(document_id))


@jobs.every("40 3 * * *")
def sweep() -> None:
    """Every night: files that no row names, because what was adding them died or was refused."""
    with acting_as(SYSTEM, at=now()) as scope:
        actions.sweep_files(SYSTEM, at=scope.at, before=scope.at - SWEPT_AFTER)
    storage.forget_unfinished(default_storage, before=now() - SWEPT_AFTER)


def check(document: Document) -> CheckState:
    """Ask the scanner, outside any transaction, and write down what it said. Raises ScannerSilent to be tried again."""
    if scanning.is_set_up():
        with default_storage.open(places.of_file(document.sha256)) as file:
            state, found, why = scanning.ask(cast(BinaryIO, file))
    else:
        state, found, why = CheckState.UNCHECKED, "", NO_SCANNER
    with acting_as(SYSTEM, at=now()) as scope:
        actions.note_check(SYSTEM, document=document, state=state, found=found, why=why, at=scope.at)
    return state


def read(document: Document) -> None:
    """Open it outside any transaction, keep its pictures first, then say so."""
    if document.is_locked:
        _keep(document, reading.Reading(0, [], Problem.LOCKED, []))
        return
    with reading.reading_of(sha256=document.sha256, kind=document.kind) as found:
        for page, picture in enumerate(found.pictures, 1):
            with picture.open("rb") as file:
                storage.keep(places.of_page(document.sha256, page), File(file))
        _keep(document, found)


def _keep(document: Document, found: reading.Reading) -> None:
    with acting_as(SYSTEM, at=now()) as scope:
        actions.keep_reading(
            SYSTEM,
            document=document,
            pages=found.pages,
            pages_shown=len(found.pictures),
            problem=found.problem,
            texts=found.texts,
            at=scope.at,
        )
