"""The whole of who somebody is, and the parts of it that are one thing each."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hearth.core.views import ActorRequest
from hearth.desk.identity import queries
from hearth.desk.identity.pages import is_done, kept, opened, part, versioned
from hearth.people import actions
from hearth.people import queries as people
from hearth.people.codes import NhsNumberStatus, SecondItem
from hearth.people.equality_form import EqualityForm
from hearth.people.forms import ConfirmationForm, IdentityForm, LifeForm, NhsNumberForm
from hearth.people.models import Person


@require_GET
def identity(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """Everything that is known of who they are."""
    return _everything(request, opened(request, person_id), ConfirmationForm())


@require_POST
def confirmation(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """They said that this is them, and a second thing was checked."""
    person, form = opened(request, person_id), ConfirmationForm(request.POST)
    if form.is_valid():
        item = SecondItem(form.cleaned_data["checked_by"])
        if is_done(form, lambda: actions.confirm_identity(request.actor, person=person, checked_by=item, at=now())):
            return kept(request, person)
    return _everything(request, person, form)


@require_http_methods(["GET", "POST"])
def who(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """What they are called, when they were born, how to talk with them."""
    person = opened(request, person_id)
    form = IdentityForm(request.POST or None, today=localdate(), initial=queries.identity_words(person))

    def change(seen: int) -> None:
        told, holds = form.identity(), form.cleaned_data["still_holds"]
        actions.change_identity(
            request.actor, person=person, version_seen=seen, identity=told, still_holds=holds, at=now()
        )

    return versioned(request, person, form, change, title="What everyone alongside knows")


@require_http_methods(["GET", "POST"])
def life(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """Where they live, with whom, and their surgery."""
    person = opened(request, person_id)
    form = LifeForm(request.POST or None, initial=queries.life_words(request.actor, person=person))

    def change(seen: int) -> None:
        actions.change_circumstances(request.actor, person=person, version_seen=seen, life=form.life(), at=now())

    return versioned(request, person, form, change, title="How life stands")


@require_http_methods(["GET", "POST"])
def equality(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """What they told us about themselves, or which kind of unknown it is."""
    person = opened(request, person_id)
    form = EqualityForm(request.POST or None, known=people.equality_of(request.actor, person=person))

    def change(seen: int) -> None:
        actions.tell_equality(request.actor, person=person, version_seen=seen, answers=form.answers(), at=now())

    title = "About them, if they want to say"
    return versioned(request, person, form, change, title=title, template="desk/equality.jinja")


@require_http_methods(["GET", "POST"])
def nhs_number(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """The number, or why there is none."""
    person = opened(request, person_id)
    form = NhsNumberForm(request.POST or None, initial=queries.number_words(request.actor, person=person))
    if form.is_valid():
        told = {**form.cleaned_data, "status": NhsNumberStatus(form.cleaned_data["status"])}

        def change() -> None:
            actions.tell_nhs_number(request.actor, person=person, at=now(), **told)

        if is_done(form, change, at_field="number"):
            return kept(request, person)
    return part(request, person, form, title="NHS number")


def _everything(request: ActorRequest, person: Person, form: ConfirmationForm) -> HttpResponse:
    known = queries.known_of(request.actor, person=person)
    return render(request, "desk/identity.jinja", {"person": person, "known": known, "form": form})
