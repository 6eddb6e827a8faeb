"""One entry of my journey: its versions, my view beside it, and asking that it be put right."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods

from hearth.core.errors import NotPossible
from hearth.core.views import ActorRequest
from hearth.correcting import actions as correcting
from hearth.correcting import queries
from hearth.correcting.forms import CorrectionForm, ViewForm
from hearth.holding.models import Holding
from hearth.portal.document_forms import ClosingForm
from hearth.portal.views import myself
from hearth.record import actions as record
from hearth.record.models import Entry
from hearth.record.saying_queries import sayings_of, with_sayings
from hearth.sharing import actions as sharing
from hearth.sharing import queries as circles
from hearth.sharing.codes import ONE_ENTRY


@require_http_methods(["GET", "POST"])
def entry(request: ActorRequest, entry_id: UUID) -> HttpResponse:
    """What was written, what it said before, and my view beside it."""
    person, found = myself(request), my_entry(request, entry_id)
    sayings = sayings_of(found)
    mine = next((one.words for one in sayings if not one.is_statement), "")
    form = ViewForm(request.POST or None, initial={"words": mine})
    if form.is_valid():
        try:
            record.say_my_view(request.actor, entry=found, at=now(), **form.cleaned_data)
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "It stands beside what was written, wherever that is read.")
            return redirect("portal:entry", entry_id=found.id)
    versions = queries.versions(request.actor, entry=found)
    context = {
        "person": person,
        "entry": versions[0].entry,
        "versions": versions,
        "sayings": sayings,
        "form": form,
        "is_closed": any(one.entry_id == found.root_id for one in circles.sealings(request.actor, person=person)),
        "waits": queries.waiting_about(request.actor, person_id=person.id, root_id=found.root_id).exists(),
    }
    return render(request, "portal/entry.jinja", context)


@require_http_methods(["GET", "POST"])
def correction(request: ActorRequest, entry_id: UUID) -> HttpResponse:
    """Ask that it be put right; who answers, and by when, is said before."""
    person, found = myself(request), my_entry(request, entry_id)
    form = CorrectionForm(request.POST or None)
    if form.is_valid():
        try:
            correcting.ask_correction(request.actor, entry=found, at=now(), **form.cleaned_data)
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "We have it. Below stands who answers, and by when.")
            return redirect("portal:corrections")
    held = Holding.objects.visible_to(request.actor).filter(person=person).select_related("holder__worker").first()
    return render(request, "portal/correction.jinja", {"person": person, "entry": found, "form": form, "holding": held})


@require_http_methods(["GET", "POST"])
def sealing(request: ActorRequest, entry_id: UUID) -> HttpResponse:
    """Close one entry for everyone else; what may follow is said before."""
    person, found = myself(request), my_entry(request, entry_id)
    form = ClosingForm(request.POST or None)
    if form.is_valid():
        hidden = form.cleaned_data["hidden"]
        told = {"entry_id": found.root_id, "hidden": hidden, "consequence_explained": ONE_ENTRY}
        sharing.seal(request.actor, person=person, at=now(), **told)
        messages.success(request, "It is closed. Only you read it now.")
        return redirect("portal:entry", entry_id=found.id)
    context = {"person": person, "entry": found, "form": form, "consequence": ONE_ENTRY}
    return render(request, "portal/entry_sealing.jinja", context)


@require_GET
def corrections(request: ActorRequest) -> HttpResponse:
    """What I asked to have put right, who answers by when, and what was answered."""
    person = myself(request)
    asked = queries.corrections_of(request.actor, person_id=person.id)
    return render(request, "portal/corrections.jinja", {"person": person, "asked": asked})


def my_entry(request: ActorRequest, entry_id: UUID) -> Entry:
    """An entry of my own record that I may read, with what I say of it; 404 otherwise."""
    entries = with_sayings(request.actor, Entry.objects.visible_to(request.actor))
    return get_object_or_404(entries, id=entry_id, person_id=request.actor.person_id)
