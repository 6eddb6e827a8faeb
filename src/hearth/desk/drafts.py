"""Words somebody has begun, on whatever page: kept while they type, there again when they come back (ADR 0017)."""

import re
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import localtime, now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from hearth.core.errors import NotPossible
from hearth.core.views import NEVER_SHOWN, ActorRequest
from hearth.people.models import Person
from hearth.record import actions as record
from hearth.record import queries
from hearth.record.drafting_rules import LONGEST_PLACE, is_place, words_to_keep
from hearth.record.models import Draft

ABOUT = re.compile(r"^/people/([0-9a-f-]{36})(?:/|$)")


@never_cache
@require_http_methods(["GET", "POST"])
def drafts(request: ActorRequest) -> HttpResponse:
    """What was begun in one place, as data for the page it was begun on; or keep what is being typed there."""
    if request.method == "GET":
        draft = queries.draft_at(request.actor, place=request.GET.get("place", "")[:LONGEST_PLACE])
        kept = {"fields": draft.fields, "kept": f"{localtime(draft.saved_at):%H:%M}"} if draft else {}
        return JsonResponse(kept)
    place, page = request.POST.get("_place", ""), request.POST.get("_page", "")
    if not is_place(place) or not is_place(page):
        return JsonResponse({}, status=400)
    fields = words_to_keep(request.POST.items(), page=page, never=NEVER_SHOWN)
    about = _about(request, page)
    try:
        record.keep_draft(request.actor, place=place, fields=fields, person_id=about, at=now())
    except NotPossible as problem:
        return JsonResponse({"problem": str(problem)}, status=400)
    return JsonResponse({"kept": f"{localtime():%H:%M}"})


@require_POST
def draft_ending(request: ActorRequest, draft_id: UUID) -> HttpResponse:
    """Whoever began it lets it go."""
    draft = get_object_or_404(Draft.objects.filter(account=request.actor.account_id), id=draft_id)
    record.drop_draft(request.actor, place=draft.place, at=now())
    return redirect("desk:today")


def _about(request: ActorRequest, page: str) -> UUID | None:
    """Whom the page is about, if its address says so and the actor may know of them."""
    found = ABOUT.match(page)
    if not found:
        return None
    try:
        person_id = UUID(found[1])
    except ValueError:
        return None
    return person_id if Person.objects.visible_to(request.actor).filter(id=person_id).exists() else None
