"""My measures: questions I may answer now and again, what they come to over time, and help when an answer is heavy."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, localtime, now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hearth.core.errors import NotPossible
from hearth.core.views import ActorRequest
from hearth.outcomes import actions, drawing, queries, rule_queries
from hearth.outcomes.codes import FillStatus, Mode, Offered
from hearth.outcomes.forms import AboutForm, ItemsForm, initial
from hearth.outcomes.instruments import Instrument
from hearth.outcomes.models import Fill
from hearth.outcomes.queries import Measure
from hearth.outcomes.terms import Sitting
from hearth.portal import queries as portal
from hearth.portal.views import myself

NOT_TODAY = {Offered.DECLINED.value, Offered.NOT_NOW.value}


@require_GET
def my_measures(request: ActorRequest) -> HttpResponse:
    """Every measure there is for me."""
    person = myself(request)
    found = queries.measures(request.actor, person_id=person.pk, on=localdate())
    shown = [one for one in found if one.is_for_them]
    return render(request, "portal/measures.jinja", {"person": person, "measures": shown})


@require_GET
def my_measure(request: ActorRequest, code: str) -> HttpResponse:
    """One measure: how it went over time, and beginning it."""
    found = _measure(request, code)
    begun = next((fill for fill in found.begun if fill.mode == Mode.OWN), None)
    context = {
        "measure": found,
        "pictures": drawing.pictures(found),
        "alone": drawing.alone(found, found.spoken),
        "unchecked_rules": rule_queries.unchecked(found.of),
        "begun": begun,
    }
    return render(request, "portal/measure.jinja", context)


@require_POST
def my_beginning(request: ActorRequest, code: str) -> HttpResponse:
    """Begin it, or go on where I left it."""
    person, found = myself(request), _measure(request, code)
    languages = [one.words.language for one in found.words]
    chosen = request.POST.get("language", "")
    language = chosen if chosen in languages else next(iter(languages), "")
    form = AboutForm(request.POST)
    sitting = Sitting(Mode.OWN, language=language, about=form.about() if form.is_valid() else None)
    try:
        fill = actions.begin_fill(request.actor, person=person, of=found.of, sitting=sitting, at=now())
    except NotPossible as problem:
        messages.error(request, str(problem))
        return redirect("portal:my_measure", code=code)
    return redirect("portal:my_item", own_id=fill.pk, item=1)


@require_POST
def my_not_today(request: ActorRequest, code: str) -> HttpResponse:
    """I would rather not, or not now. Nothing hangs on it."""
    person, found = myself(request), _measure(request, code)
    outcome = request.POST.get("outcome", "")
    if outcome in NOT_TODAY:
        actions.note_offer(request.actor, person=person, of=found.of, outcome=Offered(outcome), at=now())
        messages.success(request, "That is all right. Nothing hangs on it.")
    return redirect("portal:my_measures")


@require_http_methods(["GET", "POST"])
def my_item(request: ActorRequest, own_id: UUID, item: int) -> HttpResponse:
    """One question a page. Going on keeps the answer; leaving one out is all right."""
    fill, of = _begun(request, own_id)
    if item not in of.numbers or not queries.may_be_shown(fill, on=localdate()):
        raise Http404
    form = _form(request, fill, [item])
    if form.is_valid():
        actions.answer_items(request.actor, fill=fill, answers=form.answers(), at=now())
        if item == of.items:
            return redirect("portal:my_check", own_id=fill.pk)
        return redirect("portal:my_item", own_id=fill.pk, item=item + 1)
    context = {"fill": fill, "of": of, "words": queries.words_of(fill), "item": item, "form": form}
    context["reason"] = queries.reason_of(request.actor, fill=fill)
    return render(request, "portal/item.jinja", context)


@require_http_methods(["GET", "POST"])
def my_whole_sitting(request: ActorRequest, own_id: UUID) -> HttpResponse:
    """All questions on one page, for whoever likes that better."""
    fill, of = _begun(request, own_id)
    if not queries.may_be_shown(fill, on=localdate()):
        raise Http404
    form = _form(request, fill, of.numbers)
    if form.is_valid():
        actions.answer_items(request.actor, fill=fill, answers=form.answers(), at=now())
        return redirect("portal:my_check", own_id=fill.pk)
    context = {"fill": fill, "of": of, "words": queries.words_of(fill), "form": form}
    context["reason"] = queries.reason_of(request.actor, fill=fill)
    return render(request, "portal/whole_sitting.jinja", context)


@require_POST
def my_draft(request: ActorRequest, own_id: UUID) -> HttpResponse:
    """Keep what I have chosen so far; answers with the time it was kept."""
    fill, of = _begun(request, own_id)
    sent = [number for number in of.numbers if f"item-{number}" in request.POST]
    form = _form(request, fill, sent)
    if not form.is_valid():
        return JsonResponse({}, status=409)
    actions.answer_items(request.actor, fill=fill, answers=form.answers(), at=now())
    return JsonResponse({"kept": f"{localtime():%H:%M}"})


@require_http_methods(["GET", "POST"])
def my_check(request: ActorRequest, own_id: UUID) -> HttpResponse:
    """What I answered, before I finish."""
    fill = _mine(request, own_id)
    if fill.status != FillStatus.OPEN:
        return redirect("portal:my_sitting", fill_id=own_id)
    return _finish(request, fill) if request.method == "POST" else _sitting(request, fill)


@require_GET
def my_sitting(request: ActorRequest, fill_id: UUID) -> HttpResponse:
    """What I answered, and what it comes to."""
    return _sitting(request, _mine(request, fill_id))


@require_POST
def my_sitting_ending(request: ActorRequest, own_id: UUID) -> HttpResponse:
    """Not this time."""
    fill = _mine(request, own_id)
    try:
        actions.let_go(request.actor, fill=fill, at=now())
    except NotPossible as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, "Let go. Nothing of it is kept for others.")
    return redirect("portal:my_measures")


@require_GET
def my_help(request: ActorRequest, fill_id: UUID) -> HttpResponse:
    """Help now, at once, and the truth about who knows."""
    fill = _mine(request, fill_id)
    worry = queries.worry_of(request.actor, fill=fill)
    if worry is None:
        raise Http404
    holding = queries.holding_of(request.actor, person_id=fill.person_id)
    context = {"fill": fill, "worry": worry, "holding": holding, "hubs": portal.hubs_now(now())}
    return render(request, "portal/measure_help.jinja", context)


def _finish(request: ActorRequest, fill: Fill) -> HttpResponse:
    try:
        done = actions.finish_fill(request.actor, fill=fill, at=now())
    except NotPossible as problem:
        messages.error(request, str(problem))
        return redirect("portal:my_check", own_id=fill.pk)
    if done.worry is not None:
        return redirect("portal:my_help", fill_id=fill.pk)
    messages.success(request, "Thank you. It stands with your measures.")
    return redirect("portal:my_sitting", fill_id=fill.pk)


def _sitting(request: ActorRequest, fill: Fill) -> HttpResponse:
    context = {
        "fill": fill,
        "result": queries.result(request.actor, fill=fill),
        "words": queries.words_shown(fill, on=localdate()),
        "areas": queries.areas_of(request.actor, fill=fill),
        "unchecked_rules": rule_queries.unchecked(queries.instrument_of(fill)),
    }
    return render(request, "portal/sitting.jinja", context)


def _form(request: ActorRequest, fill: Fill, numbers: "range | list[int]") -> ItemsForm:
    so_far = initial(queries.answers_of(request.actor, fill=fill))
    of, words = queries.instrument_of(fill), queries.words_of(fill)
    return ItemsForm(request.POST or None, words=words, of=of, numbers=numbers, initial=so_far)


def _measure(request: ActorRequest, code: str) -> Measure:
    found = queries.measure(request.actor, person_id=myself(request).pk, code=code, on=localdate())
    if found is None:
        raise Http404
    return found


def _begun(request: ActorRequest, own_id: UUID) -> tuple[Fill, Instrument]:
    fill = _mine(request, own_id)
    if fill.status != FillStatus.OPEN or fill.mode != Mode.OWN:
        raise Http404
    return fill, queries.instrument_of(fill)


def _mine(request: ActorRequest, fill_id: UUID) -> Fill:
    fill = queries.fill(request.actor, person_id=myself(request).pk, fill_id=fill_id)
    if fill is None or fill.status == FillStatus.LET_GO:
        raise Http404
    return fill
