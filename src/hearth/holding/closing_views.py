"""Closing a hub for the night, on pages."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST

from hearth.core.errors import NotPossible
from hearth.core.views import ActorRequest
from hearth.holding import actions, permissions
from hearth.holding import closing_queries as queries
from hearth.holding import closing_rules as rules
from hearth.holding.closing_forms import EveningForm
from hearth.holding.models import EveningPlan, Holding
from hearth.organisations.models import Hub


@require_http_methods(["GET", "POST"])
def closing(request: ActorRequest, hub: str) -> HttpResponse:
    """Who still needs somebody for the night, what is planned, and closing the shift."""
    found = get_object_or_404(Hub, slug=hub)
    permissions.check_see_closing(request.actor, hub=found)
    problem = ""
    if request.method == "POST":
        try:
            actions.close_shift(request.actor, hub=found, at=now())
        except NotPossible as refusal:
            problem = str(refusal)
        else:
            messages.success(request, "Closed. Everyone has somebody for the night.")
            return redirect("holding:closing", hub=found.slug)
    return _page(request, found, problem)


@require_http_methods(["GET", "POST"])
def evening(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """Who is there for somebody tonight, and who is in touch tomorrow."""
    known = Holding.objects.visible_to(request.actor).select_related("person", "hub", "holder__worker")
    holding = get_object_or_404(known, person=person_id)
    permissions.check_plan_evening(request.actor)
    form = EveningForm(request.POST or None, holding=holding)
    if form.is_valid():
        try:
            actions.plan_evening(request.actor, holding=holding, at=now(), **form.cleaned_data)
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, f"{holding.person.known_as} can read who is there tonight and tomorrow.")
            return redirect("holding:closing", hub=holding.hub.slug)
    return render(request, "holding/evening.jinja", {"holding": holding, "person": holding.person, "form": form})


@require_POST
def morning(request: ActorRequest, plan_id: UUID) -> HttpResponse:
    """Somebody has been in touch, as promised."""
    plan = get_object_or_404(EveningPlan.objects.visible_to(request.actor).select_related("hub"), pk=plan_id)
    try:
        actions.in_touch_in_the_morning(request.actor, plan=plan, at=now())
    except NotPossible as problem:
        messages.error(request, str(problem))
    return redirect("holding:closing", hub=plan.hub.slug)


def _page(request: ActorRequest, hub: Hub, problem: str) -> HttpResponse:
    actor, at = request.actor, now()
    tonight = rules.closing(hub.opens, hub.closes, at)
    context = {
        "hub": hub,
        "evening": tonight,
        "problem": problem,
        "waiting": list(queries.need_a_plan(actor, hub=hub, evening=tonight)) if tonight else [],
        "plans": list(queries.plans(actor, hub=hub, evening=tonight)) if tonight else [],
        "mornings": list(queries.mornings(actor, hub=hub, at=at)),
        "closed": tonight is not None and queries.is_closed(hub=hub, evening=tonight),
        "may_close": permissions.may_close_shift(actor, hub=hub),
    }
    return render(request, "holding/closing.jinja", context)
