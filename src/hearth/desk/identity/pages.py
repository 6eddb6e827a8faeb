"""What the small pages share: opening leaves a trace, a change is kept or the page says why not."""

from collections.abc import Callable, Sequence
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now

from hearth.core.errors import NotPossible
from hearth.core.views import ActorRequest
from hearth.desk.identity.differences import Difference, differences
from hearth.people import permissions
from hearth.people.actions import ChangedMeanwhile
from hearth.people.models import Person
from hearth.sharing import actions as sharing

KEPT = "That is how it stands from now on."


def opened(request: ActorRequest, person_id: UUID) -> Person:
    """The person, for somebody who may change who they are; looking leaves a trace. Whom one cannot see is 404.

    Of somebody who has died it can all be read, and whoever changes something is told so.
    """
    person = get_object_or_404(Person.objects.visible_to(request.actor), id=person_id)
    permissions.check_knows_identity(request.actor, person=person)
    if request.method == "GET":
        sharing.open_record(request.actor, person=person, what="identity", reason="to be alongside", at=now())
    return person


def is_done(form: forms.Form, change: Callable[[], object], *, at_field: str | None = None) -> bool:
    """Make the change; if it is not possible, the form says why at this field."""
    try:
        change()
    except NotPossible as problem:
        form.add_error(at_field, str(problem))
        return False
    return True


def kept(request: ActorRequest, person: Person) -> HttpResponse:
    """Back to the whole, with a word that it was kept."""
    messages.success(request, KEPT)
    return redirect("desk:identity", person_id=person.id)


def ended(request: ActorRequest, person: Person, change: Callable[[], object]) -> HttpResponse:
    """End something from a list, and back to the whole."""
    try:
        change()
    except NotPossible as problem:
        messages.error(request, str(problem))
        return redirect("desk:identity", person_id=person.id)
    return kept(request, person)


def part(
    request: ActorRequest,
    person: Person,
    form: forms.Form,
    *,
    title: str,
    now_stands: Sequence[str] = (),
    ending: str = "",
) -> HttpResponse:
    """One small page. `now_stands` is what somebody else wrote meanwhile; `ending` is where this thing can be ended."""
    context = {"person": person, "form": form, "part": title, "now_stands": now_stands, "ending": ending}
    return render(request, "desk/identity_part.jinja", context)


def versioned(
    request: ActorRequest,
    person: Person,
    form: forms.Form,
    change: Callable[[int], object],
    *,
    title: str,
    template: str = "desk/identity_part.jinja",
) -> HttpResponse:
    """A small page for what two may change at once: the second sees both versions and chooses.

    `change` is given the version that the form was filled in from.
    """
    version, both = seen_version(request, person), list[Difference]()
    if form.is_valid():
        try:
            change(version)
        except ChangedMeanwhile as meanwhile:
            version, both = meanwhile.version, differences(meanwhile.theirs, meanwhile.mine)
            if not both:
                return kept(request, person)
            form.add_error(None, str(meanwhile))
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            return kept(request, person)
    context = {"person": person, "form": form, "part": title, "version": version, "both": both}
    return render(request, template, context)


def seen_version(request: ActorRequest, person: Person) -> int:
    """The version the form was filled in from; one that never was if somebody tampered with it."""
    if request.method == "GET":
        return person.version
    typed = request.POST.get("version", "")
    return int(typed) if typed.isdecimal() and len(typed) < 10 else 0
