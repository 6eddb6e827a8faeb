"""Inviting somebody close from my own page, and ending that somebody acts for me."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST

from hearth.core.errors import NotPossible
from hearth.core.views import ActorRequest
from hearth.portal.views import myself
from hearth.sharing import actions, inviting
from hearth.sharing import queries as sharing
from hearth.sharing.codes import CHOICES
from hearth.sharing.proxy_models import Proxy
from hearth.sharing.supporter_forms import MyInvitationForm
from hearth.sharing.supporter_models import SupporterInvitation


@require_http_methods(["GET", "POST"])
def my_invitations(request: ActorRequest) -> HttpResponse:
    """Who is invited, and inviting somebody. The link and the words are shown once, to pass on."""
    actor, person = request.actor, myself(request)
    form = MyInvitationForm(request.POST or None, relations=sharing.could_be_invited(actor, person=person))
    if form.is_valid():
        try:
            inviting.invite(request, person, form)
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            return redirect("portal:my_invitations")
    context = {
        "person": person,
        "form": form,
        "levels": CHOICES,
        "open": sharing.open_invitations(actor, person=person, at=now()),
        "proxies": sharing.proxies(actor, person=person, at=now()),
        "passed_on": inviting.shown_once(request),
    }
    return render(request, "portal/invitations.jinja", context)


@require_POST
def my_invitation_ending(request: ActorRequest, offer_id: UUID) -> HttpResponse:
    """Take an invitation back."""
    offers = SupporterInvitation.objects.visible_to(request.actor)
    inviting.take_back(request, get_object_or_404(offers, id=offer_id, person=myself(request)))
    return redirect("portal:my_invitations")


@require_POST
def my_proxy_ending(request: ActorRequest, proxy_id: UUID) -> HttpResponse:
    """They act for me no longer, from this second on."""
    found = get_object_or_404(Proxy.objects.visible_to(request.actor), id=proxy_id, person=myself(request))
    actions.end_proxy(request.actor, proxy=found, at=now())
    messages.success(request, "It has ended. They see nothing from now on.")
    return redirect("portal:my_invitations")
