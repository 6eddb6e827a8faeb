"""Searching my own journey."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from hearth.core.views import ActorRequest
from hearth.messaging.threads import searching
from hearth.portal.views import myself
from hearth.record import queries as record
from hearth.record.search import queries
from hearth.record.search.forms import SearchForm


@require_http_methods(["GET", "POST"])
def my_search(request: ActorRequest) -> HttpResponse:
    """Words in my journey, among all that is mine to read."""
    person = myself(request)
    lanes = sorted(record.lanes(request.actor, person_id=person.id).values_list("lane", flat=True))
    form = SearchForm(request.POST or None, lanes=lanes)
    page = None
    if form.is_valid():
        page = queries.found(
            request.actor,
            typed=form.cleaned_data["words"],
            people=[person.id],
            narrowed=form.narrowed(),
            after=request.POST.get("after", ""),
            beside=searching.found_messages,
        )
    return render(request, "portal/search.jinja", {"person": person, "form": form, "page": page})
