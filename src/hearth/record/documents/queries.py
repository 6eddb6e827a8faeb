"""Reading the files of a record: the list, one of them, its words; and what still has to be looked after."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject
from procrastinate.contrib.django.models import ProcrastinateJob

from hearth.core.actor import Actor
from hearth.record.codes import EntryStatus
from hearth.record.document_models import Document, DocumentCheck, DocumentReading, DocumentText
from hearth.record.documents import places, scanning
from hearth.record.documents.codes import MAY_BE_OPENED, NO_SCANNER, CheckState, Problem
from hearth.record.models import DocumentRelease, Entry

MOST_AT_ONCE = 200
BATCH = 500


@dataclass(frozen=True, slots=True)
class Shelved:
    """A file as its entry and what became of looking after it tell of it now.

    `entry_id` is its entry as it stands. `may_be_opened` is false while it waits or is held, and when it was added in
    error.
    """

    document: Document
    entry_id: UUID
    author_id: UUID | None
    title: str
    words: str
    by: str
    in_error: str
    state: CheckState
    found: str
    why: str
    pages: int
    pages_shown: int
    problem: Problem | None
    is_read: bool

    @property
    def may_be_opened(self) -> bool:
        return not self.in_error and self.state in MAY_BE_OPENED

    @property
    def pictures(self) -> range:
        """The pages there are pictures of, counted from 1."""
        return range(1, self.pages_shown + 1)


def shelf(actor: Actor, *, person_id: UUID) -> list[Shelved]:
    """Every file in somebody's record that this actor may see, the newest first. One statement."""
    return [_shelved(document) for document in _told(actor).filter(person_id=person_id).order_by("-added_at", "-id")]


def on_the_shelf(actor: Actor, *, person_id: UUID, document_id: UUID) -> Shelved | None:
    """One file, or None if there is none that this actor may see."""
    found = _told(actor).filter(person_id=person_id, pk=document_id).first()
    return _shelved(found) if found else None


def texts(actor: Actor, *, person_id: UUID) -> QuerySet[DocumentText]:
    """The words in every file of a record, by page, as far as this actor may see; of files in error none.

    `words` is the search column, in English. Across people, ask a narrow function of the database instead: under row
    security no search uses its index.
    """
    mistaken = Entry.objects.visible_to(actor).filter(
        person_id=OuterRef("person_id"),
        root_id=OuterRef("document__entry_id"),
        amended_by=None,
        status=EntryStatus.ENTERED_IN_ERROR,
    )
    return DocumentText.objects.visible_to(actor).filter(~Exists(mistaken), person_id=person_id)


def words_of(actor: Actor, *, document: Document) -> dict[int, str]:
    """The words of each page of one file that says something, by its number."""
    found = DocumentText.objects.visible_to(actor).filter(document=document).order_by("page")
    return dict(found.values_list("page", "text"))


def same_file(actor: Actor, *, person_id: UUID, sha256: str) -> Document | None:
    """The same file in the same record, if this actor may see it and it was not added in error."""
    found = _told(actor).filter(person_id=person_id, sha256=sha256).order_by("added_at")
    return next((one for one in found if not _shelved(one).in_error), None)


def newest_check(actor: Actor, *, document_id: UUID) -> DocumentCheck | None:
    """Where the check for viruses stands."""
    return DocumentCheck.objects.visible_to(actor).filter(document=document_id).order_by("-at", "-id").first()


def releases_of(actor: Actor, *, document_id: UUID) -> QuerySet[DocumentRelease]:
    """Who said that the scanner was wrong about a file, with the answer to it if there is one; the newest first."""
    found = DocumentRelease.objects.visible_to(actor).filter(document=document_id)
    return found.select_related(
        "document", "proposed_by__worker", "answer__answered_by__worker", "proposed_by__organisation"
    ).order_by("-proposed_at", "-id")


def open_release(actor: Actor, *, document_id: UUID) -> DocumentRelease | None:
    """What waits for a second worker; None if nothing does, or the file was checked anew since."""
    newest = newest_check(actor, document_id=document_id)
    if newest is None or newest.state != CheckState.HELD:
        return None
    return releases_of(actor, document_id=document_id).filter(answer=None, of_check=newest).first()


