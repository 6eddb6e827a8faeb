"""Hearth's own addresses, and those that only measurements ask for: what has no page of its own yet, through the whole
chain of a signed-in request."""

from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.timezone import now

from hearth.config import urls
from hearth.config.urls import handler400 as handler400
from hearth.config.urls import handler403 as handler403
from hearth.config.urls import handler404 as handler404
from hearth.config.urls import handler500 as handler500
from hearth.core.views import ActorRequest
from hearth.people import actions as people
from hearth.people import queries as finding
from hearth.people.details import ContactDetails
from hearth.people.models import Person
from hearth.record import queries as record
from hearth.sharing import actions as sharing

FIELDS = ("id", "kind", "occurred_at", "author_name", "acting_as", "lane", "title", "body")


def create(request: ActorRequest) -> HttpResponse:
    """Look whether they are known already, then make them known."""
    given, family, phone = (request.POST[name] for name in ("given", "family", "phone"))
    told = finding.Told(known_as=given, given=given, family=family, phone=phone)
    known = finding.already_known(request.actor, told=told, at=now())
    person = people.create_person(
        request.actor,
        known_as=given,
        given=given,
        family=family,
        contacts=[ContactDetails("phone", phone)],
        at=now(),
    )
    return redirect(f"/people/{person.id}?known={len(known)}")


def find(request: ActorRequest) -> HttpResponse:
    """Find somebody, as data."""
    found = finding.find_people(request.actor, words=request.GET["words"], at=now())
    return JsonResponse({"found": [{"id": one.person_id, "known_as": one.known_as, "area": one.area} for one in found]})


def journey(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """The newest 500 entries of a journey, as data."""
    person = Person.objects.visible_to(request.actor).get(id=person_id)
    sharing.open_record(request.actor, person=person, what="journey", reason="to be alongside", at=now())
    page = record.journey(request.actor, person_id=person_id, size=500)
    return JsonResponse({"entries": [{name: getattr(line.entry, name) for name in FIELDS} for line in page.lines]})


urlpatterns = [
    *urls.urlpatterns,
    path("bench/people", create),
    path("bench/find", find),
    path("bench/journey/<uuid:person_id>", journey),
]
