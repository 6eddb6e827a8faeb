"""Where a page of a plan stands: at a desk, on a screen turned round, or on the person's own page."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from hearth.core.errors import NotPossible
from hearth.core.views import ActorRequest
from hearth.people.models import Person
from hearth.plans import permissions
from hearth.plans.codes import How

KEPT = "Kept."
TURNED, DESK, OWN = "plans/turned.jinja", "layouts/desk.jinja", "layouts/portal.jinja"


@dataclass(frozen=True, slots=True)
class Frame:
    """Whose plan, under which address, within which frame, and whose hand it is if the page says so by itself."""

    person: Person
    plan: str
    card: str
    layout: str
    hand: How | None = None

    @property
    def is_own(self) -> bool:
        """Whether the person themselves is signed in."""
        return self.hand is How.THEMSELVES

    @property
    def is_turned(self) -> bool:
        """Whether the screen is turned round: nobody else may be on it."""
        return self.hand is How.WITH

    @property
    def in_portal(self) -> bool:
        """Whether it stands on a page of the portal: the person's own, or one of somebody they let in."""
        return self.layout == OWN

    @property
    def home(self) -> str:
        """The page this one belongs to."""
        return self.plan.rpartition("/")[0]

    @property
    def speaks_as_them(self) -> bool:
        """Whether the page says “my”."""
        return self.hand is not None


def at_the_desk(request: ActorRequest, person_id: UUID, *, turned: bool = False) -> Frame:
    """The frame of a worker's page, turned round or not. Raises Http404 for somebody the actor does not see."""
    person = get_object_or_404(Person.objects.visible_to(request.actor), id=person_id)
    here = f"/people/{person.pk}"
    if turned:
        permissions.check_beside(request.actor, person_id=person.pk)
        return Frame(person, f"{here}/together", f"{here}/together/card", TURNED, How.WITH)
    return Frame(person, f"{here}/plan", f"{here}/card", DESK)


def my_own(person: Person) -> Frame:
    """The frame of the person's own pages."""
    return Frame(person, "/me/plan", "/me/card", OWN, How.THEMSELVES)


def drawn(request: ActorRequest, frame: Frame, template: str, **context: Any) -> HttpResponse:
    """The page within its frame."""
    writes = frame.is_own or request.actor.may("plan.write")
    told = {"frame": frame, "person": frame.person, "writes": writes, **context}
    response = render(request, f"plans/{template}.jinja", told)
    response["Cache-Control"] = "no-store"
    return response


def done(form: forms.Form, act: Callable[[], object]) -> bool:
    """Whether the action was done; if it could not be, the form says why."""
    try:
        act()
    except NotPossible as problem:
        form.add_error(None, str(problem))
        return False
    return True


def kept(request: ActorRequest, address: str, words: str = KEPT) -> HttpResponse:
    """Back to where it stands now."""
    messages.success(request, words, extra_tags="turned")
    return redirect(address)
