"""Is it helping? The figures of a group or a hub, for whoever may read them."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from hearth.core.views import ActorRequest
from hearth.outcomes import figure_queries
from hearth.outcomes.figure_queries import Whose
from hearth.outcomes.pulse import queries as pulse


@require_GET
def every(request: ActorRequest) -> HttpResponse:
    """Whose figures there are to read."""
    context = {"cohorts": figure_queries.cohorts(request.actor), "hubs": figure_queries.hubs(request.actor)}
    return render(request, "outcomes/figures.jinja", context)


@require_GET
def cohort(request: ActorRequest, cohort: str) -> HttpResponse:
    """The figures of a group that was named beforehand."""
    found = get_object_or_404(figure_queries.cohorts(request.actor), code=cohort)
    return page(request, figure_queries.of_cohort(found))


@require_GET
def hub(request: ActorRequest, hub: str) -> HttpResponse:
    """The figures of a hub, in the last twelve months."""
    found = get_object_or_404(figure_queries.hubs(request.actor), slug=hub)
    whose = figure_queries.of_hub(found, today=localdate())
    return page(request, whose, pulse=pulse.months(request.actor, hub_id=found.pk, period=whose.period))


def page(request: ActorRequest, whose: Whose, **more: object) -> HttpResponse:
    """All figures, each whole."""
    told = figure_queries.outcomes(request.actor, whose=whose)
    return render(request, "outcomes/outcomes.jinja", {"told": told, "whose": whose, **more})
