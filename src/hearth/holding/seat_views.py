"""Who answers for a service when services do not agree."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from hearth.core.errors import NotPossible
from hearth.core.views import ActorRequest
from hearth.holding import actions
from hearth.holding import stalemate_permissions as permissions
from hearth.holding import stalemate_queries as queries
from hearth.holding.seat_forms import SeatForm
from hearth.organisations.models import Organisation


@require_http_methods(["GET", "POST"])
def seats(request: ActorRequest, organisation_id: UUID) -> HttpResponse:
    """Who is asked at each rung, the first to be asked first; name one more."""
    found = get_object_or_404(Organisation, id=organisation_id)
    permissions.check_name_seat(request.actor, organisation=found)
    form = SeatForm(request.POST or None, organisation=found)
    if form.is_valid():
        try:
            named = actions.name_seat(request.actor, organisation=found, at=now(), **form.seat())
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, f"{named.membership.worker.name} answers for {found.name} from now on.")
            return redirect("holding:seats", organisation_id=found.pk)
    context = {"organisation": found, "form": form, "rungs": queries.seats_named(organisation=found)}
    return render(request, "holding/seats.jinja", context)
