"""A file goes along with its entry to the record of the person it is about."""

from datetime import datetime

from hearth.core.actor import Actor
from hearth.core.inserting import insert_all
from hearth.record.document_models import Document
from hearth.record.documents.beginning import first_step, look_after_soon
from hearth.record.models import Entry

KIND = "Document"


def own_file(actor: Actor, *, entry: Entry) -> Document | None:
    """The file an entry tells of, if it is one's own entry."""
    if entry.subject_type != KIND or entry.subject_id is None:
        return None
    return Document.objects.visible_to(actor).filter(entry=entry.root_id, pk=entry.subject_id).first()


def take_along(document: Document, *, moved: Entry, at: datetime) -> None:
    """The same file, named in the other record, where it is checked and read anew.

    Nothing is altered: the row in the wrong record stays with its closed entry, and so is seen by nobody.
    """
    again = Document(
        id=moved.subject_id,
        person_id=moved.person_id,
        entry_id=moved.pk,
        kind=document.kind,
        file_name=document.file_name,
        sha256=document.sha256,
        size_bytes=document.size_bytes,
        is_locked=document.is_locked,
        added_at=document.added_at,
    )
    insert_all([again], [first_step(again, at)])
    look_after_soon(again)
