"""The worker's pages about sharing: the circle, sealing, breaking the glass, and the guardian's review."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hearth.core.errors import NotPossible
from hearth.core.views import ActorRequest
from hearth.people.models import Person
from hearth.sharing import actions, permissions, queries
from hearth.sharing.codes import CHOICES, OVERRIDE_LASTS, OverrideReason
from hearth.sharing.forms import CircleForm, OverrideForm, ReviewForm, SealingForm, UntoldForm, circle_options
from hearth.sharing.models import Sealing
from hearth.sharing.picture import drawn


@require_http_methods(["GET", "POST"])
def circle(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """Who may know what, and a choice recorded with the person."""
    person = get_object_or_404(Person.objects.visible_to(request.actor), id=person_id)
    permissions.check_record_circle(request.actor, person=person)
    options = circle_options(request.actor, person=person, at=now())
    form = CircleForm(request.POST or None, options=options, initial=_named(request))
    if form.is_valid():
        try:
            _choose(request, person, form)
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "That is how it is from now on.")
            return redirect("sharing:circle", person_id=person.id)
    elif request.method == "GET":
        actions.open_record(request.actor, person=person, what="circle", reason="to be alongside", at=now())
    context = {
        "person": person,
        "form": form,
        "levels": CHOICES,
        "drawn": drawn(queries.circle(request.actor, person=person, at=now())),
        "blocks": queries.blocks(request.actor, person=person, at=now()),
        "deciders": queries.deciders(request.actor, person=person, at=now()),
        "sealings": queries.sealings(request.actor, person=person),
        "override": queries.still_open(queries.open_override(request.actor, person_id=person.id)),
    }
    return render(request, "sharing/circle.jinja", context)


@require_http_methods(["GET", "POST"])
def sealing(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """Close something at the person's wish, after saying what may happen."""
    person = get_object_or_404(Person.objects.visible_to(request.actor), id=person_id)
    permissions.check_seal(request.actor, person=person)
    workers = queries.workers_alongside(request.actor, person=person, at=now())
    form = SealingForm(request.POST or None, workers=workers, entry_id=_entry_id(request))
    if form.is_valid():
        actions.seal(request.actor, person=person, at=now(), **form.sealing())
        messages.success(request, "It is closed.")
        return redirect("sharing:circle", person_id=person.id)
    context = {
        "person": person,
        "form": form,
        "sealings": queries.sealings(request.actor, person=person),
    }
    return render(request, "sharing/sealing.jinja", context)


@require_POST
def lifting(request: ActorRequest, person_id: UUID, sealing_id: UUID) -> HttpResponse:
    """Open again what was closed."""
    found = get_object_or_404(Sealing.objects.visible_to(request.actor), id=sealing_id, person_id=person_id)
    try:
        actions.lift_sealing(request.actor, sealing=found, at=now())
    except NotPossible as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, "It is open again.")
    return redirect("sharing:sealing", person_id=person_id)


@require_http_methods(["GET", "POST"])
def override(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """Open somebody's record in an emergency. Whoever is blocked finds nobody here."""
    permissions.check_break_glass(request.actor, opens_hidden=False)
    somebody = queries.minimum(person_id=person_id)
    if somebody is None:
        raise Http404
    form = OverrideForm(request.POST or None)
    if form.is_valid():
        try:
            _break_glass(request, person_id, form)
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            return redirect(f"/people/{person_id}")
    context = {
        "somebody": somebody,
        "person_id": person_id,
        "form": form,
        "hours": int(OVERRIDE_LASTS.total_seconds() // 3600),
        "open": queries.still_open(queries.open_override(request.actor, person_id=person_id)),
    }
    return render(request, "sharing/override.jinja", context)


@require_POST
def closing(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """Done: close again what I opened in an emergency."""
    try:
        actions.close_override(request.actor, person_id=person_id, at=now())
    except NotPossible as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, "It is closed again. A guardian looks at it.")
    return redirect("/desk")


@require_GET
def overrides(request: ActorRequest) -> HttpResponse:
    """Every emergency opening that a guardian has yet to look at."""
    waiting = queries.overrides_to_review(request.actor)
    return render(request, "sharing/overrides.jinja", {"waiting": waiting, "now": now()})


@require_http_methods(["GET", "POST"])
def review(request: ActorRequest, override_id: UUID) -> HttpResponse:
    """One emergency opening: what was found, and whether the person is told."""
    found = queries.override_under_review(request.actor, override_id=override_id)
    if found is None:
        raise Http404
    form = ReviewForm(request.POST if "outcome" in request.POST else None)
    untold = UntoldForm(request.POST if "because" in request.POST else None)
    try:
        if form.is_valid():
            actions.review_override(request.actor, override=found.override, at=now(), **form.cleaned_data)
            messages.success(request, "Looked at. Thank you.")
            return redirect("sharing:overrides")
        if untold.is_valid():
            actions.keep_untold(request.actor, override=found.override, at=now(), **untold.cleaned_data)
            return redirect("sharing:review", override_id=override_id)
    except NotPossible as problem:
        messages.error(request, str(problem))
    context = {"found": found, "form": form, "untold": untold}
    return render(request, "sharing/review.jinja", context)


def _choose(request: ActorRequest, person: Person, form: CircleForm) -> None:
    kind, key = form.chosen()
    given: dict[str, Any] = {
        name: form.cleaned_data[name]
        for name in ("level", "explained_how", "said_by", "capacity_note", "reason", "review_on")
    }
    whom = queries.whom(kind, key)
    actions.choose_circle(request.actor, person=person, whom=whom, until_at=form.until_at(), at=now(), **given)


def _break_glass(request: ActorRequest, person_id: UUID, form: OverrideForm) -> None:
    given = form.cleaned_data
    actions.break_glass(
        request.actor,
        person_id=person_id,
        reason=OverrideReason(given["reason"]),
        why=given["why"],
        opens_hidden=given["opens_hidden"],
        at=now(),
    )


def _named(request: ActorRequest) -> dict[str, Any]:
    level = queries.level_named(request.GET.get("level", ""))
    return {"whom": request.GET.get("whom", ""), **({} if level is None else {"level": level})}


def _entry_id(request: ActorRequest) -> UUID | None:
    try:
        return UUID(request.GET.get("entry", ""))
    except ValueError:
        return None
