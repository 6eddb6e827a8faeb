"""What is done for every file that comes to a record: where looking after it stands, and who does it."""

from datetime import datetime
from typing import Any

from procrastinate.contrib.django import app

from hearth.core import jobs
from hearth.core.ids import new_id
from hearth.record.document_models import Document, DocumentCheck
from hearth.record.documents import scanning
from hearth.record.documents.codes import NO_SCANNER, CheckState

LOOKING_AFTER_JOB = "record.documents.jobs.look_after"


def first_step(document: Document, at: datetime) -> DocumentCheck:
    """It waits to be checked for viruses; without a scanner, it says so."""
    told: dict[str, Any] = {"state": CheckState.WAITING}
    if not scanning.is_set_up():
        told = {"state": CheckState.UNCHECKED, "why": NO_SCANNER}
    return DocumentCheck(id=new_id(), person_id=document.person_id, document=document, at=at, **told)


def look_after_soon(document: Document) -> None:
    """A job checks it and draws its pages, once this transaction is through."""
    app.configure_task(LOOKING_AFTER_JOB, queue=jobs.ORDINARY).defer(document_id=str(document.pk))
