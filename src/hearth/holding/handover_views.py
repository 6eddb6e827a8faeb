"""Handing somebody over, on pages: the question, and every step of its way."""

from collections.abc import Callable
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hearth.core.errors import NotPossible
from hearth.core.views import ActorRequest
from hearth.holding import actions, permissions, queries
from hearth.holding.forms import MetForm, PointOnForm, ProposalForm, TakeBackForm
from hearth.holding.models import Handover, Holding
from hearth.organisations import queries as organisations


@require_http_methods(["GET", "POST"])
def proposing(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """Ask somebody else to hold this person."""
    holdings = Holding.objects.visible_to(request.actor).select_related("person", "holder__worker")
    holding = get_object_or_404(holdings, person=person_id)
    permissions.check_hand_over(request.actor, holding=holding)
    running = queries.running_handover(request.actor, person_id=person_id)
    if running and request.method == "GET":
        return redirect("holding:handover", handover_id=running.id)
    where = request.POST.get("where") or request.GET.get("where", "")
    form = ProposalForm(request.POST or None, options=_options(where), at=organisations.partner(where))
    if form.is_valid():
        try:
            asked = actions.propose_handover(
                request.actor, holding=holding, to=form.target(), proposal=form.proposal(), at=now()
            )
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "Asked. Nothing changes until somebody says yes and you have met.")
            return redirect("holding:handover", handover_id=asked.id)
    context = {"holding": holding, "form": form, "where": where, "places": _every_place()}
    context["line"] = queries.hop_line(request.actor, holding=holding, at=now())
    return render(request, "holding/proposing.jinja", context)


@require_GET
def handover(request: ActorRequest, handover_id: UUID) -> HttpResponse:
    """One question: what is asked, how far it has come, and what may be done next."""
    return _page(request, _found(request, handover_id))


@require_POST
def step(request: ActorRequest, handover_id: UUID, to: str) -> HttpResponse:
    """One step of its way. Raises Http404 for a step there is not."""
    found = _found(request, handover_id)
    if to not in STEPS:
        raise Http404
    form = _form(request, to)
    if form.is_valid():
        try:
            after = STEPS[to](request, found, form)
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            return redirect(_where_next(request, after))
    return _page(request, found, **{to: form})


def _where_next(request: ActorRequest, found: Handover) -> str:
    """Its own page, unless letting go was also the end of what this worker may know."""
    still = Handover.objects.visible_to(request.actor).filter(pk=found.pk).exists()
    return f"/handovers/{found.pk}" if still else "/desk"


def _accept(request: ActorRequest, found: Handover, form: forms.Form) -> Handover:
    messages.success(request, "Thank you. Now meet together; until then nothing changes hands.")
    return actions.accept_handover(request.actor, handover=found, at=now())


def _point(request: ActorRequest, found: Handover, form: forms.Form) -> Handover:
    given = form.cleaned_data
    return actions.point_on(
        request.actor,
        handover=found,
        to=form.target(),  # type: ignore[attr-defined]  # a PointOnForm
        spoken_to=given["spoken_to"],
        because=given["because"],
        at=now(),
    )


def _met(request: ActorRequest, found: Handover, form: forms.Form) -> Handover:
    at = now()
    return actions.have_met(request.actor, handover=found, met_at=form.moment(at=at), at=at)  # type: ignore[attr-defined]  # a MetForm


def _complete(request: ActorRequest, found: Handover, form: forms.Form) -> Handover:
    actions.complete_handover(request.actor, handover=found, at=now())
    return found


def _back(request: ActorRequest, found: Handover, form: forms.Form) -> Handover:
    return actions.withdraw_handover(request.actor, handover=found, because=form.cleaned_data["because"], at=now())


STEPS: dict[str, Callable[[ActorRequest, Handover, forms.Form], Handover]] = {
    "accept": _accept,
    "point": _point,
    "met": _met,
    "complete": _complete,
    "back": _back,
}


def _form(request: ActorRequest, to: str, *, bound: bool = True) -> forms.Form:
    data = request.POST if bound else None
    if to == "point":
        where = request.POST.get("where") if bound else request.GET.get("where", "")
        return PointOnForm(data, options=_options(where or ""))
    return {"met": MetForm, "back": TakeBackForm}.get(to, forms.Form)(data)


def _page(request: ActorRequest, found: Handover, **typed: forms.Form) -> HttpResponse:
    actor = request.actor
    shown = {to: typed.get(to) or _form(request, to, bound=False) for to in ("point", "met", "back")}
    context = {
        "handover": found,
        "chain": list(queries.handovers_of(actor, person_id=found.person_id).filter(root_id=found.root_id)),
        "person": found.person.person,
        "forms": shown,
        "problem": next((form for form in typed.values() if form.errors), None),
        "where": request.POST.get("where") or request.GET.get("where", ""),
        "places": _places(),
        "may_answer": permissions.may_answer(actor, handover=found),
        "may_hand_over": permissions.may_hand_over(actor, holding=found.person),
    }
    return render(request, "holding/handover.jinja", context)


def _found(request: ActorRequest, handover_id: UUID) -> Handover:
    known = Handover.objects.visible_to(request.actor).select_related("person__person", *queries.WITH_NAMES)
    return get_object_or_404(known, id=handover_id)


def _options(where: str) -> list[tuple[str, str]]:
    try:
        return organisations.who_could_hold(UUID(where))
    except ValueError:
        return []


def _every_place() -> list[tuple[str, str]]:
    return [(str(place.id), place.name) for place in organisations.organisations_with_numbers()]


def _places() -> list[tuple[str, str]]:
    return [(str(place.id), place.name) for place in organisations.places_that_hold()]
