"""The door: asking, the receipt, coming back to it, and the list of who has just arrived."""

from datetime import timedelta

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods

from hearth.core.errors import NotPossible
from hearth.core.views import ActorRequest, open_to_all
from hearth.front_door import actions, permissions, queries
from hearth.front_door.forms import AskForm, ReturnForm
from hearth.front_door.throttle import check_return_attempt

SHOWN_ONCE = "way_back"


@open_to_all
@require_http_methods(["GET", "POST"])
def ask(request: ActorRequest) -> HttpResponse:
    """Three answers, no account."""
    form = AskForm(request.POST or None, initial={"for_whom": request.GET.get("for", "myself")})
    if form.is_valid():
        hub = queries.hub_for_new_people(now())
        try:
            if hub is None:
                raise NotPossible(
                    "No hub is open in this city yet. Please ring one of the numbers under “I need help now”."
                )
            _, way_back = actions.receive_referral(request.actor, told=form.told(), hub=hub, at=now())
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            request.session[SHOWN_ONCE] = way_back.code
            return redirect("front_door:receipt", token=way_back.token)
    return render(request, "front_door/ask.jinja", {"form": form})


@open_to_all
@require_GET
def receipt(request: ActorRequest, token: str) -> HttpResponse:
    """Who holds this, and what happens next. The link is the key."""
    found = queries.receipt(token)
    if found is None:
        raise Http404
    context = {"receipt": found, "code": request.session.get(SHOWN_ONCE, "")}
    response = render(request, "front_door/receipt.jinja", context)
    response["Cache-Control"] = "no-store"
    return response


@open_to_all
@require_http_methods(["GET", "POST"])
def come_back(request: ActorRequest) -> HttpResponse:
    """Find the receipt again with the code that was kept."""
    form = ReturnForm(request.POST or None)
    if form.is_valid():
        try:
            check_return_attempt(request)
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            found = queries.receipt(form.cleaned_data["kept"])
            if found is not None:
                return render(request, "front_door/receipt.jinja", {"receipt": found, "code": ""})
            form.add_error("kept", "We do not know that code. Check each word and the number, or ask again.")
    return render(request, "front_door/come_back.jinja", {"form": form})


@require_GET
def referrals(request: ActorRequest) -> HttpResponse:
    """Who has asked for support lately; whoever nobody has read yet comes first."""
    permissions.check_read_referral(request.actor)
    arrivals = list(queries.new_arrivals(request.actor, since=now() - timedelta(days=30))[:200])
    return render(request, "front_door/referrals.jinja", {"arrivals": arrivals})
