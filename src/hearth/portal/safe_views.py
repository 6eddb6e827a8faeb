"""Being safe with one's own pages: the question before the first use and each year, devices, and the way back."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hearth.core.errors import NotPossible
from hearth.core.views import ActorRequest
from hearth.organisations import actions, device_queries, devices
from hearth.organisations.codes import Safe
from hearth.organisations.forms import SafeForm
from hearth.organisations.models import Account
from hearth.organisations.sign_in import providers
from hearth.portal.views import myself

YEAR_SECONDS = 365 * 24 * 60 * 60


@require_http_methods(["GET", "POST"])
def safe(request: ActorRequest) -> HttpResponse:
    """Is it safe for me to have this where others may look? A no closes everything at once."""
    myself(request)
    form = SafeForm(request.POST or None)
    if not form.is_valid():
        return render(request, "portal/safe.jinja", {"form": form})
    answer = Safe(form.cleaned_data["answer"])
    said = actions.say_whether_safe(request.actor, account=_account(request), answer=answer, at=now())
    if answer == Safe.UNSAFE:
        logout(request)
        return render(request, "portal/closed.jinja")
    devices.settle(request.session, said)
    response = redirect("portal:me")
    if answer == Safe.CAREFUL:
        response.delete_cookie(devices.WAY_COOKIE)
    return response


@require_GET
def my_devices(request: ActorRequest) -> HttpResponse:
    """Where I am signed in, and what keeps this safe."""
    myself(request)
    account = _account(request)
    context = {
        "sessions": device_queries.sessions_of(account.pk, at=now()),
        "here": request.session.get("ref", ""),
        "said": device_queries.newest_answer(account.pk),
        "providers": providers(),
        "keeps_way": request.COOKIES.get(devices.WAY_COOKIE) == "yes",
    }
    return render(request, "portal/devices.jinja", context)


@require_POST
def my_device_ending(request: ActorRequest, session_ref: UUID) -> HttpResponse:
    """Sign out one device from afar."""
    myself(request)
    try:
        actions.end_session(request.actor, account=_account(request), ref=session_ref, at=now())
    except NotPossible as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, "Signed out there.")
    return redirect("portal:my_devices")


@require_POST
def my_other_devices_ending(request: ActorRequest) -> HttpResponse:
    """Sign out everywhere but here."""
    myself(request)
    here = request.session.get("ref")
    actions.end_other_sessions(request.actor, account=_account(request), but=UUID(here) if here else None, at=now())
    messages.success(request, "Signed out everywhere but here.")
    return redirect("portal:my_devices")


@require_POST
def my_way_back(request: ActorRequest) -> HttpResponse:
    """Whether this browser keeps its own way back (ADR 0032). A choice of this device alone."""
    myself(request)
    response = redirect("portal:my_devices")
    if request.POST.get("keeps") == "yes" and not request.session.get("careful"):
        response.set_cookie(
            devices.WAY_COOKIE, "yes", max_age=YEAR_SECONDS, samesite="Lax", secure=settings.HTTPS, httponly=True
        )
    else:
        response.delete_cookie(devices.WAY_COOKIE)
    return response


def _account(request: ActorRequest) -> Account:
    """Whose sign-in this is. `myself` has made sure that there is one."""
    assert isinstance(request.user, Account)  # noqa: S101  for the types: somebody is signed in here
    return request.user
