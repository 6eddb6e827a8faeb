"""Saying something of us, what everybody may read of it, and answering it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hearth.core.actor import ActorKind
from hearth.core.errors import NotPossible
from hearth.core.views import ActorRequest, open_to_all
from hearth.front_door import throttle
from hearth.outcomes.feedback import actions, permissions, queries
from hearth.outcomes.feedback.codes import Step
from hearth.outcomes.feedback.forms import AnybodyForm, TellForm
from hearth.outcomes.feedback.rules import WORKER_STEPS
from hearth.outcomes.models import YouSaid

ROOM = "feedback"


@open_to_all
@require_http_methods(["GET", "POST"])
def feedback(request: ActorRequest) -> HttpResponse:
    """Tell us something, without a sign-in. Whoever is signed in as themselves has a page of their own for it."""
    if request.actor.kind is ActorKind.PERSON:
        return redirect("/me/feedback")
    form, status = AnybodyForm(request.POST or None), 200
    if form.is_valid():
        try:
            throttle.check_room(request, ROOM, phone="", at=now())
            _, secret = actions.say(request.actor, told=form.told(), at=now())
        except throttle.TooManyAtOnce as problem:
            status = 429
            form.add_error(None, str(problem))
        else:
            return redirect("outcomes:said", said_token=secret)
    context = {"form": form, "advice": queries.advice()}
    return render(request, "outcomes/feedback.jinja", context, status=status)


@open_to_all
@require_GET
def said(request: ActorRequest, said_token: str) -> HttpResponse:
    """What I said, and what followed, behind a secret nobody can guess."""
    found = queries.behind(said_token)
    if found is None:
        raise Http404
    context = {"found": found, "address": request.build_absolute_uri(), "advice": queries.advice()}
    response = render(request, "outcomes/said.jinja", context)
    response["Cache-Control"] = "no-store"
    return response


@open_to_all
@require_GET
def you_said(request: ActorRequest) -> HttpResponse:
    """What people said, and what we did, or why we could not."""
    return render(request, "outcomes/you_said.jinja", {"told": queries.you_said()})


@require_GET
def everything(request: ActorRequest) -> HttpResponse:
    """What people told us and waits for an answer, and what was answered lately."""
    permissions.check_answer(request.actor)
    context = {
        "waiting": queries.to_answer(request.actor),
        "answered": queries.answered_lately(request.actor, at=now()),
        "told": queries.you_said(),
        "now": now(),
    }
    return render(request, "outcomes/heard_all.jinja", context)


@require_GET
def heard(request: ActorRequest, feedback_id: UUID) -> HttpResponse:
    """One of them: what was said, what was done, and what may follow."""
    return _page(request, _one(request, feedback_id))


@require_POST
def steps(request: ActorRequest, feedback_id: UUID) -> HttpResponse:
    """One more step, by name."""
    one, words = _one(request, feedback_id), request.POST.get("words", "")
    kind = request.POST.get("step", "")
    if kind not in [step.value for step in WORKER_STEPS]:
        raise Http404
    try:
        actions.take_step(request.actor, feedback=one.feedback, step=Step(kind), words=words, at=now())
    except NotPossible as problem:
        return _page(request, one, problem=str(problem), words=words)
    messages.success(request, "It bears your name now." if kind == Step.TAKEN else "They can read it now.")
    return redirect("outcomes:heard", feedback_id=feedback_id)


@require_POST
def telling(request: ActorRequest, feedback_id: UUID) -> HttpResponse:
    """Put it up for everybody."""
    one, form = _one(request, feedback_id), TellForm(request.POST)
    if form.is_valid():
        try:
            actions.tell_everybody(request.actor, feedback=one.feedback, at=now(), **form.what())
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "Everybody can read it now.")
            return redirect("outcomes:heard", feedback_id=feedback_id)
    return _page(request, one, form=form)


@require_POST
def taking_down(request: ActorRequest, you_said_id: UUID) -> HttpResponse:
    """Take down what everybody could read."""
    permissions.check_answer(request.actor)
    found = get_object_or_404(YouSaid, pk=you_said_id)
    try:
        actions.take_down(request.actor, you_said=found, why=request.POST.get("why", ""), at=now())
    except NotPossible as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, "It is taken down.")
    return redirect("outcomes:feedback_to_answer")


def _one(request: ActorRequest, feedback_id: UUID) -> queries.Heard:
    permissions.check_answer(request.actor)
    found = queries.heard(request.actor, feedback_id=feedback_id)
    if found is None:
        raise Http404
    return found


def _page(
    request: ActorRequest, one: queries.Heard, *, problem: str = "", words: str = "", form: TellForm | None = None
) -> HttpResponse:
    context = {
        "one": one,
        "problem": problem,
        "words": words,
        "form": form or TellForm(),
        "told": queries.told_of(one.feedback),
        "now": now(),
    }
    return render(request, "outcomes/heard.jinja", context)
