"""Pages about messages: stopping them, and what became of each."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from hearth.core.views import ActorRequest, open_to_all
from hearth.messaging import actions, links, queries


@open_to_all
@require_http_methods(["GET", "POST"])
def stop(request: ActorRequest, token: str) -> HttpResponse:
    """Whoever got one of our e-mails at an address wants no more of them."""
    message_id = links.message_behind(token)
    address = queries.address_of(message_id) if message_id else ""
    if not message_id or not address:
        raise Http404
    if request.method == "POST":
        actions.stop_address(request.actor, message_id=message_id, address=address, at=now())
    return render(request, "messaging/stop.jinja", {"token": token, "stopped": request.method == "POST"})
