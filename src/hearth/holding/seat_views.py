"""Who answers for a service when services do not agree."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST

from hearth.core.errors import NotPossible
from hearth.core.views import ActorRequest
from hearth.holding import actions
from hearth.holding import seat_queries as queries
from hearth.holding import stalemate_permissions as permissions
from hearth.holding.models import LadderSeat
from hearth.holding.seat_forms import ColleagueForm, SeatForm
from hearth.organisations.models import Organisation


@require_http_methods(["GET", "POST"])
def seats(request: ActorRequest, organisation_id: UUID) -> HttpResponse:
    """Who is asked at each rung, the first to be asked first; name one more."""
    found = get_object_or_404(Organisation, id=organisation_id)
    mine = {seat.pk for seat in queries.seats_of(request.actor) if seat.organisation_id == found.pk}
    permissions.check_see_seats(request.actor, organisation=found, sits=bool(mine))
    form = SeatForm(request.POST or None, organisation=found)
    if form.is_valid():
        try:
            named = actions.name_seat(request.actor, organisation=found, at=now(), **form.seat())
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, f"{named.membership.worker.name} answers for {found.name} from now on.")
            return redirect("holding:seats", organisation_id=found.pk)
    context = {"organisation": found, "form": form, "rungs": queries.seats_named(organisation=found), "mine": mine}
    context["loans"] = queries.loans_at(found)
    context["may_name"] = permissions.may_name_seat(request.actor, organisation=found)
    return render(request, "holding/seats.jinja", context)


@require_POST
def order(request: ActorRequest, organisation_id: UUID, seat_id: UUID) -> HttpResponse:
    """Whoever sits here is asked earlier, or later: then whoever comes after them is asked earlier."""
    found = _found(organisation_id, seat_id)
    _, after = queries.before_and_after(found)
    moved = after if request.POST.get("to") == "later" else found
    try:
        actions.ask_earlier(request.actor, seat=moved or found, at=now())
    except NotPossible as problem:
        messages.error(request, str(problem))
    return redirect(f"/organisations/{organisation_id}/seats#{found.rung}")


@require_http_methods(["GET", "POST"])
def colleague(request: ActorRequest, organisation_id: UUID, seat_id: UUID) -> HttpResponse:
    """A colleague answers in this seat while whoever sits there is away."""
    found = _found(organisation_id, seat_id)
    permissions.check_lend_seat(request.actor, seat=found)
    form = ColleagueForm(request.POST or None, seat=found)
    if form.is_valid():
        try:
            loan = actions.lend_seat(request.actor, seat=found, to=form.cleaned_data["to"], at=now())
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, f"{loan.to.worker.name} answers there meanwhile.")
            return redirect("holding:seats", organisation_id=organisation_id)
    return render(request, "holding/seat_colleague.jinja", {"seat": found, "form": form})


@require_POST
def back(request: ActorRequest, organisation_id: UUID, seat_id: UUID) -> HttpResponse:
    """Whoever the seat belongs to answers there again."""
    found = _found(organisation_id, seat_id)
    try:
        actions.take_seat_back(request.actor, seat=found, at=now())
    except NotPossible as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, f"{found.membership.worker.name} answers there again.")
    return redirect("holding:seats", organisation_id=organisation_id)


def _found(organisation_id: UUID, seat_id: UUID) -> LadderSeat:
    """Raises Http404 for a seat this service does not have."""
    organisation = get_object_or_404(Organisation, id=organisation_id)
    found = queries.seat(seat_id, organisation=organisation)
    if found is None:
        raise Http404
    return found
