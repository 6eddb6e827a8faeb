"""Being away and coming back, and sharing out whom somebody holds."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST

from hearth.core.errors import NotPossible
from hearth.core.views import ActorRequest
from hearth.holding import absence_permissions as permissions
from hearth.holding import actions, queries, seat_queries
from hearth.holding.absence_forms import AbsenceForm, SharingOutForm
from hearth.holding.codes import AbsenceKind
from hearth.holding.models import Absence
from hearth.holding.permissions import check_move_holder
from hearth.organisations.models import Membership

BEGINS_BY_ITSELF = "Noted. It begins by itself on the day."
HELD_ALL_THE_WHILE = "Noted. A colleague holds them from this second, and each of them is told."


@require_http_methods(["GET", "POST"])
def absence(request: ActorRequest, membership_id: UUID) -> HttpResponse:
    """Say that somebody is away, or see who stands in; whoever is back sees whom they may take back."""
    membership = _found(membership_id)
    permissions.check_note_absence(request.actor, membership=membership, kind=AbsenceKind.OTHER)
    form = AbsenceForm(request.POST or None, membership=membership, own=_is_own(request, membership))
    if form.is_valid():
        at = now()
        try:
            noted = actions.note_absence(request.actor, membership=membership, at=at, **form.absence(at=at))
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, HELD_ALL_THE_WHILE if noted.begun_at else BEGINS_BY_ITSELF)
            return redirect("holding:absence", membership_id=membership.pk)
    return _page(request, membership, form)


@require_POST
def end(request: ActorRequest, membership_id: UUID, absence_id: UUID) -> HttpResponse:
    """They are back, or it is called off."""
    found = _absence(membership_id, absence_id)
    try:
        actions.end_absence(request.actor, absence=found, at=now())
    except NotPossible as problem:
        messages.error(request, str(problem))
    return redirect("holding:absence", membership_id=membership_id)


@require_POST
def taking_back(request: ActorRequest, membership_id: UUID, absence_id: UUID) -> HttpResponse:
    """I hold them again: everyone, or the one that is named."""
    found = _absence(membership_id, absence_id)
    chosen = request.POST.get("person", "")
    mine = [one.person_id for one in queries.moved_meanwhile(found) if chosen in {"", str(one.person_id)}]
    try:
        back = actions.take_back(request.actor, absence=found, some=mine, at=now())
    except NotPossible as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, f"You hold {back} again. They are told." if back else "Nobody came back.")
    return redirect("holding:absence", membership_id=membership_id)


@require_http_methods(["GET", "POST"])
def sharing_out(request: ActorRequest, membership_id: UUID) -> HttpResponse:
    """Whom somebody holds, and who holds each of them next."""
    membership = _found(membership_id)
    check_move_holder(request.actor)
    held = queries.held_by(request.actor, membership_id=membership.pk)
    form = SharingOutForm(request.POST or None, membership=membership, held=held)
    if form.is_valid():
        try:
            moved = actions.hand_on_people(request.actor, membership=membership, to=form.chosen(), at=now())
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, f"Done for {moved}. Each of them is told who holds them now.")
            return redirect("holding:sharing_out", membership_id=membership.pk)
    return render(request, "holding/sharing_out.jinja", {"membership": membership, "form": form, "held": form.held})


def _page(request: ActorRequest, membership: Membership, form: AbsenceForm) -> HttpResponse:
    own = _is_own(request, membership)
    known = list(queries.absences_of(membership_id=membership.pk)[:10])
    over = [one for one in known if one.begun_at and one.ended_at] if own else []
    context = {
        "membership": membership,
        "form": form,
        "own": own,
        "running": queries.running_absence(membership_id=membership.pk),
        "planned": [one for one in known if not one.begun_at and not one.ended_at],
        "seats": list(seat_queries.seats_of(request.actor)) if own else [],
        "to_take_back": [(one, moved) for one in over if (moved := queries.moved_meanwhile(one))],
    }
    return render(request, "holding/absence.jinja", context)


def _is_own(request: ActorRequest, membership: Membership) -> bool:
    return membership.pk == request.actor.membership_id


def _absence(membership_id: UUID, absence_id: UUID) -> Absence:
    known = Absence.objects.select_related("membership__worker")
    return get_object_or_404(known, pk=absence_id, membership=membership_id)


def _found(membership_id: UUID) -> Membership:
    known = Membership.objects.select_related("worker", "organisation", "manager__worker")
    return get_object_or_404(known, id=membership_id, is_active=True)
