"""Giving a file back: as a download that no browser opens as a page, or the picture of a page."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.http.response import HttpResponseBase

from hearth.record.document_models import Document
from hearth.record.documents import names, places
from hearth.record.documents.codes import CONTENT_TYPES, FileKind
from hearth.record.documents.queries import Shelved

# Whatever it is, it runs nothing, asks nobody, and is no page of ours.
CLOSED_IN = "sandbox; default-src 'none'; frame-ancestors 'none'"
NEUTRAL = "document"


def download(shelved: Shelved, *, neutral: bool) -> HttpResponseBase:
    """The file as it came. `neutral` calls it "document.pdf", for a device that others look at.

    Raises Http404 while it may not be opened.
    """
    document = shelved.document
    if not shelved.may_be_opened:
        raise Http404
    name = f"{NEUTRAL}{names.split(document.file_name)[1]}" if neutral else document.file_name
    return _closed_in(_kept(places.of_file(document.sha256), document, name))


def picture(shelved: Shelved, *, page: int) -> HttpResponseBase:
    """The picture of one page, counted from 1. Raises Http404 for one there is none of, or that may not be opened."""
    if not shelved.may_be_opened or page not in shelved.pictures:
        raise Http404
    file = default_storage.open(places.of_page(shelved.document.sha256, page))
    return _closed_in(FileResponse(file, content_type="image/webp"))


def _kept(place: str, document: Document, name: str) -> FileResponse:
    kind = CONTENT_TYPES[FileKind(document.kind)]
    return FileResponse(default_storage.open(place), as_attachment=True, filename=name, content_type=kind)


def _closed_in(response: FileResponse) -> FileResponse:
    response["Content-Security-Policy"] = CLOSED_IN
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
