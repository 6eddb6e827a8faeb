"""My plan and my card for bad days."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hearth.core.views import ActorRequest
from hearth.people.models import Person
from hearth.plans.pages import cards, goals, plan, signing, wishes
from hearth.plans.pages.frames import OWN, Frame, my_own
from hearth.portal.views import myself


@require_GET
def my_plan(request: ActorRequest) -> HttpResponse:
    """Everything in my plan."""
    return plan.plan(request, _mine(request))


@require_http_methods(["GET", "POST"])
def my_part(request: ActorRequest, section: str) -> HttpResponse:
    """One part, with room to write."""
    return plan.part(request, _mine(request), section)


@require_POST
def my_voice(request: ActorRequest, section: str) -> HttpResponse:
    """I see it otherwise."""
    return plan.voice(request, _mine(request), section)


@require_POST
def my_readers(request: ActorRequest, section: str) -> HttpResponse:
    """Who reads a part."""
    return plan.readers(request, _mine(request), section)


@require_POST
def my_choice(request: ActorRequest, about: str, version_id: UUID) -> HttpResponse:
    """Of two versions written at once, this one stands."""
    return plan.choice(request, _mine(request), about, version_id)


@require_http_methods(["GET", "POST"])
def my_happened(request: ActorRequest) -> HttpResponse:
    """Something happened, so that we look at it again soon."""
    return plan.happened(request, _mine(request))


@require_http_methods(["GET", "POST"])
def my_new_goal(request: ActorRequest) -> HttpResponse:
    """Something new that I hope for."""
    return goals.goal(request, _mine(request))


@require_http_methods(["GET", "POST"])
def my_goal(request: ActorRequest, goal_id: UUID) -> HttpResponse:
    """How it goes with what I hope for."""
    return goals.goal(request, _mine(request), goal_id)


@require_GET
def my_wish_kinds(request: ActorRequest) -> HttpResponse:
    """The kinds of wishes there are."""
    return wishes.choose_kind(request, _mine(request))


@require_http_methods(["GET", "POST"])
def my_new_wish(request: ActorRequest, kind: str) -> HttpResponse:
    """A wish for later."""
    return wishes.new_wish(request, _mine(request), kind)


@require_http_methods(["GET", "POST"])
def my_wish(request: ActorRequest, wish_id: UUID) -> HttpResponse:
    """One wish and what is known of it."""
    return wishes.wish(request, _mine(request), wish_id)


@require_http_methods(["GET", "POST"])
def my_signature(request: ActorRequest) -> HttpResponse:
    """This is mine."""
    return signing.signature(request, _mine(request))


@require_GET
def my_card(request: ActorRequest) -> HttpResponse:
    """My card for bad days."""
    return cards.card(request, _mine(request))


@require_http_methods(["GET", "POST"])
def my_card_writing(request: ActorRequest) -> HttpResponse:
    """Write my card anew."""
    return cards.writing(request, _mine(request))


@require_GET
def my_card_on_paper(request: ActorRequest) -> HttpResponse:
    """My card for a wallet."""
    return cards.on_paper(request, _mine(request))


@require_POST
def my_card_opening(request: ActorRequest) -> HttpResponse:
    """Whoever welcomes at the door may open it, or may no more."""
    return cards.opening(request, _mine(request))


@require_GET
def their_card(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """The card of somebody who let me in that far. They read that I looked."""
    return cards.card(request, _theirs(request, person_id))


@require_GET
def their_plan(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """The plan of somebody who let me in that far. They read that I looked."""
    return plan.plan(request, _theirs(request, person_id))


def _mine(request: ActorRequest) -> Frame:
    return my_own(myself(request))


def _theirs(request: ActorRequest, person_id: UUID) -> Frame:
    """Somebody else's, to be read and never written."""
    people = Person.objects.visible_to(request.actor).exclude(pk=myself(request).pk)
    person = get_object_or_404(people, pk=person_id)
    here = f"/me/people/{person.pk}"
    return Frame(person, f"{here}/plan", f"{here}/card", OWN)
