"""What I am called: another name, pronouns or gender, by myself, and putting it back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_POST

from hearth.core.errors import NotPossible
from hearth.core.views import ActorRequest
from hearth.identity import actions
from hearth.people import queries as people
from hearth.people.actions import ChangedMeanwhile
from hearth.people.models import Person
from hearth.people.naming_form import MyNameForm
from hearth.people.naming_models import NameChange
from hearth.portal.views import myself


@require_http_methods(["GET", "POST"])
def my_name(request: ActorRequest) -> HttpResponse:
    """My name, pronouns and gender, everywhere at once from one day."""
    person = myself(request)
    form = MyNameForm(request.POST or None, today=localdate(), initial=people.called_now(request.actor, person=person))
    version = _seen(request, person)
    if form.is_valid():
        told, before = form.told(), form.before_it()
        try:
            actions.go_by_another_name(
                request.actor, person=person, version_seen=version, told=told, before=before, at=now()
            )
        except ChangedMeanwhile as meanwhile:
            version = meanwhile.version
            form.add_error(None, "Somebody changed this while you were writing. Look at it again, then send it.")
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "That is how we speak of you from now on.")
            return redirect("portal:my_name")
    context = {"person": person, "form": form, "version": version, "renamed": _last(request, person)}
    return render(request, "portal/name.jinja", context)


@require_POST
def my_name_before(request: ActorRequest, change_id: UUID) -> HttpResponse:
    """That was a mistake: what stood before stands again."""
    rows = NameChange.objects.visible_to(request.actor).select_related("person")
    found = get_object_or_404(rows, pk=change_id, person=myself(request))
    try:
        actions.take_back_name(request.actor, change=found, at=now())
    except NotPossible as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, "Put back as it was.")
    return redirect("portal:my_name")


def _last(request: ActorRequest, person: Person) -> NameChange | None:
    """The last change, as long as it can be put back."""
    mine = NameChange.objects.visible_to(request.actor).filter(person=person, undone_at=None)
    last = mine.order_by("-changed_at").first()
    return last if last and last.known_as == person.known_as else None


def _seen(request: ActorRequest, person: Person) -> int:
    typed = request.POST.get("version", "")
    return int(typed) if typed.isdecimal() and len(typed) < 10 else person.version
