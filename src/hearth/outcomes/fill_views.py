"""Filling a measure in with somebody, at the desk or with the screen turned round: finishing it, staying with them, and
talking it through.
"""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, localtime, now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hearth.core.errors import NotPossible
from hearth.core.views import ActorRequest
from hearth.outcomes import actions, queries, rule_queries, scoring
from hearth.outcomes.codes import FillStatus, Mode
from hearth.outcomes.forms import AreaForm, ItemsForm, RetractionForm, initial
from hearth.outcomes.models import Fill
from hearth.outcomes.queries import Result
from hearth.outcomes.views import opened


@require_http_methods(["GET", "POST"])
def items(request: ActorRequest, person_id: UUID, begun_id: UUID, *, turned: bool = False) -> HttpResponse:
    """All items on one page: kept with every sending, until it is finished."""
    found = begun(request, person_id, begun_id, turned=turned)
    if found.status != FillStatus.OPEN:
        return redirect(ended(turned), person_id=person_id, fill_id=begun_id)
    of = queries.instrument_of(found)
    so_far = initial(queries.answers_of(request.actor, fill=found))
    form = ItemsForm(request.POST or None, words=queries.words_of(found), of=of, numbers=of.numbers, initial=so_far)
    if form.is_valid():
        try:
            return kept(request, found, form, turned=turned)
        except NotPossible as problem:
            form.add_error(None, str(problem))
    context = {"person": found.person, "fill": found, "of": of, "words": queries.words_of(found), "form": form}
    context["reason"] = queries.reason_of(request.actor, fill=found)
    return render(request, "outcomes/fill.jinja", {**context, **around(found, turned=turned)})


@require_GET
def fill(request: ActorRequest, person_id: UUID, fill_id: UUID) -> HttpResponse:
    """What one sitting amounts to; one that is not finished yet goes on."""
    found = begun(request, person_id, fill_id)
    if found.status == FillStatus.OPEN and found.recorded_by_id is not None:
        return redirect("outcomes:items", person_id=person_id, begun_id=fill_id)
    return finished(request, found)


@require_GET
def after(request: ActorRequest, person_id: UUID, fill_id: UUID) -> HttpResponse:
    """What the person reads on a turned screen once they have answered, go on later, or would rather not."""
    found = begun(request, person_id, fill_id, turned=True)
    shown = queries.result(request.actor, fill=found) if found.status == FillStatus.DONE else None
    context = {
        **around(found, turned=True),
        "person": found.person,
        "result": shown,
        "unchecked_rules": rule_queries.unchecked(shown.of) if shown else [],
    }
    if shown and queries.worry_of(request.actor, fill=found) is not None:
        context |= {"worry": True, "turned_back": f"{context['turned_back']}/staying"}
    if found.status == FillStatus.LET_GO:
        context["turned_back"] = f"/people/{person_id}/measures/{found.instrument}"
    return render(request, "outcomes/after.jinja", context)


def kept(request: ActorRequest, found: Fill, form: ItemsForm, *, turned: bool) -> HttpResponse:
    """Keep the answers; finish if that is what was pressed."""
    actions.answer_items(request.actor, fill=found, answers=form.answers(), at=now())
    finishes = "finish" in request.POST
    done = actions.finish_fill(request.actor, fill=found, at=now()) if finishes else None
    if turned:
        return redirect("outcomes:after_together", person_id=found.person_id, fill_id=found.pk)
    if done is None:
        messages.success(request, "Kept. You can go on here later.")
        return redirect("outcomes:items", person_id=found.person_id, begun_id=found.pk)
    if done.worry is not None:
        return redirect("outcomes:staying", person_id=found.person_id, fill_id=found.pk)
    messages.success(request, "Finished. They can read it too.")
    return redirect("outcomes:fill", person_id=found.person_id, fill_id=found.pk)


@require_POST
def draft(request: ActorRequest, person_id: UUID, begun_id: UUID) -> HttpResponse:
    """Keep the answers as they are chosen; answers with the time they were kept."""
    found = begun(request, person_id, begun_id)
    of = queries.instrument_of(found)
    form = ItemsForm(request.POST, words=queries.words_of(found), of=of, numbers=of.numbers)
    if not form.is_valid() or found.status != FillStatus.OPEN:
        return JsonResponse({}, status=409)
    actions.answer_items(request.actor, fill=found, answers=form.answers(), at=now())
    return JsonResponse({"kept": f"{localtime():%H:%M}"})


def finished(request: ActorRequest, found: Fill, form: RetractionForm | None = None) -> HttpResponse:
    """What one sitting amounts to, answer by answer."""
    if found.status != FillStatus.DONE:
        raise Http404
    shown = queries.result(request.actor, fill=found)
    context = {
        "person": found.person,
        "result": shown,
        "words": queries.words_shown(found, on=localdate()),
        "unchecked_rules": rule_queries.unchecked(shown.of),
        "left_out": scoring.left_out(shown.answers, of=shown.of),
        "areas": queries.areas_of(request.actor, fill=found),
        "worry": queries.worry_of(request.actor, fill=found),
        "form": form or RetractionForm(),
    }
    return render(request, "outcomes/result.jinja", context)


