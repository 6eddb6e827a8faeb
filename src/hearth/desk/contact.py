"""A contact in two taps and a sentence: the sentence, and the button that says what it was."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods

from hearth.core.errors import NotPossible
from hearth.core.views import ActorRequest
from hearth.desk.views import place_of
from hearth.front_door import actions as front_door
from hearth.people.models import Person
from hearth.record import actions as record
from hearth.record import queries as entries
from hearth.record.codes import QUICK
from hearth.record.forms import QuickForm
from hearth.record.models import Draft
from hearth.record.prompts import prompts


@require_http_methods(["GET", "POST"])
def contact(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """Called, texted, visited, did not make it: pressing which is sending it."""
    found = get_object_or_404(Person.objects.visible_to(request.actor), id=person_id)
    request.actor.check("record.write")
    form, draft, at = QuickForm(request.POST or None), _draft(request, found), now()
    if form.is_valid():
        try:
            front_door.write_down(request.actor, person=found, at=at, **form.entry(at=at))
        except NotPossible as problem:
            form.add_error("words", str(problem))
        else:
            if draft:
                record.drop_draft(request.actor, place=place_of(found.id), at=at)
            messages.success(request, "Written. They can read it too.")
            return redirect("desk:person", person_id=found.id)
    words = form.data.get("words", "") if form.is_bound else (draft.fields.get("words", "") if draft else "")
    context = {"person": found, "form": form, "words": words, "draft": draft, "kinds": QUICK}
    return render(request, "desk/contact.jinja", {**context, "prompts": prompts(on=localdate())})


def _draft(request: ActorRequest, found: Person) -> Draft | None:
    return entries.draft_at(request.actor, place=place_of(found.id))
