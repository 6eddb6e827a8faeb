"""Saying goodbye to somebody who works here."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from hearth.core.errors import NotPossible
from hearth.core.views import ActorRequest
from hearth.holding import actions
from hearth.holding.forms import LeavingForm
from hearth.organisations import actions as organisations
from hearth.organisations import permissions
from hearth.organisations.models import Membership


@require_http_methods(["GET", "POST"])
def leaving(request: ActorRequest, membership_id: UUID) -> HttpResponse:
    """End somebody's place: their access, and at the same second a colleague holds whom they held."""
    membership = get_object_or_404(Membership.objects.select_related("worker", "organisation"), id=membership_id)
    permissions.check_worker_leaves(request.actor, organisation_id=membership.organisation_id, role=membership.role)
    form = LeavingForm(request.POST or None, membership=membership)
    if form.is_valid():
        try:
            _say_goodbye(request, membership, form.cleaned_data["manager"])
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            return redirect("organisations:organisation", organisation_id=membership.organisation_id)
    return render(request, "holding/leaving.jinja", {"membership": membership, "form": form})


def _say_goodbye(request: ActorRequest, membership: Membership, manager: Membership | None) -> None:
    at = now()
    if manager is not None and manager.pk != membership.manager_id:
        organisations.name_manager(request.actor, membership=membership, manager=manager, at=at)
    actions.worker_leaves(request.actor, membership=membership, at=at)
