"""The worker's page about who decides for somebody by law: of whom we were told, and what was checked."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from hearth.core.errors import NotPossible
from hearth.core.views import ActorRequest
from hearth.people.models import Person
from hearth.sharing import actions, permissions, queries
from hearth.sharing.decider_forms import CheckForm, DeciderForm
from hearth.sharing.decider_models import LegalDecider


@require_http_methods(["GET", "POST"])
def deciders(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """Who decides for them by law, where each stands, and writing down of whom we were told."""
    actor = request.actor
    person = get_object_or_404(Person.objects.visible_to(actor), id=person_id)
    permissions.check_name_proxy(actor, person=person)
    form = DeciderForm(request.POST or None, relations=queries.could_decide(actor, person=person))
    if form.is_valid():
        decider = actions.note_decider(actor, at=now(), **form.told())
        messages.success(request, "Written down. It counts for nothing until it is checked.")
        return redirect("sharing:decider", person_id=person.id, decider_id=decider.id)
    context = {"person": person, "form": form, "deciders": queries.deciders(actor, person=person, at=now())}
    return render(request, "sharing/deciders.jinja", context)


@require_http_methods(["GET", "POST"])
def decider(request: ActorRequest, person_id: UUID, decider_id: UUID) -> HttpResponse:
    """One of them, and what somebody made sure of."""
    actor = request.actor
    found = get_object_or_404(
        LegalDecider.objects.visible_to(actor).select_related("person", "relation"),
        id=decider_id,
        person_id=person_id,
    )
    permissions.check_name_proxy(actor, person=found.person)
    form = CheckForm(request.POST or None)
    if form.is_valid():
        try:
            actions.note_decider_check(actor, decider=found, at=now(), **form.cleaned_data)
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "Written down, with your name.")
            return redirect("sharing:deciders", person_id=person_id)
    (one,) = [one for one in queries.deciders(actor, person=found.person, at=now()) if one.decider.pk == found.pk]
    return render(request, "sharing/decider.jinja", {"person": found.person, "one": one, "form": form})
