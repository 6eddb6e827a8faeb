"""Searching what was written: in one record, and in the records of those a worker is alongside."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from hearth.core.views import ActorRequest
from hearth.desk.journeys import around_the_journey
from hearth.holding.queries import whom_i_hold
from hearth.messaging.threads import searching
from hearth.organisations.models import Organisation
from hearth.record.search import queries
from hearth.record.search.forms import AmongForm, SearchForm
from hearth.sharing import actions as sharing


@require_http_methods(["GET", "POST"])
def search(request: ActorRequest) -> HttpResponse:
    """Words in the records of the people I hold, or of everybody I am alongside."""
    request.actor.check("record.read")
    lanes = list(Organisation.objects.order_by("name").values_list("name", flat=True))
    form = AmongForm(request.POST or None, lanes=lanes, initial={"among": "held"})
    page = None
    if form.is_valid():
        page = found(request, form, whom_i_hold() if form.cleaned_data["among"] == "held" else None)
        shown = {one.entry.person_id: one.entry.person for one in page.finds}
        sharing.show_finds(request.actor, people=list(shown.values()), at=now())
    return render(request, "desk/search.jinja", {"form": form, "page": page})


@require_http_methods(["GET", "POST"])
def search_of_one(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """Words in one person's record."""
    around = around_the_journey(request.actor, person_id=person_id)
    if around is None:
        raise Http404
    form = SearchForm(request.POST or None, lanes=around.lanes)
    page = None
    if form.is_valid():
        page = found(request, form, [person_id])
        sharing.show_finds(request.actor, people=[around.person], at=now())
    return render(request, "desk/search.jinja", {"form": form, "page": page, "person": around.person})


def found(request: ActorRequest, form: SearchForm, people: list[UUID] | None) -> queries.Page:
    """What is found for whoever asks."""
    return queries.found(
        request.actor,
        typed=form.cleaned_data["words"],
        people=people,
        narrowed=form.narrowed(),
        after=request.POST.get("after", ""),
        beside=searching.found_messages,
    )
