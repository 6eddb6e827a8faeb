"""Asking for support on a page of one's own: only what is new is asked."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods

from hearth.core.errors import NotPossible
from hearth.core.views import ActorRequest
from hearth.front_door import actions as front_door
from hearth.front_door.ask_steps import Step
from hearth.front_door.codes import Route
from hearth.front_door.forms import StepForm
from hearth.front_door.queries import hub_for
from hearth.front_door.rules import Told
from hearth.holding.models import Holding
from hearth.people import queries as people
from hearth.people.models import Person
from hearth.portal import queries
from hearth.portal.beside_views import NO_HUB
from hearth.portal.views import myself

ASKED = Step("mine", "", "", ("what_is_happening", "would_help", "who_and_how_to_find", "feels_unsafe"))


@require_http_methods(["GET", "POST"])
def support(request: ActorRequest) -> HttpResponse:
    """Ask for support: whoever holds me hears at once, and where nobody does, somebody by name does from now on."""
    person = myself(request)
    holding = queries.holding_of(request.actor, person=person)
    reach = people.safe_ways(request.actor, person_id=person.pk)
    form = StepForm(request.POST or None, step=ASKED, told={"who_and_how_to_find": "; ".join(reach)})
    if form.is_valid():
        try:
            asked(request, person, holding, form)
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            if form.cleaned_data["feels_unsafe"]:
                return redirect("portal:support_unsafe")
            messages.success(request, "Thank you. It is with us. By when you hear, and from whom, stands here.")
            return redirect("portal:me")
    return render(request, "portal/support.jinja", {"form": form, "holding": holding})


@require_GET
def support_unsafe(request: ActorRequest) -> HttpResponse:
    """I said that I do not feel safe: whom to ring this minute, before anything else."""
    myself(request)
    return render(request, "portal/unsafe.jinja", {"hubs": queries.hubs_now(now()), "own": True})


def asked(request: ActorRequest, person: Person, holding: Holding | None, form: StepForm) -> None:
    """Receive it where somebody is held already, else where the door is open. Raises NotPossible."""
    hub = holding.hub if holding else hub_for(request.actor, now())
    if hub is None:
        raise NotPossible(NO_HUB)
    told = Told(route=Route.MYSELF, known_as=person.known_as, **form.cleaned_data)
    front_door.receive_referral(request.actor, told=told, hub=hub, person=person, at=now())
