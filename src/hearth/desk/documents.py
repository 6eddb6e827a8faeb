"""Files in somebody's record, as those alongside them see and add them."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods

from hearth.core.errors import NotPossible
from hearth.core.uploads import is_too_large
from hearth.core.views import ActorRequest, takes_files
from hearth.people.models import Person
from hearth.record.documents import actions, queries, serving
from hearth.record.documents.forms import DocumentForm
from hearth.record.documents.queries import Shelved
from hearth.sharing import actions as sharing

ADDED = "Added. Its pages are drawn in a moment."


@takes_files
@require_http_methods(["GET", "POST"])
def documents(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """Every file, and a way to add one."""
    person = get_object_or_404(Person.objects.visible_to(request.actor), id=person_id)
    form = DocumentForm(request.POST or None, request.FILES or None, too_large=is_too_large(request))
    if form.is_valid():
        try:
            added = actions.add_document(request.actor, person=person, at=now(), **form.document())
        except actions.AlreadyHere as already:
            messages.info(request, str(already))
            return redirect("desk:document", person_id=person.id, document_id=already.document.id)
        except NotPossible as problem:
            form.add_error("file", str(problem))
        else:
            messages.success(request, ADDED)
            return redirect("desk:document", person_id=person.id, document_id=added.id)
    elif request.method == "GET":
        _leave_a_trace(request, person, "documents")
    context = {
        "person": person,
        "form": form,
        "shelf": queries.shelf(request.actor, person_id=person.id),
        "base": base_of(person),
        "may_add": request.actor.may("record.write"),
    }
    return render(request, "desk/documents.jinja", context)


@require_GET
def document(request: ActorRequest, person_id: UUID, document_id: UUID) -> HttpResponse:
    """One file: what became of it, its pages, its words."""
    person, one = document_of(request, person_id, document_id)
    _leave_a_trace(request, person, "document")
    context = {
        "person": person,
        "one": one,
        "words": queries.words_of(request.actor, document=one.document) if one.may_be_opened else {},
        "base": base_of(person),
        "entry_id": one.entry_id,
        "is_mine": one.author_id == request.actor.membership_id,
    }
    return render(request, "desk/document.jinja", context)


@require_GET
def file(request: ActorRequest, person_id: UUID, document_id: UUID) -> HttpResponseBase:
    """The file itself, to keep."""
    person, one = document_of(request, person_id, document_id)
    answer = serving.download(one, neutral=request.GET.get("name") == "neutral")
    _leave_a_trace(request, person, "document")
    return answer


@require_GET
def page(request: ActorRequest, person_id: UUID, document_id: UUID, page: int) -> HttpResponseBase:
    """The picture of one of its pages, for the page that shows them; that page leaves the trace."""
    _, one = document_of(request, person_id, document_id)
    return serving.picture(one, page=page)


def base_of(person: Person) -> str:
    """The address of the list."""
    return f"/people/{person.id}/documents"


def document_of(request: ActorRequest, person_id: UUID, document_id: UUID) -> tuple[Person, Shelved]:
    """Somebody and one of their files. Raises Http404 unless whoever asks may see both."""
    person = get_object_or_404(Person.objects.visible_to(request.actor), id=person_id)
    one = queries.on_the_shelf(request.actor, person_id=person.id, document_id=document_id)
    if one is None:
        raise Http404
    return person, one


def _leave_a_trace(request: ActorRequest, person: Person, what: str) -> None:
    sharing.open_record(request.actor, person=person, what=what, reason="to be alongside", at=now())
