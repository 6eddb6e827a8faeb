"""For people who are there for somebody: what they see, help of their own, and what they keep for themselves."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hearth.carers import actions, queries
from hearth.carers.forms import AssessmentForm, NoteForm, SeeingForm
from hearth.carers.models import Note
from hearth.core.errors import NotPossible
from hearth.core.views import ActorRequest
from hearth.front_door.queries import hub_for
from hearth.portal.queries import hubs_now
from hearth.portal.views import myself
from hearth.sharing.supporter_models import Supporting

NO_HUB = "No hub is open yet. Please ring one of the numbers on this page."


@require_http_methods(["GET", "POST"])
def seeing(request: ActorRequest, supporting_id: UUID) -> HttpResponse:
    """Tell the team what I see of somebody, whatever they share with me; and what I told before."""
    one = get_object_or_404(Supporting.objects.visible_to(request.actor), id=supporting_id, person=myself(request))
    form = SeeingForm(request.POST or None)
    if form.is_valid():
        told = actions.tell_seeing(request.actor, supporting=one, at=now(), **form.cleaned_data)
        if told.unsafe:
            return redirect("portal:seeing_unsafe")
        messages.success(request, "Thank you. A named worker reads this by the end of the next working day.")
        return redirect("portal:seeing", supporting_id=one.id)
    context = {"one": one, "form": form, "told": queries.told_about(request.actor, about_id=one.about_id)}
    return render(request, "portal/seeing.jinja", context)


@require_GET
def seeing_unsafe(request: ActorRequest) -> HttpResponse:
    """I said somebody may be in danger: whom to ring this minute, before anything else."""
    myself(request)
    return render(request, "portal/unsafe.jinja", {"hubs": hubs_now(now())})


@require_GET
def caring(request: ActorRequest) -> HttpResponse:
    """Help for whoever is there for somebody. It needs nothing of the other to be shared."""
    person = myself(request)
    context = {
        "hubs": hubs_now(now()),
        "groups": queries.groups(),
        "asked": queries.assessment(request.actor, person=person),
    }
    return render(request, "portal/caring.jinja", context)


@require_http_methods(["GET", "POST"])
def notes(request: ActorRequest) -> HttpResponse:
    """Notes for myself, which nobody else reads."""
    person = myself(request)
    form = NoteForm(request.POST or None)
    if form.is_valid():
        actions.keep_note(request.actor, person=person, at=now(), **form.cleaned_data)
        messages.success(request, "Kept, for you alone.")
        return redirect("portal:notes")
    return render(request, "portal/notes.jinja", {"notes": queries.notes(request.actor), "form": form})


@require_POST
def note_removal(request: ActorRequest, own_note_id: UUID) -> HttpResponse:
    """It is gone."""
    found = get_object_or_404(Note.objects.visible_to(request.actor), id=own_note_id, person=myself(request))
    actions.take_out_note(request.actor, note=found, at=now())
    messages.success(request, "It is gone.")
    return redirect("portal:notes")


@require_http_methods(["GET", "POST"])
def assessment(request: ActorRequest) -> HttpResponse:
    """Ask for somebody to look with me at what I need: from then on a named human holds me."""
    person, hub = myself(request), hub_for(request.actor, now())
    form = AssessmentForm(request.POST or None)
    if form.is_valid():
        try:
            if hub is None:
                raise NotPossible(NO_HUB)
            actions.ask_for_assessment(request.actor, person=person, hub=hub, at=now(), **form.cleaned_data)
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "Thank you. Somebody holds you now, by name. It stands on your page.")
            return redirect("portal:me")
    asked = queries.assessment(request.actor, person=person)
    return render(request, "portal/assessment.jinja", {"form": form, "asked": asked})
