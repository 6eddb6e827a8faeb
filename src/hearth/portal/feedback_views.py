"""What I tell them about them: thanks, an idea, a complaint; what followed, and saying that it does not answer me."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hearth.core.errors import NotPossible
from hearth.core.views import ActorRequest
from hearth.outcomes.feedback import actions, queries
from hearth.outcomes.feedback.forms import FeedbackForm
from hearth.portal import queries as portal
from hearth.portal.views import myself


@require_http_methods(["GET", "POST"])
def my_feedback(request: ActorRequest) -> HttpResponse:
    """Everything I told them, and a way to tell them more."""
    person = myself(request)
    holding = portal.holding_of(request.actor, person=person)
    form = FeedbackForm(request.POST or None, initial={"hub": str(holding.hub_id) if holding else ""})
    if form.is_valid():
        said, _ = actions.say(request.actor, told=form.told(), at=now())
        messages.success(request, "Thank you. We have it.")
        return redirect("portal:my_said", feedback_id=said.pk)
    context = {
        "form": form,
        "said": queries.said_by(request.actor, person_id=person.pk),
        "advice": queries.advice(),
    }
    return render(request, "portal/feedback.jinja", context)


@require_GET
def my_said(request: ActorRequest, feedback_id: UUID) -> HttpResponse:
    """One of them, and what followed."""
    return _page(request, _mine(request, feedback_id))


@require_POST
def my_return(request: ActorRequest, feedback_id: UUID) -> HttpResponse:
    """Their answer does not answer me."""
    one, words = _mine(request, feedback_id), request.POST.get("words", "")
    try:
        actions.come_back(request.actor, feedback=one.feedback, words=words, at=now())
    except NotPossible as problem:
        return _page(request, one, problem=str(problem), words=words)
    messages.success(request, "Thank you for saying so. We look at it again.")
    return redirect("portal:my_said", feedback_id=feedback_id)


def _mine(request: ActorRequest, feedback_id: UUID) -> queries.Heard:
    found = queries.heard(request.actor, feedback_id=feedback_id)
    if found is None or found.feedback.person_id != myself(request).pk:
        raise Http404
    return found


def _page(request: ActorRequest, one: queries.Heard, *, problem: str = "", words: str = "") -> HttpResponse:
    context = {"one": one, "problem": problem, "words": words, "advice": queries.advice()}
    return render(request, "portal/said.jinja", context)
