"""Keeping a record close: saying so, looking again, opening it; and a guardian's list of who opened what is close."""

from collections.abc import Callable
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hearth.core.errors import NotPossible
from hearth.core.views import ActorRequest
from hearth.identity import actions, permissions
from hearth.identity import restriction_queries as queries
from hearth.identity.restriction_forms import LiftingForm, RestrictionForm
from hearth.people.identity_models import Restriction
from hearth.people.models import Person

CLOSE = "Kept close from this second. It opens for whoever holds them, whom they named, and in an emergency."


@require_http_methods(["GET", "POST"])
def restriction(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """Keeping it close; and while it is, why, since when, and what may become of it."""
    person = _person(request, person_id)
    form = RestrictionForm(request.POST or None, today=localdate())
    if form.is_valid():
        try:
            actions.restrict(request.actor, person=person, at=now(), **form.cleaned_data)
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, CLOSE)
            return _where_they_still_see(request, person_id)
    live = queries.restriction_of(request.actor, person_id=person_id)
    context = {"person": person, "restriction": live, "form": form, "lifting": LiftingForm(prefix="lift")}
    return render(request, "identity/restriction.jinja", context)


@require_POST
def review(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """Somebody looked again, and it stays close."""
    live, form = _live(request, person_id), RestrictionForm(request.POST, today=localdate())
    return _after(
        request,
        live,
        form,
        lambda: actions.keep_restricted(request.actor, restriction=live, at=now(), **form.cleaned_data),
        "It stays close.",
    )


@require_POST
def lifting(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """It opens again."""
    live, form = _live(request, person_id), LiftingForm(request.POST, prefix="lift")
    return _after(
        request,
        live,
        form,
        lambda: actions.lift_restriction(request.actor, restriction=live, at=now(), **form.cleaned_data),
        "It opens again, as they chose in their circle.",
    )


@require_GET
def kept_close(request: ActorRequest) -> HttpResponse:
    """Every record that is kept close, and who opened it without holding them."""
    permissions.check_look_at_restrictions(request.actor)
    return render(request, "identity/kept_close.jinja", {"close": queries.kept_close(request.actor)})


def _after(
    request: ActorRequest, live: Restriction, form: forms.Form, change: Callable[[], object], says: str
) -> HttpResponse:
    if form.is_valid():
        try:
            change()
        except NotPossible as problem:
            messages.error(request, str(problem))
        else:
            messages.success(request, says)
    else:
        messages.error(request, " ".join(str(words) for field in form.errors.values() for words in field))
    return _where_they_still_see(request, live.person_id)


def _where_they_still_see(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """Whoever keeps a record close and does not hold them has closed it for themselves as well."""
    if Person.objects.visible_to(request.actor).filter(pk=person_id).exists():
        return redirect("identity:restriction", person_id=person_id)
    return redirect("desk:today")


def _person(request: ActorRequest, person_id: UUID) -> Person:
    person = get_object_or_404(Person.objects.visible_to(request.actor), id=person_id)
    permissions.check_restrict(request.actor, person=person)
    return person


def _live(request: ActorRequest, person_id: UUID) -> Restriction:
    _person(request, person_id)
    found = queries.restriction_of(request.actor, person_id=person_id)
    if found is None:
        raise Http404
    return found
