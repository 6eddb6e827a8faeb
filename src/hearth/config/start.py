"""After signing in: what this account may act as, and stepping into it."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from hearth.core.views import outside_scope
from hearth.organisations import queries as organisations
from hearth.organisations import second_step
from hearth.sharing import queries as sharing


@outside_scope
@require_http_methods(["GET", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """One choice is entered at once; several are shown; none is said plainly. Needs a sign-in and no scope yet."""
    if not request.user.is_authenticated:
        return redirect("/sign-in")
    choices = organisations.live_memberships(request.user)
    own = sharing.own_records(account_id=request.user.pk)
    if request.method == "POST":
        return enter(request, request.POST.get("as", ""), choices, own)
    if len(choices) + len(own) == 1:
        return enter(request, str(choices[0].membership_id) if choices else "me", choices, own)
    return render(request, "organisations/acting_as.jinja", {"choices": choices, "own": bool(own)})


def enter(
    request: HttpRequest, chosen: str, choices: list[organisations.ActingChoice], own: list[UUID]
) -> HttpResponse:
    """Step into one of the choices. Raises Http404 for anything that is not one of them."""
    request.session.pop("membership_id", None)
    request.session.pop("person_id", None)
    if chosen == "me" and own:
        request.session["person_id"] = str(own[0])
        return redirect("/me")
    if chosen in {str(choice.membership_id) for choice in choices}:
        if second_step.is_missing(request):
            return redirect("mfa_index")
        request.session["membership_id"] = chosen
        return redirect("/desk")
    raise Http404
