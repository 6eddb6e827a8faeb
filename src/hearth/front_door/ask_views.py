"""Asking for support: one thing on each page, kept as it is typed; or everything at once."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods

from hearth.core.errors import NotPossible
from hearth.core.views import ActorRequest, open_to_all
from hearth.front_door import actions, ask_steps, queries, throttle
from hearth.front_door.ask_steps import STEPS, Step
from hearth.front_door.forms import AskForm, StepForm
from hearth.front_door.views import received

ASKING = "asking"


@open_to_all
@require_http_methods(["GET", "POST"])
def ask(request: ActorRequest) -> HttpResponse:
    """The first page; and where everything arrives when it is sent."""
    if request.method == "GET":
        begun = {**kept(request), **({"for_whom": request.GET["for"]} if "for" in request.GET else {})}
        return step_page(request, ask_steps.WHOM, StepForm(step=ask_steps.WHOM, told=begun), begun)
    form, status = AskForm(request.POST), 200
    if form.is_valid():
        try:
            return sent(request, form)
        except NotPossible as problem:
            status = 429 if isinstance(problem, throttle.TooManyAtOnce) else 200
            form.add_error(None, str(problem))
    return render(request, "front_door/ask.jinja", {"form": form}, status=status)


@open_to_all
@require_GET
def whole(request: ActorRequest) -> HttpResponse:
    """Every question on one page, for whoever would rather see them all, or print them."""
    return render(request, "front_door/ask.jinja", {"form": AskForm(initial=kept(request))})


@open_to_all
@require_http_methods(["GET", "POST"])
def step(request: ActorRequest, question: str) -> HttpResponse:
    """One page. What is typed is kept before the next one comes; it can be left at any of them."""
    if question not in STEPS:
        raise Http404
    asked, told = STEPS[question], kept(request)
    form = StepForm(request.POST or None, step=asked, told=told)
    leaving = "later" in request.POST
    if request.method == "POST" and (form.is_valid() or leaving):
        try:
            told = keep(request, {**told, **form.typed()})
        except NotPossible as problem:
            form.add_error(None, str(problem))
            return step_page(request, asked, form, told, status=429)
        onward = ask_steps.next_step(told)
        return redirect("/ask/later" if leaving else f"/ask/{onward.slug if onward else 'enough'}")
    return step_page(request, asked, form, told)


@open_to_all
@require_GET
def enough(request: ActorRequest) -> HttpResponse:
    """What was told so far: it is enough, and whoever wants to can say more."""
    told = kept(request)
    onward = ask_steps.next_step(told)
    if onward is not None:
        return redirect(f"/ask/{onward.slug}")
    form = AskForm(initial=told)
    context = {"form": form, "told": told, "more": ask_steps.MORE, "steps": ask_steps.needed_of(told)[1:]}
    return render(request, "front_door/enough.jinja", context)


@open_to_all
@require_GET
def later(request: ActorRequest) -> HttpResponse:
    """The code with which to go on, on any phone or computer."""
    code = request.session.get(ASKING, "")
    if not code:
        return redirect("front_door:ask")
    response = render(request, "front_door/later.jinja", {"code": code})
    response["Cache-Control"] = "no-store"
    return response


def step_page(
    request: ActorRequest, asked: Step, form: StepForm, told: dict[str, str], status: int = 200
) -> HttpResponse:
    """One question around a form that may hold words already."""
    another = ask_steps.is_for_another(told)
    needed = ask_steps.needed_of(told)
    context = {
        "step": asked,
        "heading": asked.of_another if another else asked.heading,
        "form": form,
        "place": needed.index(asked) + 1 if asked in needed else 0,
        "of": len(needed),
    }
    return render(request, "front_door/step.jinja", context, status=status)


def kept(request: ActorRequest) -> dict[str, str]:
    """What this browser has told so far; of somebody signed in as themselves, what they told us before."""
    code = request.session.get(ASKING, "")
    return (queries.asking(code) if code else None) or queries.own_answers(request.actor)


def keep(request: ActorRequest, told: dict[str, str]) -> dict[str, str]:
    """Keep it behind this browser's code. Raises NotPossible in a flood."""
    at = now()
    hub = queries.hub_for(request.actor, at)
    throttle.check_room(request, "drafts", phone=hub.phone if hub else "", at=at)
    request.session[ASKING] = actions.keep_asking(request.actor, code=request.session.get(ASKING, ""), told=told, at=at)
    return told


def sent(request: ActorRequest, form: AskForm) -> HttpResponse:
    """It is received, and what was kept of it on the way is gone. Raises NotPossible."""
    answer = received(request, form.told())
    if code := request.session.pop(ASKING, ""):
        actions.stop_asking(request.actor, code=code, at=now())
    return answer
