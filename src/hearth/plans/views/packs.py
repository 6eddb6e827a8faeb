"""Cards for a shift without a connection: an installable page, what it keeps, and the same on paper."""

from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from hearth.core.errors import NotPossible
from hearth.core.views import ActorRequest
from hearth.plans import actions, permissions
from hearth.plans.models import ShiftPack
from hearth.plans.pages.frames import kept
from hearth.plans.paper import sheaf
from hearth.plans.queries import packs


@never_cache
@require_GET
def offline(request: ActorRequest) -> HttpResponse:
    """The page that opens without a connection. It holds nobody: what it shows comes from the device."""
    permissions.check_take_cards(request.actor)
    return render(request, "plans/offline.jinja")


@never_cache
@require_GET
def service_worker(request: ActorRequest) -> HttpResponse:
    """The script that keeps the page above, and only that, for when there is no connection."""
    permissions.check_take_cards(request.actor)
    return render(request, "plans/service_worker.js.jinja", content_type="text/javascript")


@require_GET
def manifest(request: ActorRequest) -> HttpResponse:
    """What a telephone asks before it puts the page among its own."""
    permissions.check_take_cards(request.actor)
    return render(request, "plans/manifest.jinja", content_type="application/manifest+json")


@require_POST
def new_pack(request: ActorRequest) -> HttpResponse:
    """Close the cards of this shift for one device."""
    try:
        pack, sealed = actions.take_cards(request.actor, spki=request.POST.get("spki", ""), at=now())
    except NotPossible as problem:
        return JsonResponse({"problem": str(problem)}, status=409)
    told = {"id": str(pack.pk), "made": pack.made_at.isoformat(), "until": pack.expires_at.isoformat()}
    response = JsonResponse({**told, "iv": sealed.iv, "data": sealed.data, "key": sealed.key})
    response["Cache-Control"] = "no-store"
    return response


@require_POST
def contact(request: ActorRequest, pack_id: UUID) -> HttpResponse:
    """A device that carries this pack is connected: may it keep it? Nothing of somebody else's pack is told."""
    pack = packs.pack_of(request.actor, pack_id=pack_id)
    keeps = pack is not None and actions.hear_from(request.actor, pack=pack, at=now())
    return JsonResponse({"keep": keeps})


@require_POST
def calling_back(request: ActorRequest, pack_id: UUID) -> HttpResponse:
    """The pack is to be gone from its device."""
    pack = get_object_or_404(ShiftPack, pk=pack_id)
    try:
        actions.call_back(request.actor, pack=pack, at=now())
    except NotPossible as problem:
        return kept(request, "/cards", str(problem))
    return kept(request, "/cards", "It is gone from there as soon as that device is connected again.")


@require_POST
def on_paper(request: ActorRequest) -> HttpResponse:
    """Every card of this shift, printed."""
    try:
        pack, cards = actions.take_paper(request.actor, at=now())
    except NotPossible as problem:
        return kept(request, "/cards", str(problem))
    made = sheaf.pdf(cards, hub=pack.hub.name, who=request.actor.name, until=pack.expires_at, at=pack.made_at)
    response = HttpResponse(made, "application/pdf")
    response["Content-Disposition"] = 'inline; filename="cards.pdf"'
    response["Cache-Control"] = "no-store"
    return response
