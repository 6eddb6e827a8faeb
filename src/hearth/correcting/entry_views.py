"""One entry with all its versions, and the person's own words beside it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods

from hearth.core.errors import NotPossible
from hearth.core.views import ActorRequest
from hearth.correcting import queries
from hearth.correcting.forms import ViewWithThemForm
from hearth.people.models import Person
from hearth.record import actions as record
from hearth.record.models import Entry
from hearth.record.permissions import check_say_for_them
from hearth.record.saying_queries import sayings_of, with_sayings
from hearth.sharing import actions as sharing


@require_GET
def entry(request: ActorRequest, person_id: UUID, entry_id: UUID) -> HttpResponse:
    """What it says and what it said before, with what was added and removed, and all that can be done about it."""
    person, found = person_and_entry(request, person_id, entry_id)
    sharing.open_record(request.actor, person=person, what="journey", reason="to be alongside", at=now())
    versions = queries.versions(request.actor, entry=found)
    context = {"person": person, "entry": versions[0].entry, "versions": versions, "sayings": sayings_of(found)}
    return render(request, "correcting/entry.jinja", context)


@require_http_methods(["GET", "POST"])
def their_view(request: ActorRequest, person_id: UUID, entry_id: UUID) -> HttpResponse:
    """The person's view, written down with them in their words."""
    person, found = person_and_entry(request, person_id, entry_id)
    check_say_for_them(request.actor, entry=found)
    form = ViewWithThemForm(request.POST or None)
    if form.is_valid():
        try:
            record.say_my_view(request.actor, entry=found, at=now(), **form.cleaned_data)
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "It stands beside the entry, wherever it is read.")
            return redirect("correcting:entry", person_id=person.id, entry_id=found.id)
    context = {"person": person, "entry": found, "form": form, "sayings": sayings_of(found)}
    return render(request, "correcting/their_view.jinja", context)


def person_and_entry(request: ActorRequest, person_id: UUID, entry_id: UUID) -> tuple[Person, Entry]:
    """Both, the entry with what is said of it, if the actor may see both; 404 otherwise."""
    person = get_object_or_404(Person.objects.visible_to(request.actor), id=person_id)
    entries = with_sayings(request.actor, Entry.objects.visible_to(request.actor))
    return person, get_object_or_404(entries, id=entry_id, person_id=person.id)
