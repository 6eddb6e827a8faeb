"""What keeps somebody safe, on pages: allergies and medicines, and what to know before a visit."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods

from hearth.core.errors import NotPossible
from hearth.core.views import ActorRequest
from hearth.people.models import Person
from hearth.record import actions as record
from hearth.record import queries
from hearth.record.models import HealthFact, SafetyNote
from hearth.record.safe_forms import EndedNoteForm, FactForm, KeptNoteForm, NoLongerForm, NoteForm, SaidAgainForm

KEPT = "Kept. They can read that it was written down."
FACT_STEPS: dict[str, tuple[type[forms.Form], Callable[..., Any], str, str]] = {
    "confirmation": (SaidAgainForm, record.confirm_fact, "Is it still so?", "It is still so"),
    "ending": (NoLongerForm, record.end_fact, "Is it no longer so?", "It is no longer so"),
}
NOTE_STEPS: dict[str, tuple[type[forms.Form], Callable[..., Any], str, str]] = {
    "renewal": (KeptNoteForm, record.renew_note, "Does it still hold?", "Keep it for now"),
    "ending": (EndedNoteForm, record.end_note, "Is it no longer needed?", "End it"),
}


@require_http_methods(["GET", "POST"])
def health(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """Allergies and medicines: what stands, with who said so, and a form for one more."""
    found, form = _person(request, person_id), FactForm(request.POST or None)
    if form.is_valid():
        told = form.told(today=localdate())
        if _done(form, lambda: record.write_fact(request.actor, person=found, told=told, at=now())):
            messages.success(request, KEPT)
            return redirect("desk:health", person_id=found.id)
    facts = queries.health_facts(request.actor, person_id=found.id)
    return render(request, "desk/health.jinja", {"person": found, "form": form, "facts": facts})


@require_http_methods(["GET", "POST"])
def fact_step(request: ActorRequest, person_id: UUID, fact_id: UUID, step: str) -> HttpResponse:
    """One of them is still so, or is no longer so."""
    found = _person(request, person_id)
    fact = get_object_or_404(HealthFact.objects.visible_to(request.actor), id=fact_id, person=found)
    return _step(request, found, FACT_STEPS, step, {"fact": fact})


@require_http_methods(["GET", "POST"])
def notes(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """What to know before a visit: what holds, what has run out, and a form for one more."""
    found, form = _person(request, person_id), NoteForm(request.POST or None)
    if form.is_valid() and _done(
        form, lambda: record.write_note(request.actor, person=found, told=form.told(), at=now())
    ):
        messages.success(request, KEPT)
        return redirect("desk:notes", person_id=found.id)
    standing = queries.every_note(request.actor, person_id=found.id)
    context = {"person": found, "form": form, "notes": standing, "today": localdate()}
    return render(request, "desk/safety_notes.jinja", context)


@require_http_methods(["GET", "POST"])
def note_step(request: ActorRequest, person_id: UUID, note_id: UUID, step: str) -> HttpResponse:
    """One of them is kept for another while, or is no longer needed."""
    found = _person(request, person_id)
    note = get_object_or_404(SafetyNote.objects.visible_to(request.actor), id=note_id, person=found)
    return _step(request, found, NOTE_STEPS, step, {"note": note})


def _step(
    request: ActorRequest, found: Person, steps: dict[str, Any], step: str, about: dict[str, HealthFact | SafetyNote]
) -> HttpResponse:
    if step not in steps:
        raise Http404
    kind, act, question, answer = steps[step]
    form = kind(request.POST or None)
    if form.is_valid() and _done(form, lambda: act(request.actor, at=now(), **about, **form.cleaned_data)):
        messages.success(request, KEPT)
        return redirect("desk:health" if "fact" in about else "desk:notes", person_id=found.id)
    context = {"person": found, "form": form, "question": question, "answer": answer, **about}
    return render(request, "desk/safe_step.jinja", context)


def _person(request: ActorRequest, person_id: UUID) -> Person:
    request.actor.check("record.write")
    return get_object_or_404(Person.objects.visible_to(request.actor), id=person_id)


def _done(form: forms.Form, act: Callable[[], object]) -> bool:
    try:
        act()
    except NotPossible as problem:
        form.add_error(None, str(problem))
        return False
    return True
