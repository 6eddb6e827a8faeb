"""The door: asking, the receipt, and coming back to it."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from hearth.core.errors import NotPossible
from hearth.core.views import ActorRequest, open_to_all
from hearth.front_door import actions, queries, throttle
from hearth.front_door.codes import Route
from hearth.front_door.forms import ReturnForm
from hearth.front_door.rules import Told
from hearth.people.models import Person

SHOWN_ONCE = "way_back"
NO_HUB = "No hub is open in this city yet. Please ring one of the numbers under “I need help now”."


def received(request: ActorRequest, told: Told, person: Person | None = None) -> HttpResponse:
    """Keep what was told, of a person if it is known whom, and lead to the receipt.

    Raises NotPossible, also in a flood; the words stay in the form.
    """
    at = now()
    hub = queries.hub_for(request.actor, at)
    if hub is None:
        raise NotPossible(NO_HUB)
    throttle.check_room(request, "asks", phone=hub.phone, at=at)
    person = queries.themselves(request.actor) if told.route == Route.MYSELF else person
    _, way_back = actions.receive_referral(request.actor, told=told, hub=hub, person=person, at=at)
    request.session[SHOWN_ONCE] = way_back.code
    return redirect("front_door:receipt", token=way_back.token)


@open_to_all
@require_http_methods(["GET", "POST"])
def come_back(request: ActorRequest) -> HttpResponse:
    """Find the receipt again with the code that was kept."""
    form = ReturnForm(request.POST or None)
    if form.is_valid():
        try:
            throttle.check_return_attempt(request)
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            found = queries.receipt(form.cleaned_data["kept"])
            if found is not None:
                context = {"receipt": found, "updates": queries.updates(form.cleaned_data["kept"]), "code": ""}
                return render(request, "front_door/receipt.jinja", context)
            if queries.asking(form.cleaned_data["kept"]) is not None:
                request.session["asking"] = form.cleaned_data["kept"]
                return redirect("front_door:enough")
            form.add_error("kept", "We do not know that code. Check each word and the number, or ask again.")
    return render(request, "front_door/come_back.jinja", {"form": form})
