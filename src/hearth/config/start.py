"""After signing in: what this account may act as, and stepping into it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from hearth.core.views import outside_scope
from hearth.organisations import device_queries, devices, second_step
from hearth.organisations import queries as organisations
from hearth.sharing import queries as sharing


@outside_scope
@require_http_methods(["GET", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """One choice is entered at once; several are shown; none is said plainly. Needs a sign-in and no scope yet."""
    if not request.user.is_authenticated:
        return redirect("/sign-in")
    choices = organisations.live_memberships(request.user)
    own = own_pages(sharing.own_faces(account_id=request.user.pk))
    if request.method == "POST":
        return enter(request, request.POST.get("as", ""), choices, own)
    if len(choices) + len(own) == 1:
        return enter(request, str(choices[0].membership_id) if choices else next(iter(own)), choices, own)
    return render(request, "organisations/acting_as.jinja", {"choices": choices, "own": own})


def own_pages(faces: list[sharing.Face]) -> dict[str, str]:
    """Whose record each word of a choice opens: "me" somebody's own care, "beside" theirs as somebody close."""
    named = [("beside" if face.is_beside else "me", str(face.person_id)) for face in faces]
    return dict(reversed(named))


def enter(
    request: HttpRequest, chosen: str, choices: list[organisations.ActingChoice], own: dict[str, str]
) -> HttpResponse:
    """Step into one of the choices. Raises Http404 for anything that is not one of them."""
    request.session.pop("membership_id", None)
    for own_things in ("person_id", "safe_until", "careful", "helper"):
        request.session.pop(own_things, None)
    if chosen in own and request.user.pk:
        request.session["person_id"] = own[chosen]
        said = device_queries.answer_that_holds(request.user.pk, at=now())
        if said:
            devices.settle(request.session, said)
        return redirect("/me")
    if chosen in {str(choice.membership_id) for choice in choices}:
        if second_step.is_missing(request):
            return redirect("mfa_index")
        request.session["membership_id"] = chosen
        return redirect("/desk")
    raise Http404
