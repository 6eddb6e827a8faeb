"""What I have been through before I came here, as far as I want to tell it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods

from hearth.core.errors import NotPossible
from hearth.core.views import ActorRequest
from hearth.people.rules import birthday_known
from hearth.portal.views import myself
from hearth.record import actions as record
from hearth.record.before_forms import BeforeForm
from hearth.record.before_queries import told_before
from hearth.sharing import actions as sharing


@require_http_methods(["GET", "POST"])
def before(request: ActorRequest) -> HttpResponse:
    """What I told already, and telling some more."""
    person = myself(request)
    born = birthday_known(person.birth_on, person.birth_precision)
    form = BeforeForm(request.POST or None, today=localdate(), born=born)
    if form.is_valid():
        try:
            record.tell_before(request.actor, person=person, told=form.told(), at=now())
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "Kept, as you told it. It stands in your journey.")
            return redirect("portal:before")
    elif request.method == "GET":
        sharing.open_record(request.actor, person=person, what="my journey", reason="my own record", at=now())
    told = told_before(request.actor, person_id=person.id)
    return render(request, "portal/before.jinja", {"person": person, "form": form, "told": told})
