"""Somebody's plan at the desk, and on a screen turned round."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hearth.core.views import ActorRequest
from hearth.plans import permissions
from hearth.plans.pages import goals, plan, signing, wishes
from hearth.plans.pages.frames import Frame, at_the_desk


@require_GET
def the_plan(request: ActorRequest, person_id: UUID, turned: bool = False) -> HttpResponse:
    """Everything in it that the worker may see."""
    return plan.plan(request, at_the_desk(request, person_id, turned=turned))


@require_http_methods(["GET", "POST"])
def part(request: ActorRequest, person_id: UUID, section: str, turned: bool = False) -> HttpResponse:
    """One part, with room to write."""
    return plan.part(request, _writing(request, person_id, turned), section)


@require_POST
def voice(request: ActorRequest, person_id: UUID, section: str, turned: bool = False) -> HttpResponse:
    """Seen otherwise."""
    return plan.voice(request, _writing(request, person_id, turned), section)


@require_POST
def readers(request: ActorRequest, person_id: UUID, section: str, turned: bool = False) -> HttpResponse:
    """Who reads a part."""
    return plan.readers(request, _writing(request, person_id, turned), section)


@require_POST
def choice(request: ActorRequest, person_id: UUID, about: str, version_id: UUID, turned: bool = False) -> HttpResponse:
    """Of two versions written at once, one goes on."""
    return plan.choice(request, _writing(request, person_id, turned), about, version_id)


@require_http_methods(["GET", "POST"])
def happened(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """Something happened, so that the plan is looked at again soon."""
    return plan.happened(request, _writing(request, person_id, False))


@require_http_methods(["GET", "POST"])
def new_goal(request: ActorRequest, person_id: UUID, turned: bool = False) -> HttpResponse:
    """Something new that is hoped for."""
    return goals.goal(request, _writing(request, person_id, turned))


@require_http_methods(["GET", "POST"])
def goal(request: ActorRequest, person_id: UUID, goal_id: UUID, turned: bool = False) -> HttpResponse:
    """How it goes with what is hoped for."""
    return goals.goal(request, _writing(request, person_id, turned), goal_id)


@require_GET
def wish_kinds(request: ActorRequest, person_id: UUID, turned: bool = False) -> HttpResponse:
    """The kinds of wishes there are."""
    return wishes.choose_kind(request, _writing(request, person_id, turned))


@require_http_methods(["GET", "POST"])
def new_wish(request: ActorRequest, person_id: UUID, kind: str, turned: bool = False) -> HttpResponse:
    """A wish for later."""
    return wishes.new_wish(request, _writing(request, person_id, turned), kind)


@require_http_methods(["GET", "POST"])
def wish(request: ActorRequest, person_id: UUID, wish_id: UUID, turned: bool = False) -> HttpResponse:
    """One wish and what is known of it."""
    return wishes.wish(request, _writing(request, person_id, turned), wish_id)


@require_http_methods(["GET", "POST"])
def signature(request: ActorRequest, person_id: UUID, turned: bool = False) -> HttpResponse:
    """The person says yes, with any mark."""
    return signing.signature(request, _writing(request, person_id, turned))


def _writing(request: ActorRequest, person_id: UUID, turned: bool) -> Frame:
    frame = at_the_desk(request, person_id, turned=turned)
    permissions.check_beside(request.actor, person_id=frame.person.pk)
    return frame
