"""When services do not agree, on pages: raising it, looking at how far it has come, answering, deciding."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hearth.core.errors import NotPossible
from hearth.core.views import ActorRequest
from hearth.holding import actions
from hearth.holding import stalemate_permissions as permissions
from hearth.holding import stalemate_queries as queries
from hearth.holding.codes import Dispute, Stand
from hearth.holding.models import Holding, Stalemate
from hearth.holding.queries import hop_line
from hearth.holding.stalemate_forms import AnswerForm, DecisionForm, PlanWorkerForm, RaiseForm


@require_http_methods(["GET", "POST"])
def stalemates(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """What services did not agree about, and the way to raise it."""
    actor = request.actor
    holdings = Holding.objects.visible_to(actor).select_related(
        "person", "hub", "holder__worker", "holder__organisation"
    )
    holding = get_object_or_404(holdings, person=person_id)
    form = RaiseForm(request.POST or None, holding=holding, may_move=actor.may("holding.move"))
    if form.is_valid():
        try:
            raised = _raise(request, holding, form)
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "Raised. Both services are asked, and nothing stops meanwhile.")
            return redirect("holding:stalemate", stalemate_id=raised.pk)
    found = queries.stalemates_of(actor, person_id=person_id)
    context = {"holding": holding, "person": holding.person, "form": form, "stalemates": list(found)}
    return render(request, "holding/stalemates.jinja", context)


def _raise(request: ActorRequest, holding: Holding, form: RaiseForm) -> Stalemate:
    return actions.raise_stalemate(
        request.actor,
        holding=holding,
        told=form.told(),
        between=form.between(holding),
        payer=form.cleaned_data["payer"],
        holder=form.cleaned_data.get("holder"),
        at=now(),
    )


@require_GET
def stalemate(request: ActorRequest, stalemate_id: UUID) -> HttpResponse:
    """One dispute: who holds and who pays meanwhile, how far up it is, and what may be said now."""
    return _page(request, _found(request, stalemate_id))


@require_POST
def step(request: ActorRequest, stalemate_id: UUID, to: str) -> HttpResponse:
    """An answer, a name for the plan, the decision, or keeping the barrier. Raises Http404 for anything else."""
    found = _found(request, stalemate_id)
    if to not in STEPS:
        raise Http404
    if to == "answer" and queries.my_seat(request.actor, stalemate=found) is None:
        permissions.check_answer_stalemate(request.actor, asked=None)
    form = _forms(request, found, to).get(to, forms.Form(request.POST))
    if form.is_valid():
        try:
            messages.success(request, STEPS[to](request, found, form))
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            return redirect(_where_next(request, found))
    return _page(request, found, **{to: form})


def _where_next(request: ActorRequest, found: Stalemate) -> str:
    """Its own page, unless what being asked let them know has ended with it."""
    still = Stalemate.objects.visible_to(request.actor).filter(pk=found.pk).exists()
    return f"/stalemates/{found.pk}" if still else "/desk"


def _answer(request: ActorRequest, found: Stalemate, form: forms.Form) -> str:
    given = form.cleaned_data
    actions.answer_stalemate(
        request.actor,
        stalemate=found,
        stand=Stand(given["stand"]),
        words=given["words"],
        named_worker=given.get("named_worker"),
        at=now(),
    )
    return "Thank you. Everyone in this can read it, the person first."


def _plan(request: ActorRequest, found: Stalemate, form: forms.Form) -> str:
    party = get_object_or_404(queries.parties_of(request.actor, stalemate=found), pk=_key(request))
    worker = form.cleaned_data["worker"]
    actions.name_for_joint_plan(request.actor, stalemate=found, party=party, worker=worker, at=now())
    return f"{worker.worker.name} is in the plan."


def _decide(request: ActorRequest, found: Stalemate, form: forms.Form) -> str:
    told = form.told()  # type: ignore[attr-defined]  # a DecisionForm
    payer = form.cleaned_data["payer"]
    actions.decide_stalemate(request.actor, stalemate=found, told=told, payer=payer, at=now())
    return "Decided. The person reads it in their journey."


def _keep(request: ActorRequest, found: Stalemate, form: forms.Form) -> str:
    actions.keep_barrier(request.actor, stalemate=found, at=now())
    return "Kept, without a name and without a word of this."


STEPS: dict[str, Callable[[ActorRequest, Stalemate, forms.Form], str]] = {
    "answer": _answer,
    "plan": _plan,
    "decision": _decide,
    "barrier": _keep,
}


def _forms(request: ActorRequest, found: Stalemate, sent: str = "") -> dict[str, Any]:
    """The forms this worker may fill in, the one that was sent with its words."""
    joint = found.kind == Dispute.CO_OCCURRING
    seat = queries.my_seat(request.actor, stalemate=found)
    shown: dict[str, Any] = {"decision": DecisionForm(request.POST if sent == "decision" else None, joint=joint)}
    if seat:
        data = request.POST if sent == "answer" else None
        shown["answer"] = AnswerForm(data, organisation=seat.party.organisation, joint=joint)
    if sent == "plan":
        party = get_object_or_404(queries.parties_of(request.actor, stalemate=found), pk=_key(request))
        shown["plan"] = PlanWorkerForm(request.POST, organisation=party.organisation)
    return shown


def _page(request: ActorRequest, found: Stalemate, **typed: forms.Form) -> HttpResponse:
    actor = request.actor
    rungs = queries.ladder(actor, stalemate=found)
    asked = [seat.asked.pk for one in rungs for seat in one.seats if one.rung == found.rung]
    parties = list(queries.parties_of(actor, stalemate=found))
    missing = [party for party in parties if found.kind == Dispute.CO_OCCURRING and party.named_worker is None]
    context = {
        "stalemate": found,
        "person": found.person.person,
        "holder": found.person.holder,
        "rungs": rungs,
        "parties": parties,
        "seat": queries.my_seat(actor, stalemate=found),
        "forms": {**_forms(request, found), **typed},
        "plan_forms": [(party, PlanWorkerForm(organisation=party.organisation)) for party in missing],
        "problem": next((form for form in typed.values() if form.errors), None),
        "may_decide": found.decided_at is None
        and permissions.may_decide_stalemate(actor, stalemate=found, asked=asked),
        "line": hop_line(actor, holding=found.person, at=now()),
        "days": ((found.decided_at or now()) - found.raised_at).days,
    }
    return render(request, "holding/stalemate.jinja", context)


def _found(request: ActorRequest, stalemate_id: UUID) -> Stalemate:
    known = Stalemate.objects.visible_to(request.actor).select_related(
        "person__person", "person__hub", "person__holder__worker", *queries.WITH_NAMES
    )
    return get_object_or_404(known, id=stalemate_id)


def _key(request: ActorRequest) -> UUID:
    try:
        return UUID(request.POST.get("party", ""))
    except ValueError as problem:
        raise Http404 from problem
