"""Somebody has died: saying so, looking at who still sees the record, and putting it right if it was a mistake."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST

from hearth.core.errors import NotPossible
from hearth.core.views import ActorRequest
from hearth.identity import actions, permissions, queries
from hearth.identity.death_forms import DeathForm, MistakeForm
from hearth.people.identity_models import Death
from hearth.people.models import Person


@require_http_methods(["GET", "POST"])
def death(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """Saying that somebody has died; and afterwards what was stopped, and what is still to do."""
    person = _person(request, person_id)
    known = queries.death_of(request.actor, person_id=person_id)
    form = DeathForm(None if known else request.POST or None)
    if form.is_valid():
        try:
            actions.say_died(request.actor, person=person, told=form.told(), at=now())
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            return redirect("identity:death", person_id=person_id)
    mine = known is not None and known.undo_proposed_by_id == request.actor.worker_id
    context = {"person": person, "death": known, "form": form, "mistake": MistakeForm(), "mine": mine}
    return render(request, "identity/death.jinja", context)


@require_POST
def access(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """Somebody looked at who still sees this record."""
    known = _death(request, person_id)
    try:
        actions.review_access(request.actor, death=known, at=now())
    except NotPossible as problem:
        messages.error(request, str(problem))
    return redirect("identity:death", person_id=person_id)


@require_POST
def mistake(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """It was entered wrongly, says one."""
    known = _death(request, person_id)
    form = MistakeForm(request.POST)
    if form.is_valid():
        actions.propose_undoing(request.actor, death=known, at=now(), **form.cleaned_data)
    else:
        messages.error(request, "Say in a few words why.")
    return redirect("identity:death", person_id=person_id)


@require_POST
def undone(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """Another says so too: everything runs on."""
    try:
        actions.undo_died(request.actor, death=_death(request, person_id), at=now())
    except NotPossible as problem:
        messages.error(request, str(problem))
        return redirect("identity:death", person_id=person_id)
    messages.success(request, "Put right. What was promised runs on; talks that were cancelled are arranged anew.")
    return redirect("desk:person", person_id=person_id)


def _person(request: ActorRequest, person_id: UUID) -> Person:
    person = get_object_or_404(Person.objects.visible_to(request.actor), id=person_id)
    permissions.check_say_died(request.actor, person=person)
    return person


def _death(request: ActorRequest, person_id: UUID) -> Death:
    _person(request, person_id)
    found = queries.death_of(request.actor, person_id=person_id)
    if found is None:
        raise Http404
    return found
