"""The open door, and the person's own pages."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.http import require_GET

from hearth.core.actor import ActorKind
from hearth.core.views import ActorRequest, open_to_all
from hearth.people.models import Person
from hearth.portal import queries
from hearth.record import queries as record
from hearth.sharing import actions as sharing
from hearth.sharing.models import Look


@open_to_all
@require_GET
def front(request: ActorRequest) -> HttpResponse:
    """The door is open."""
    return render(request, "portal/front.jinja", {"hubs": queries.hubs_now(now()), "programme": []})


@open_to_all
@require_GET
def help_now(request: ActorRequest) -> HttpResponse:
    """Whom to ring this minute."""
    return render(request, "portal/help_now.jinja", {"hubs": queries.hubs_now(now())})


@require_GET
def me(request: ActorRequest) -> HttpResponse:
    """My page."""
    person = myself(request)
    return render(request, "portal/me.jinja", {"person": person, "home": queries.home(request.actor)})


@require_GET
def journey(request: ActorRequest) -> HttpResponse:
    """My journey, every word of it that is mine to read."""
    person = myself(request)
    sharing.open_record(request.actor, person=person, what="my journey", reason="my own record", at=now())
    page = record.journey(request.actor, person_id=person.id, after=request.GET.get("after", ""))
    return render(request, "portal/journey.jinja", {"person": person, "page": page})


@require_GET
def looked(request: ActorRequest) -> HttpResponse:
    """Who has looked at my record, when and why."""
    person = myself(request)
    looks = Look.objects.visible_to(request.actor).filter(person=person).order_by("-at")[:200]
    return render(request, "portal/looked.jinja", {"person": person, "looks": list(looks)})


def myself(request: ActorRequest) -> Person:
    """The person who is signed in as themselves. Raises Http404 for anyone else: a worker has no pages here."""
    actor = request.actor
    if actor.kind is not ActorKind.PERSON or actor.person_id is None:
        raise Http404
    return Person.objects.visible_to(actor).get(pk=actor.person_id)
