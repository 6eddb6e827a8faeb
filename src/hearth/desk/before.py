"""The time before the hub, written down with whoever tells it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods

from hearth.core.errors import NotPossible
from hearth.core.views import ActorRequest
from hearth.people.models import Person
from hearth.people.rules import birthday_known
from hearth.record import actions as record
from hearth.record.before_forms import ToldToUsForm
from hearth.record.before_queries import told_before
from hearth.sharing import actions as sharing


@require_http_methods(["GET", "POST"])
def before(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """What was told already, and telling some more."""
    person = get_object_or_404(Person.objects.visible_to(request.actor), id=person_id)
    born = birthday_known(person.birth_on, person.birth_precision)
    form = ToldToUsForm(request.POST or None, today=localdate(), born=born, yours=False)
    if form.is_valid():
        try:
            record.tell_before(request.actor, person=person, told=form.told(), at=now())
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "Kept. It stands in the journey, as exactly as it was told.")
            return redirect("desk:before", person_id=person.id)
    elif request.method == "GET":
        sharing.open_record(request.actor, person=person, what="journey", reason="to be alongside", at=now())
    told = told_before(request.actor, person_id=person.id)
    return render(request, "desk/before.jinja", {"person": person, "form": form, "told": told})
