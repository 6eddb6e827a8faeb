"""I shut everyone out of my record at once."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from hearth.core.views import ActorRequest
from hearth.organisations.models import Account
from hearth.portal.views import myself
from hearth.shut_off import actions, queries
from hearth.shut_off.forms import ShuttingOffForm


@require_http_methods(["GET", "POST"])
def closing(request: ActorRequest) -> HttpResponse:
    """Read what ends; then one press. Afterwards the page says no more than after any other choice."""
    person = myself(request)
    nameable = queries.nameable(request.actor, person=person, at=now())
    form = ShuttingOffForm(request.POST or None, nameable=nameable)
    if form.is_valid():
        here = request.session.session_key or ""
        actions.shut_out(request.actor, person=person, besides=form.besides(), at=now(), keep_session=here)
        # The password may be another one now; this session goes on.
        update_session_auth_hash(request, Account.objects.get(pk=str(request.actor.account_id)))
        messages.success(request, "That is how it is from now on.")
        return redirect("portal:circle")
    return render(request, "portal/closing.jinja", {"person": person, "form": form})
