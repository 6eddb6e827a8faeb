"""The worker's page: everyone is shut out at once, with the person beside them."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from hearth.core.views import ActorRequest
from hearth.people.models import Person
from hearth.shut_off import actions, permissions, queries
from hearth.shut_off.forms import ShuttingOffForm


@require_http_methods(["GET", "POST"])
def closing(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """Read together what ends; then one press."""
    person = get_object_or_404(Person.objects.visible_to(request.actor), id=person_id)
    permissions.check_shut_out(request.actor, person=person)
    nameable = queries.nameable(request.actor, person=person, at=now())
    form = ShuttingOffForm(request.POST or None, nameable=nameable)
    if form.is_valid():
        actions.shut_out(request.actor, person=person, besides=form.besides(), at=now())
        messages.success(request, "That is how it is from now on. Give them a new code if they want to sign in.")
        return redirect(f"/people/{person_id}/circle")
    return render(request, "shut_off/closing.jinja", {"person": person, "form": form})
