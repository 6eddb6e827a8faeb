"""The measures of the place: their rules and sources, and loading the words a licence allows."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hearth.core.errors import NotPossible
from hearth.core.views import ActorRequest, takes_files
from hearth.outcomes import actions, instruments, permissions, queries, rule_queries
from hearth.outcomes.forms import BoundaryForm, LicenceForm, RuleCheckForm
from hearth.outcomes.instruments import Instrument
from hearth.outcomes.models import Wording


@require_GET
def every(request: ActorRequest) -> HttpResponse:
    """Every measure, whether its words are here, and until when."""
    permissions.check_keep_instruments(request.actor)
    today = localdate()
    found = [(of, queries.words_in_use(of, on=today)) for of in instruments.instruments(on=today)]
    return render(request, "outcomes/instruments.jinja", {"instruments": found})


@takes_files
@require_http_methods(["GET", "POST"])
def instrument(request: ActorRequest, code: str) -> HttpResponse:
    """One measure: its rules, where they come from, and loading its words."""
    of = one(request, code)
    form = LicenceForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        given = form.cleaned_data
        try:
            actions.load_wording(
                request.actor,
                of=of,
                content=given["file"].read(),
                licence=form.terms(),
                rules_checked=given["rules_checked"],
                at=now(),
            )
        except NotPossible as problem:
            form.add_error("file", str(problem))
        else:
            messages.success(request, f"The words of {of.name} are here.")
            return redirect("outcomes:instrument", code=of.code)
    return page(request, of, form=form)


@require_POST
def boundary(request: ActorRequest, code: str) -> HttpResponse:
    """Which line is drawn for it here."""
    of = one(request, code)
    scale = next((scale for scale in of.scales if scale.boundaries), None)
    if scale is None:
        raise Http404
    form = BoundaryForm(request.POST, allowed=scale.boundaries)
    if form.is_valid():
        actions.choose_boundary(request.actor, of=of, scale=scale.code, at=now(), **form.cleaned_data)
        messages.success(request, "That is the line from now on.")
        return redirect("outcomes:instrument", code=code)
    return page(request, of, line=form)


@require_POST
def rule_checks(request: ActorRequest, code: str) -> HttpResponse:
    """A rule was compared with where it comes from."""
    of = one(request, code)
    form = RuleCheckForm(request.POST, of=of)
    if form.is_valid():
        try:
            actions.compare_rules(request.actor, of=of, comparison=form.comparison(), at=now())
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "Noted, with who, when and where.")
            return redirect("outcomes:instrument", code=code)
    return page(request, of, checking=form)


@require_POST
def ending(request: ActorRequest, wording_id: UUID) -> HttpResponse:
    """These words are not shown any more."""
    permissions.check_keep_instruments(request.actor)
    wording, reason = get_object_or_404(Wording, pk=wording_id), request.POST.get("reason", "")
    try:
        actions.end_wording(request.actor, wording=wording, reason=reason, at=now())
    except NotPossible as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, "They are not shown any more.")
    return redirect("outcomes:instrument", code=wording.instrument)


def page(request: ActorRequest, of: Instrument, **bound: object) -> HttpResponse:
    """The page of one measure, around whatever form on it needs mending."""
    scale = next((scale for scale in of.scales if scale.boundaries), None)
    stands, source = queries.boundary_of(of, scale) if scale else (None, "")
    context = {
        "of": of,
        "rules": rule_queries.rules_of(of),
        "checking": RuleCheckForm(of=of),
        "in_use": queries.words_in_use(of, on=localdate()),
        "licences": queries.licences(of),
        "form": LicenceForm(),
        "line": BoundaryForm(allowed=scale.boundaries, initial={"value": stands, "source": source}) if scale else None,
        "boundary": stands,
        "boundary_source": source,
        "today": localdate(),
        **bound,
    }
    return render(request, "outcomes/instrument.jinja", context)


def one(request: ActorRequest, code: str) -> Instrument:
    """One measure, for somebody who keeps them; 404 if there is none of this name."""
    permissions.check_keep_instruments(request.actor)
    try:
        return instruments.in_force(code, on=localdate())
    except LookupError as problem:
        raise Http404 from problem
