"""Reading a part through, item by item."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST

from hearth.core.errors import NotPossible
from hearth.core.views import ActorRequest
from hearth.subject_access import actions, forms, queries
from hearth.subject_access.codes import Outcome, Status
from hearth.subject_access.models import AccessItem, AccessPart


@require_http_methods(["GET", "POST"])
def part(request: ActorRequest, part_id: UUID) -> HttpResponse:
    """Everything in my part, what needs looking at first; and the word that I have read it."""
    found = _part(request, part_id)
    problem = ""
    if request.method == "POST":
        try:
            actions.finish_part(request.actor, part=found, at=now())
        except NotPossible as not_yet:
            problem = str(not_yet)
        else:
            messages.success(request, "Thank you. You have read your part through.")
            return redirect("subject_access:requests")
    items = queries.items(request.actor, part=found)
    context = {"part": found, "name": queries.part_name(found), "items": items, "problem": problem}
    return render(request, "subject_access/part.jinja", context)


@require_http_methods(["GET", "POST"])
def item(request: ActorRequest, item_id: UUID) -> HttpResponse:
    """One item: its words, what the person would get, and what I decide."""
    found = _item(request, item_id)
    (one,) = queries.items_now(request.actor, [found])
    form = forms.ItemForm(request.POST or None, initial=_initial(one))
    if form.is_valid():
        try:
            actions.decide_item(request.actor, item=found, verdict=form.verdict(), at=now())
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            return redirect("subject_access:item", item_id=found.pk)
    context = {
        "one": one,
        "form": form,
        "mine": found.part.reviewer_id == request.actor.membership_id,
        "professional_form": forms.ProfessionalForm(people=queries.health_professionals()),
    }
    return render(request, "subject_access/item.jinja", context)


@require_POST
def professional(request: ActorRequest, item_id: UUID) -> HttpResponse:
    """Ask a health professional about it."""
    found = _item(request, item_id)
    form = forms.ProfessionalForm(request.POST, people=queries.health_professionals())
    if form.is_valid():
        whom = form.cleaned_data["whom"]
        try:
            actions.ask_professional(request.actor, item=found, whom=whom, at=now())
        except NotPossible as problem:
            messages.error(request, str(problem))
        else:
            messages.success(request, f"{whom.worker.name} is asked, and sees this and nothing else.")
    else:
        messages.error(request, "Choose whom you ask.")
    return redirect("subject_access:item", item_id=found.pk)


def _initial(one: queries.ItemNow) -> dict[str, object]:
    if one.decision is None:
        return {} if one.waits else {"outcome": Outcome.GIVE.value}
    body = one.item.body
    phrases = dict.fromkeys(" ".join(body[begins:ends].split()) for begins, ends in one.decision.spans)
    return {
        "outcome": one.decision.outcome,
        "phrases": "\n".join(phrases),
        "reason": one.decision.reason,
        "why": one.decision.why,
        "unsaid": not one.decision.said,
    }


def _part(request: ActorRequest, part_id: UUID) -> AccessPart:
    rows = AccessPart.objects.visible_to(request.actor).select_related("request", "organisation")
    return get_object_or_404(rows, pk=part_id, reviewer=request.actor.membership_id, request__status=Status.REVIEWING)


def _item(request: ActorRequest, item_id: UUID) -> AccessItem:
    rows = AccessItem.objects.visible_to(request.actor).select_related("part__request", "part__organisation", "request")
    found = get_object_or_404(rows, pk=item_id)
    if found.request.status != Status.REVIEWING:
        raise Http404
    return found
