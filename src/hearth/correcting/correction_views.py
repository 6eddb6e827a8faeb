"""Corrections: writing one down with the person, those that wait, and the answer."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hearth.core.errors import NotPossible
from hearth.core.views import ActorRequest
from hearth.correcting import actions, permissions, queries, recipient_queries
from hearth.correcting.entry_views import person_and_entry
from hearth.correcting.forms import AnswerForm, CorrectionWithThemForm, SpreadingForm
from hearth.correcting.models import Recipient
from hearth.record.models import Entry


@require_http_methods(["GET", "POST"])
def their_correction(request: ActorRequest, person_id: UUID, entry_id: UUID) -> HttpResponse:
    """What the person asks to have put right, written down with them."""
    person, found = person_and_entry(request, person_id, entry_id)
    permissions.check_ask_correction(request.actor, entry=found)
    form = CorrectionWithThemForm(request.POST or None)
    if form.is_valid():
        try:
            asked = actions.ask_correction(request.actor, entry=found, at=now(), **form.cleaned_data)
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "It is asked. They hear within a month.")
            return redirect("correcting:correction", request_id=asked.pk)
    return render(request, "correcting/their_correction.jinja", {"person": person, "entry": found, "form": form})


@require_GET
def corrections(request: ActorRequest) -> HttpResponse:
    """Everything that waits for an answer from me, the first due first."""
    request.actor.check("record.read")
    waiting = queries.corrections_to_answer(request.actor)
    return render(request, "correcting/corrections.jinja", {"waiting": waiting, "now": now()})


@require_http_methods(["GET", "POST"])
def correction(request: ActorRequest, request_id: UUID) -> HttpResponse:
    """One correction: what was written, what is asked, and the answer."""
    asked = queries.correction(request.actor, request_id=request_id)
    if asked is None or asked.entry is None:
        raise Http404
    form = AnswerForm(request.POST or None, initial={"body": asked.entry.body})
    if form.is_valid():
        try:
            _answer(request, asked, asked.entry, form)
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "Answered. They can read it now.")
            return redirect("correcting:correction", request_id=request_id)
    return _page(request, asked, form)


@require_POST
def spreading(request: ActorRequest, request_id: UUID, recipient_id: UUID) -> HttpResponse:
    """One who had the earlier words was told, or need not be."""
    asked = queries.correction(request.actor, request_id=request_id)
    if asked is None or asked.entry is None or asked.answer is None:
        raise Http404
    rows = Recipient.objects.visible_to(request.actor).select_related("answer__request")
    found, form = get_object_or_404(rows, pk=recipient_id, answer=asked.answer), SpreadingForm(request.POST)
    if form.is_valid():
        try:
            actions.note_told(request.actor, recipient=found, at=now(), **form.cleaned_data)
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "Noted.")
            return redirect("correcting:correction", request_id=request_id)
    return _page(request, asked, AnswerForm(), telling=form, told=found)


def _page(
    request: ActorRequest,
    asked: queries.Asked,
    form: AnswerForm,
    telling: SpreadingForm | None = None,
    told: Recipient | None = None,
) -> HttpResponse:
    had = recipient_queries.recipients(request.actor, answer=asked.answer) if asked.answer else []
    rows = [
        (one, seen, telling if telling and told == one else SpreadingForm(auto_id=f"id_{number}_%s"))
        for number, (one, seen) in enumerate(had)
    ]
    context = {"asked": asked, "form": form, "recipients": rows, "telling": telling}
    return render(request, "correcting/correction.jinja", context)


def _answer(request: ActorRequest, asked: queries.Asked, entry: Entry, form: AnswerForm) -> None:
    given = form.cleaned_data
    told = {"request": asked.request, "entry": entry, "reason": given["reason"], "at": now()}
    if given["answer"] == "amend":
        actions.accept_correction(request.actor, body=given["body"], **told)
    else:
        actions.keep_as_written(request.actor, **told)
