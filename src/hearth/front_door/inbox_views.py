"""Who has asked and is not yet supported, in an order that anyone on the list may hear explained."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.http import require_GET

from hearth.core.views import ActorRequest
from hearth.front_door import inbox, permissions
from hearth.front_door.waiting_pictures import picture


@require_GET
def referrals(request: ActorRequest) -> HttpResponse:
    """Everyone who waits: who may be unsafe first, then who has waited longest."""
    permissions.check_read_referral(request.actor)
    context = {"inbox": inbox.inbox(request.actor, at=now()), "most": inbox.MOST_SHOWN}
    return render(request, "front_door/referrals.jinja", context)


@require_GET
def waiting(request: ActorRequest) -> HttpResponse:
    """How long people wait, with everyone who still does."""
    permissions.check_read_referral(request.actor)
    pictures = [picture(*one) for one in inbox.how_long(request.actor, at=now())]
    return render(request, "front_door/waiting.jinja", {"pictures": pictures})
