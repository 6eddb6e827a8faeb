"""My documents: what there is, adding one, closing one for everyone else."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods

from hearth.core.errors import NotPossible
from hearth.core.uploads import is_too_large
from hearth.core.views import ActorRequest, takes_files
from hearth.people.models import Person
from hearth.portal.document_forms import ClosingForm
from hearth.portal.views import myself
from hearth.record.documents import actions, queries, serving
from hearth.record.documents.forms import DocumentForm
from hearth.record.documents.queries import Shelved
from hearth.sharing import actions as sharing
from hearth.sharing import queries as circles
from hearth.sharing.codes import ONE_ENTRY

BASE = "/me/documents"


@takes_files
@require_http_methods(["GET", "POST"])
def documents(request: ActorRequest) -> HttpResponse:
    """Every file in my record, and a way to add one."""
    person = myself(request)
    form = DocumentForm(request.POST or None, request.FILES or None, too_large=is_too_large(request))
    if form.is_valid():
        try:
            added = actions.add_document(request.actor, person=person, at=now(), **form.document())
        except actions.AlreadyHere as already:
            messages.info(request, str(already))
            return redirect("portal:document", document_id=already.document.id)
        except NotPossible as problem:
            form.add_error("file", str(problem))
        else:
            messages.success(request, "Added. Its pages are drawn in a moment.")
            return redirect("portal:document", document_id=added.id)
    context = {
        "form": form,
        "shelf": queries.shelf(request.actor, person_id=person.id),
        "base": BASE,
    }
    return render(request, "portal/documents.jinja", context)


@require_GET
def document(request: ActorRequest, document_id: UUID) -> HttpResponse:
    """One of my files."""
    person, one = _mine(request, document_id)
    sharing.open_record(request.actor, person=person, what="document", reason="my own record", at=now())
    closed = circles.sealings(request.actor, person=person)
    context = {
        "one": one,
        "words": queries.words_of(request.actor, document=one.document) if one.may_be_opened else {},
        "base": BASE,
        "is_closed": any(sealing.entry_id == one.document.entry_id for sealing in closed),
    }
    return render(request, "portal/document.jinja", context)


@require_GET
def file(request: ActorRequest, document_id: UUID) -> HttpResponseBase:
    """The file itself, to keep."""
    person, one = _mine(request, document_id)
    answer = serving.download(one, neutral=request.GET.get("name") == "neutral")
    sharing.open_record(request.actor, person=person, what="document", reason="my own record", at=now())
    return answer


@require_GET
def page(request: ActorRequest, document_id: UUID, page: int) -> HttpResponseBase:
    """The picture of one of its pages."""
    _, one = _mine(request, document_id)
    return serving.picture(one, page=page)


@require_http_methods(["GET", "POST"])
def sealing(request: ActorRequest, document_id: UUID) -> HttpResponse:
    """Close one of my files for everyone else; what may follow is said before."""
    person, one = _mine(request, document_id)
    form = ClosingForm(request.POST or None)
    if form.is_valid():
        sharing.seal(
            request.actor,
            person=person,
            entry_id=one.document.entry_id,
            hidden=form.cleaned_data["hidden"],
            consequence_explained=ONE_ENTRY,
            at=now(),
        )
        messages.success(request, "It is closed. Only you read it now.")
        return redirect("portal:document", document_id=document_id)
    context = {"one": one, "form": form, "base": BASE, "consequence": ONE_ENTRY}
    return render(request, "portal/document_sealing.jinja", context)


def _mine(request: ActorRequest, document_id: UUID) -> tuple[Person, Shelved]:
    person = myself(request)
    one = queries.on_the_shelf(request.actor, person_id=person.id, document_id=document_id)
    if one is None:
        raise Http404
    return person, one
