"""A shift changes hands, on a page: each person by name, one tap each, or all but those who stay."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST

from hearth.core.errors import NotPossible
from hearth.core.views import ActorRequest
from hearth.holding import actions, permissions
from hearth.holding import shift_queries as queries
from hearth.holding.closing_forms import NextShiftForm
from hearth.holding.models import ShiftChange
from hearth.organisations.models import Hub


@require_http_methods(["GET", "POST"])
def shift_change(request: ActorRequest, hub: str) -> HttpResponse:
    """Who goes and who comes; whom nobody has said yes to yet; and naming who comes after me."""
    found = get_object_or_404(Hub, slug=hub)
    permissions.check_see_closing(request.actor, hub=found)
    form = NextShiftForm(request.POST or None, hub=found, but=request.actor.membership_id)
    if form.is_valid():
        try:
            actions.offer_shift(request.actor, hub=found, taker=form.cleaned_data["taker"], at=now())
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "They are asked. You hold everyone until they say yes.")
            return redirect("holding:shift_change", hub=found.slug)
    return _page(request, found, form)


@require_POST
def yes(request: ActorRequest, change_id: UUID) -> HttpResponse:
    """I hold this one from now on; or all of them but those who are ticked."""
    change = _found(change_id)
    permissions.check_take_shift(request.actor, change=change)
    only = set(request.POST.getlist("person")) or None
    mine = queries.wanted(request.actor, change=change, only=only, but=set(request.POST.getlist("but")))
    try:
        taken = actions.say_yes_to(request.actor, change=change, people=mine, at=now())
    except NotPossible as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, f"You hold {taken} more. They are told.")
    return redirect("holding:shift_change", hub=change.hub.slug)


@require_POST
def end(request: ActorRequest, change_id: UUID) -> HttpResponse:
    """It is called off; nobody changes hands."""
    change = _found(change_id)
    try:
        actions.call_off_shift(request.actor, change=change, at=now())
    except NotPossible as problem:
        messages.error(request, str(problem))
    return redirect("holding:shift_change", hub=change.hub.slug)


def _page(request: ActorRequest, hub: Hub, form: forms.Form) -> HttpResponse:
    changes = list(queries.changes_at(hub))
    context = {
        "hub": hub,
        "form": form,
        "held": queries.held_here(request.actor, hub=hub),
        "mine": [one for one in changes if one.giver_id == request.actor.membership_id],
        "changes": [(one, list(queries.still_held(request.actor, change=one))) for one in changes],
    }
    return render(request, "holding/shift_change.jinja", context)


def _found(change_id: UUID) -> ShiftChange:
    known = ShiftChange.objects.select_related("hub", "giver__worker", "taker__worker", "taker__organisation")
    return get_object_or_404(known, pk=change_id)
