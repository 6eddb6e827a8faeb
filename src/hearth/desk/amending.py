"""Putting right what was written, by whoever wrote it or who leads. Two who do so at once each keep their words."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from hearth.core.errors import NotPossible
from hearth.core.views import ActorRequest
from hearth.people.models import Person
from hearth.record import actions as record
from hearth.record import queries as entries
from hearth.record.forms import AmendForm, ErrorForm
from hearth.record.models import Draft, Entry


@require_http_methods(["GET", "POST"])
def amendment(request: ActorRequest, person_id: UUID, entry_id: UUID) -> HttpResponse:
    """Correct an entry; the old version stays behind it. Whoever comes second sees both, and chooses."""
    found, entry = person_and_entry(request, person_id, entry_id)
    newest = entries.newest(request.actor, entry=entry)
    kept = entries.draft_at(request.actor, place=place_of(entry))
    form = AmendForm(request.POST or None, initial=AmendForm.beginning(newest, kept.fields if kept else {}))
    theirs = newest if newest.pk != entry.pk else None
    if form.is_valid():
        try:
            _amend(request, entry, form, kept)
        except record.AmendedMeanwhile as meanwhile:
            theirs = meanwhile.theirs
            form.add_error(None, str(meanwhile))
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            return redirect("desk:journey", person_id=found.id)
    if theirs is not None and form.is_bound:
        _keep(request, entry, form)
    context = {
        "person": found,
        "entry": newest,
        "form": form,
        "theirs": theirs if form.is_bound else None,
        "kept": kept,
    }
    return render(request, "desk/amendment.jinja", context)


@require_http_methods(["GET", "POST"])
def error(request: ActorRequest, person_id: UUID, entry_id: UUID) -> HttpResponse:
    """Mark an entry as written in error; a marker stays."""
    found, entry = person_and_entry(request, person_id, entry_id)
    form = ErrorForm(request.POST or None)
    if form.is_valid():
        try:
            record.mark_entered_in_error(request.actor, entry=entry, reason=form.cleaned_data["reason"], at=now())
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            return redirect("desk:journey", person_id=found.id)
    return render(request, "desk/error.jinja", {"person": found, "entry": entry, "form": form})


def person_and_entry(request: ActorRequest, person_id: UUID, entry_id: UUID) -> tuple[Person, Entry]:
    """Both, if the actor may see both; 404 otherwise."""
    found = get_object_or_404(Person.objects.visible_to(request.actor), id=person_id)
    entry = get_object_or_404(Entry.objects.visible_to(request.actor), id=entry_id, person_id=found.id)
    return found, entry


def place_of(entry: Entry) -> str:
    """Where the words of whoever came second are kept, whichever version they began from."""
    return f"entry/{entry.root_id}"


def _amend(request: ActorRequest, entry: Entry, form: AmendForm, kept: Draft | None) -> None:
    given = form.cleaned_data
    mine = given["words"]
    body = f"{entry.body}\n\n{mine}" if "both" in request.POST else mine
    record.amend_entry(
        request.actor,
        entry=entry,
        title=entry.title,
        body=body,
        reason=given["reason"],
        marks=record.Marks(given["about_others"], given["told_in_confidence"]),
        at=now(),
    )
    if kept is not None:
        record.drop_draft(request.actor, place=place_of(entry), at=now())


def _keep(request: ActorRequest, entry: Entry, form: AmendForm) -> None:
    fields = {name: form.data.get(name, "") for name in ("words", "reason")}
    record.keep_draft(request.actor, place=place_of(entry), fields=fields, person_id=entry.person_id, at=now())
