"""The card for bad days, for those who work here."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hearth.core.views import ActorRequest
from hearth.plans import permissions
from hearth.plans.offline import state_words
from hearth.plans.pages import cards
from hearth.plans.pages.frames import Frame, at_the_desk
from hearth.plans.queries import packs


@require_GET
def shift_cards(request: ActorRequest) -> HttpResponse:
    """Every card of the hub where I work now: one tap from each."""
    actor, at = request.actor, now()
    permissions.check_take_cards(actor)
    hub = packs.hub_of(actor, at=at)
    found = packs.cards_of_hub(actor, hub=hub) if hub else []
    context = {
        "hub": hub,
        "cards": [(one, state_words(one)) for one in found],
        "shift": packs.shift_now(actor, at=at),
        "packs": packs.packs_out(actor, hub=hub, at=at) if hub else [],
    }
    return render(request, "plans/shift_cards.jinja", context)


@require_GET
def card(request: ActorRequest, person_id: UUID, turned: bool = False) -> HttpResponse:
    """The card as it is read at three in the morning."""
    return cards.card(request, at_the_desk(request, person_id, turned=turned))


@require_http_methods(["GET", "POST"])
def writing(request: ActorRequest, person_id: UUID, turned: bool = False) -> HttpResponse:
    """Write it anew, whole."""
    return cards.writing(request, _writing(request, person_id, turned))


@require_GET
def on_paper(request: ActorRequest, person_id: UUID, turned: bool = False) -> HttpResponse:
    """The card for a wallet."""
    return cards.on_paper(request, at_the_desk(request, person_id, turned=turned))


@require_POST
def opening(request: ActorRequest, person_id: UUID, turned: bool = False) -> HttpResponse:
    """The door may open it, or may no more."""
    return cards.opening(request, _writing(request, person_id, turned))


def _writing(request: ActorRequest, person_id: UUID, turned: bool) -> Frame:
    frame = at_the_desk(request, person_id, turned=turned)
    permissions.check_beside(request.actor, person_id=frame.person.pk)
    return frame