@require_GET
def staying(request: ActorRequest, person_id: UUID, fill_id: UUID) -> HttpResponse:
    """Stay with this: somebody has just told something that one does not walk away from."""
    found = begun(request, person_id, fill_id)
    worry = queries.worry_of(request.actor, fill=found)
    if worry is None:
        raise Http404
    holding = queries.holding_of(request.actor, person_id=person_id)
    context = {"person": found.person, "fill": found, "worry": worry, "holding": holding}
    return render(request, "outcomes/staying.jinja", context)


@require_POST
def letting_go(request: ActorRequest, person_id: UUID, begun_id: UUID, *, turned: bool = False) -> HttpResponse:
    """Not this time."""
    found = begun(request, person_id, begun_id, turned=turned)
    try:
        actions.let_go(request.actor, fill=found, at=now())
    except NotPossible as problem:
        messages.error(request, str(problem), extra_tags="turned")
    if turned:
        return redirect("outcomes:after_together", person_id=person_id, fill_id=begun_id)
    return redirect("outcomes:measure", person_id=person_id, code=found.instrument)


@require_POST
def retraction(request: ActorRequest, person_id: UUID, fill_id: UUID) -> HttpResponse:
    """What was entered was not what was filled in."""
    found, form = begun(request, person_id, fill_id), RetractionForm(request.POST)
    if form.is_valid():
        try:
            actions.retract(request.actor, fill=found, reason=form.cleaned_data["reason"], at=now())
        except NotPossible as problem:
            form.add_error("reason", str(problem))
        else:
            messages.success(request, "It stays to be read, and counts for nothing.")
            return redirect("outcomes:measure", person_id=person_id, code=found.instrument)
    return finished(request, found, form)


@require_http_methods(["GET", "POST"])
def areas(request: ActorRequest, person_id: UUID, fill_id: UUID, *, turned: bool = False) -> HttpResponse:
    """After rating, the person chooses up to three areas to talk about."""
    found = begun(request, person_id, fill_id, turned=turned)
    shown = rated(request, found)
    if request.method == "POST":
        chosen = request.POST.get("item", "")
        try:
            actions.choose_area(request.actor, fill=found, item=int(chosen) if chosen.isdigit() else 0, at=now())
        except NotPossible as problem:
            messages.error(request, str(problem), extra_tags="turned")
        return redirect(request.path)
    chosen_ones = queries.areas_of(request.actor, fill=found)
    words = queries.words_shown(found, on=localdate())
    before = queries.agreed_before(request.actor, fill=found)
    context = {"person": found.person, "result": shown, "areas": chosen_ones, "words": words, "before": before}
    return render(request, "outcomes/areas.jinja", {**context, **around(found, turned=turned)})


@require_http_methods(["GET", "POST"])
def area(request: ActorRequest, person_id: UUID, fill_id: UUID, area_id: UUID, *, turned: bool = False) -> HttpResponse:
    """One area, talked through in four steps."""
    found = begun(request, person_id, fill_id, turned=turned)
    chosen = next((one for one in queries.areas_of(request.actor, fill=found) if one.pk == area_id), None)
    if chosen is None:
        raise Http404
    chosen.fill = found
    form = AreaForm(request.POST or None, initial={name: getattr(chosen, name) for name in AreaForm.base_fields})
    if form.is_valid():
        try:
            actions.talk_through(request.actor, area=chosen, words=form.words(), at=now())
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "Kept." if turned else "Kept. They read it too.", extra_tags="turned")
            return redirect("outcomes:areas_together" if turned else "outcomes:areas", person_id, fill_id)
    item = queries.words_shown(found, on=localdate()).item(chosen.item)
    context = {"person": found.person, "fill": found, "area": chosen, "item": item, "form": form}
    return render(request, "outcomes/area.jinja", {**context, **around(found, turned=turned)})


def rated(request: ActorRequest, found: Fill) -> Result:
    """The sitting, if its areas can be talked through; 404 otherwise."""
    shown = queries.result(request.actor, fill=found)
    if not shown.of.talked_through or found.status != FillStatus.DONE:
        raise Http404
    return shown


def around(found: Fill, *, turned: bool) -> dict[str, object]:
    """What the pages of a sitting are drawn within: at the desk, or on a screen turned round to the person."""
    person, sitting = f"/people/{found.person_id}", f"/measures/sittings/{found.pk}"
    return {
        "fill": found,
        "turned": turned,
        "page": f"{person}/together{sitting}" if turned else f"{person}{sitting}",
        "turned_back": f"{person}{sitting}",
        "layout": "plans/turned.jinja" if turned else "layouts/desk.jinja",
    }


def ended(turned: bool) -> str:
    """The name of the page of a sitting that is over."""
    return "outcomes:after_together" if turned else "outcomes:fill"


def begun(request: ActorRequest, person_id: UUID, fill_id: UUID, *, turned: bool = False) -> Fill:
    """One sitting of this person, on a turned screen one that is filled in together; 404 otherwise."""
    opened(request, person_id, "a measure")
    found = queries.fill(request.actor, person_id=person_id, fill_id=fill_id)
    if found is None or (turned and found.mode != Mode.TOGETHER):
        raise Http404
    return found
