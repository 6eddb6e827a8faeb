"""A file that the virus scanner holds back: letting it through by two, or having it looked at again."""

from collections.abc import Callable
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_POST

from hearth.core.errors import NotPossible
from hearth.core.views import ActorRequest
from hearth.desk.documents import base_of, document_of
from hearth.people.models import Person
from hearth.record.documents import permissions, queries, releasing, scanning
from hearth.record.documents.forms import ReleaseAnswerForm, ReleaseForm
from hearth.record.documents.queries import Shelved
from hearth.record.models import DocumentRelease

SAID = "Written down. Ask a colleague to look at this page: nothing opens before they say so too."
OPENS = "It can be opened now. They can read who let it through, and why."
STAYS = "It stays held back. They can read why."
ASKED = "The scanner looks at it once more. That takes a moment."


@require_GET
def release(request: ActorRequest, person_id: UUID, document_id: UUID) -> HttpResponse:
    """What was found, who says that it is safe, and what can be done."""
    return _page(request, *document_of(request, person_id, document_id), ReleaseForm(), ReleaseAnswerForm())


@require_POST
def proposal(request: ActorRequest, person_id: UUID, document_id: UUID) -> HttpResponse:
    """One worker says that the scanner was wrong."""
    person, one = document_of(request, person_id, document_id)
    form = ReleaseForm(request.POST)
    if form.is_valid() and _done(form, lambda: _proposed(request, one, form.cleaned_data["reason"])):
        messages.success(request, SAID)
        return redirect("desk:document_release", person_id=person.id, document_id=one.document.id)
    return _page(request, person, one, form, ReleaseAnswerForm())


@require_POST
def answer(request: ActorRequest, person_id: UUID, document_id: UUID) -> HttpResponse:
    """Another says so too, or leaves it held back."""
    person, one = document_of(request, person_id, document_id)
    form = ReleaseAnswerForm(request.POST)
    waits = queries.open_release(request.actor, document_id=one.document.id)
    if waits and form.is_valid() and _done(form, lambda: _answered(request, waits, form.cleaned_data["words"])):
        messages.success(request, OPENS if request.POST.get("answer") == "yes" else STAYS)
        return redirect("desk:document", person_id=person.id, document_id=one.document.id)
    return _page(request, person, one, ReleaseForm(), form)


@require_POST
def checks(request: ActorRequest, person_id: UUID, document_id: UUID) -> HttpResponse:
    """Have the scanner look once more."""
    person, one = document_of(request, person_id, document_id)
    try:
        releasing.check_again(request.actor, document=one.document, at=now())
    except NotPossible as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, ASKED)
    return redirect("desk:document", person_id=person.id, document_id=one.document.id)


def _proposed(request: ActorRequest, one: Shelved, reason: str) -> object:
    return releasing.propose_release(request.actor, document=one.document, reason=reason, at=now())


def _answered(request: ActorRequest, waits: DocumentRelease, words: str) -> object:
    if request.POST.get("answer") == "yes":
        return releasing.release_document(request.actor, release=waits, at=now())
    return releasing.leave_held(request.actor, release=waits, words=words, at=now())


def _done(form: forms.Form, do: Callable[[], object]) -> bool:
    try:
        do()
    except NotPossible as problem:
        form.add_error(None, str(problem))
        return False
    return True


def _page(
    request: ActorRequest, person: Person, one: Shelved, form: ReleaseForm, answering: ReleaseAnswerForm
) -> HttpResponse:
    said = list(queries.releases_of(request.actor, document_id=one.document.id))
    waits = queries.open_release(request.actor, document_id=one.document.id)
    context = {
        "person": person,
        "one": one,
        "base": base_of(person),
        "form": form,
        "answering": answering,
        "said": said,
        "waits": waits,
        "may_answer": waits and permissions.may_answer_release(request.actor, release=waits),
        "has_scanner": scanning.is_set_up(),
    }
    return render(request, "desk/document_release.jinja", context)
