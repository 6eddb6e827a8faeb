"""A tablet that stands in the hub for whoever comes in: it forgets them after two minutes, or when they say so."""

from uuid import UUID

from django.conf import settings
from django.contrib.auth import logout
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST

from hearth.core.views import ActorRequest, open_to_all
from hearth.organisations import actions, devices, permissions
from hearth.organisations.models import Hub


@require_http_methods(["GET", "POST"])
def tablet(request: ActorRequest) -> HttpResponse:
    """Make this device a tablet of my hub. Whoever sets it up is signed out of it at once."""
    permissions.check_give_sign_in_code(request.actor)
    hub = get_object_or_404(Hub, pk=_hub_id(request))
    if request.method == "GET":
        return render(request, "organisations/tablet.jinja", {"hub": hub, "is_tablet": devices.tablet_hub(request)})
    actions.set_up_tablet(request.actor, hub=hub, at=now())
    logout(request)
    response = redirect("organisations:code")
    devices.mark_tablet(response, hub_id=hub.pk, secure=settings.HTTPS)
    return response


@require_POST
def tablet_end_of_use(request: ActorRequest) -> HttpResponse:
    """This device is a tablet of the hub no more."""
    permissions.check_give_sign_in_code(request.actor)
    response = redirect("organisations:tablet")
    response.delete_cookie(devices.TABLET_COOKIE)
    return response


@open_to_all
@require_POST
def tablet_ending(request: ActorRequest) -> HttpResponse:
    """Somebody stands up from the tablet: nothing of them stays on it."""
    if devices.tablet_hub(request) is None:
        raise Http404
    logout(request)
    return redirect("/")


@open_to_all
@require_POST
def tablet_use(request: ActorRequest) -> HttpResponse:
    """Somebody still reads or types on the tablet. Being asked is what keeps their session."""
    if devices.tablet_hub(request) is None:
        raise Http404
    return HttpResponse(status=204)


def _hub_id(request: ActorRequest) -> UUID | None:
    return request.actor.hub_id
