"""Words I have begun: there again when I come back, on whatever device I sign in (ADR 0017)."""

from django.http import HttpResponse, JsonResponse
from django.utils.timezone import localtime, now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from hearth.core.views import NEVER_SHOWN, ActorRequest
from hearth.portal.views import myself
from hearth.record import actions as record
from hearth.record import queries
from hearth.record.drafting_rules import LONGEST_PLACE, is_place, words_to_keep


@never_cache
@require_http_methods(["GET", "POST"])
def drafts(request: ActorRequest) -> HttpResponse:
    """What I was writing in one place, as data for its page; or keep what I am typing there."""
    me = myself(request)
    if request.method == "GET":
        draft = queries.draft_at(request.actor, place=request.GET.get("place", "")[:LONGEST_PLACE])
        kept = {"fields": draft.fields, "kept": f"{localtime(draft.saved_at):%H:%M}"} if draft else {}
        return JsonResponse(kept)
    place, page = request.POST.get("_place", ""), request.POST.get("_page", "")
    if not is_place(place) or not is_place(page):
        return JsonResponse({}, status=400)
    fields = words_to_keep(request.POST.items(), page=page, never=NEVER_SHOWN)
    record.keep_draft(request.actor, place=place, fields=fields, person_id=me.pk, at=now())
    return JsonResponse({"kept": f"{localtime():%H:%M}"})
