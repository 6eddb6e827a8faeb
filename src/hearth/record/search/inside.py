"""On which page of a file the words are that were looked for."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.postgres.search import SearchVectorField
from django.db.models import BooleanField, F, Func, OuterRef, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Left

from hearth.core.actor import Actor
from hearth.record.codes import EntryKind, EntryStatus
from hearth.record.document_models import DocumentCheck, DocumentText
from hearth.record.documents.codes import MAY_BE_OPENED
from hearth.record.models import Entry

# The index knows English words as they are written. Where it has none of them, so many pages are read anew.
FIRST_PAGES, LETTERS = 10, 20_000


@dataclass(frozen=True, slots=True)
class Inside:
    """A page of a file and its words. Pages are counted from 1."""

    document_id: UUID
    page: int
    text: str


def inside(actor: Actor, *, entries: Sequence[Entry], asked: str) -> dict[UUID, Inside]:
    """The first page of each of these entries' files that has any of the words, by the first version of the entry.

    Only of what this actor may see and open. At most two statements, and none where no entry is a file.
    """
    standing = [one for one in entries if one.status != EntryStatus.ENTERED_IN_ERROR]
    roots = {one.root_id for one in standing if one.kind == EntryKind.DOCUMENT}
    found = _first_pages(actor, roots, F("words"), asked) if roots else {}
    if rest := roots - found.keys():
        anew = Func(Value(""), Left("text", LETTERS), function="record_words", output_field=SearchVectorField())
        found |= _first_pages(actor, rest, anew, asked, page__lte=FIRST_PAGES)
    return found


def _first_pages(actor: Actor, roots: Collection[UUID], words: Any, asked: str, **narrowed: Any) -> dict[UUID, Inside]:
    pages = _may_be_opened(actor).filter(document__entry_id__in=roots, **narrowed).annotate(has=_any_of(words, asked))
    first = pages.filter(has=True).order_by("document_id", "page").distinct("document_id")
    rows = first.values_list("document__entry_id", "document_id", "page", "text")
    return {root_id: Inside(document_id, page, text) for root_id, document_id, page, text in rows}


def _may_be_opened(actor: Actor) -> QuerySet[DocumentText]:
    newest = DocumentCheck.objects.visible_to(actor).filter(document=OuterRef("document_id")).order_by("-at", "-id")
    texts = DocumentText.objects.visible_to(actor).annotate(state=Subquery(newest.values("state")[:1]))
    return texts.filter(state__in=MAY_BE_OPENED)


def _any_of(words: Any, asked: str) -> Func:
    question = Func(Value(asked), function="record_any_of", output_field=TextField())
    return Func(words, question, template="%(expressions)s", arg_joiner=" @@ ", output_field=BooleanField())
