"""My journey: the picture of it, the words as they were written, and a copy to keep."""

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_POST

from hearth.core.views import ActorRequest
from hearth.holding.picture_queries import journey_facts, journey_facts_that_may_leave
from hearth.portal.views import myself
from hearth.record import actions as record
from hearth.record import queries as entries
from hearth.record.journey.scale import NARROW, WIDE
from hearth.record.journey_paper import KINDS, Heading, as_file, drawn
from hearth.record.pictures import shown
from hearth.record.signing_queries import names_on_page
from hearth.sharing import actions as sharing

YOU = "you"


@require_GET
def journey(request: ActorRequest) -> HttpResponse:
    """My journey, every word of it that is mine to read. The picture stands on the first page."""
    person, after = myself(request), request.GET.get("after", "")
    sharing.open_record(request.actor, person=person, what="my journey", reason="my own record", at=now())
    page = entries.journey(request.actor, person_id=person.id, after=after)
    names = names_on_page(request.actor, [line.entry for line in page.lines])
    context = {"person": person, "page": page, "names": names}
    if not after:
        facts = journey_facts(request.actor, person_id=person.id, at=now())
        context |= {"shown": shown(facts, request.GET, frame=NARROW, name=YOU), "kinds": list(KINDS)}
    return render(request, "portal/journey.jinja", context)


@require_POST
def copy(request: ActorRequest) -> HttpResponse:
    """My own picture as a file. I need nobody's yes. Raises Http404 for a kind of file we do not make."""
    person, kind = myself(request), request.POST.get("as", "")
    if kind not in KINDS:
        raise Http404
    record.take_out_own_picture(request.actor, person=person, kind=kind, at=now())
    facts = journey_facts_that_may_leave(request.actor, person_id=person.id, at=now())
    told = shown(facts, QueryDict(request.POST.get("shown", "")), frame=WIDE, name=YOU)
    return as_file(drawn(told, Heading("My journey", person.known_as, now()), kind), kind)
