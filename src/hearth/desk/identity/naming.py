"""Somebody goes by another name: one page for all of it, and putting it back."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_POST

from hearth.core.views import ActorRequest
from hearth.desk.identity.pages import ended, opened, versioned
from hearth.identity import actions
from hearth.people import queries as people
from hearth.people.naming_form import NewNameForm
from hearth.people.naming_models import NameChange

TITLE = "Another name or gender"


@require_http_methods(["GET", "POST"])
def new_name(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """What they are called, names, pronouns, gender and number, together and from one day."""
    person = opened(request, person_id)
    begins = people.called_now(request.actor, person=person)
    form = NewNameForm(request.POST or None, today=localdate(), initial=begins)

    def change(seen: int) -> None:
        told, before = form.told(), form.before_it()
        actions.go_by_another_name(request.actor, person=person, version_seen=seen, told=told, before=before, at=now())

    return versioned(request, person, form, change, title=TITLE, template="desk/new_name.jinja")


@require_POST
def putting_back(request: ActorRequest, person_id: UUID, change_id: UUID) -> HttpResponse:
    """It was entered wrongly."""
    person = opened(request, person_id)
    found = get_object_or_404(
        NameChange.objects.visible_to(request.actor).select_related("person"), id=change_id, person=person
    )
    return ended(request, person, lambda: actions.take_back_name(request.actor, change=found, at=now()))