def is_read(actor: Actor, *, document_id: UUID) -> bool:
    """Whether it was opened once, whatever came of it."""
    return DocumentReading.objects.visible_to(actor).filter(document=document_id).exists()


def to_look_after(actor: Actor, *, before: datetime) -> list[UUID]:
    """Files added before that moment that wait, or that nobody has read; and those that were not checked, once there
    is a scanner. The longest waiting first, without those a worker has in hand. 200 at most."""
    newest = DocumentCheck.objects.visible_to(actor).filter(document=OuterRef("pk")).order_by("-at", "-id")
    said = Document.objects.visible_to(actor).annotate(
        state=Subquery(newest.values("state")[:1]), why=Subquery(newest.values("why")[:1])
    )
    waiting = Q(state=CheckState.WAITING) | Q(state__in=MAY_BE_OPENED, reading=None)
    if scanning.is_set_up():
        waiting |= Q(state=CheckState.UNCHECKED, why=NO_SCANNER)
    found = said.filter(waiting, added_at__lt=before).order_by("added_at").values_list("pk", flat=True)
    in_hand = ProcrastinateJob.objects.filter(status__in=["todo", "doing"], args__has_key="document_id")
    taken = set(in_hand.values_list("args__document_id", flat=True))
    return [pk for pk in found[:MOST_AT_ONCE] if str(pk) not in taken]


def unnamed_files(actor: Actor) -> Iterator[str]:
    """Names in the store of files, and pages of files, that no row tells of."""
    kept = places.kept()
    while some := list(islice(kept, BATCH)):
        hashes = {sha256 for sha256, _ in some}
        known = Document.objects.visible_to(actor).filter(sha256__in=hashes).values_list("sha256", flat=True)
        unknown = hashes - set(known)
        yield from (name for sha256, name in some if sha256 in unknown)


def missing_files(actor: Actor, *, kept: Iterable[str]) -> list[UUID]:
    """Files that a row tells of and that are not among these names in the store."""
    there = set(kept)
    told = Document.objects.visible_to(actor).values_list("pk", "sha256").iterator(chunk_size=2000)
    return [pk for pk, sha256 in told if places.of_file(sha256) not in there]


def _told(actor: Actor) -> QuerySet[Document]:
    """Each with its entry as it stands, its newest check and its reading, as JSON beside it."""
    entries = Entry.objects.visible_to(actor).filter(
        person_id=OuterRef("person_id"), root_id=OuterRef("entry_id"), amended_by=None
    )
    checks = DocumentCheck.objects.visible_to(actor).filter(document=OuterRef("pk")).order_by("-at", "-id")
    readings = DocumentReading.objects.visible_to(actor).filter(document=OuterRef("pk"))
    of_entry = JSONObject(
        id="id", title="title", words="body", status="status", why="amend_reason", by="author_name", author="author_id"
    )
    return Document.objects.visible_to(actor).annotate(
        told=Subquery(entries.values(_=of_entry)[:1]),
        checked=Subquery(checks.values(_=JSONObject(state="state", found="found", why="why"))[:1]),
        was_read=Subquery(readings.values(_=JSONObject(pages="pages", shown="pages_shown", problem="problem"))[:1]),
    )


def _shelved(document: Any) -> Shelved:
    told, checked, read = document.told, document.checked, document.was_read or {}
    in_error = told["status"] == EntryStatus.ENTERED_IN_ERROR
    return Shelved(
        document=document,
        entry_id=UUID(told["id"]),
        author_id=UUID(told["author"]) if told["author"] else None,
        title=told["title"] or document.file_name,
        words=told["words"],
        by=told["by"],
        in_error=told["why"] if in_error else "",
        state=CheckState(checked["state"]),
        found=checked["found"],
        why=checked["why"],
        pages=read.get("pages", 0),
        pages_shown=read.get("shown", 0),
        problem=Problem(read["problem"]) if read.get("problem") else None,
        is_read=bool(read),
    )
