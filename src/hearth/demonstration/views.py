"""Stepping into an invented person's shoes, and the page of all components. A real Hearth has neither."""

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from hearth.core.installation import is_demonstration
from hearth.core.look_views import look as component_page
from hearth.core.views import outside_scope
from hearth.demonstration import queries
from hearth.demonstration.actions import PASSWORD
from hearth.organisations import devices


@outside_scope
@require_safe
def demo(request: HttpRequest) -> HttpResponse:
    """Everybody a visitor may be, with a sentence each."""
    _only_in_a_demonstration()
    return render(request, "demonstration/demo.jinja", {"groups": queries.everybody(), "password": PASSWORD})


@outside_scope
@require_POST
def sign_in(request: HttpRequest, slug: str) -> HttpResponse:
    """Be this invented person from now on. Whoever was signed in before is signed out first."""
    _only_in_a_demonstration()
    account = queries.account_of(slug)
    if account is None:
        raise Http404
    request.session.flush()
    login(request, account, backend=settings.AUTHENTICATION_BACKENDS[0])
    devices.begin(request)
    request.session.update(queries.session_of(account))
    return redirect("/me" if "person_id" in request.session else "/desk")


@outside_scope
@require_safe
def post_box(request: HttpRequest) -> HttpResponse:
    """Everything that would have left the house, to be read and followed by a visitor."""
    _only_in_a_demonstration()
    return render(request, "demonstration/post_box.jinja", {"told": queries.post_box()})


@outside_scope
@require_safe
def look(request: HttpRequest) -> HttpResponse:
    """The component page, where nobody real could be confused by it."""
    if not settings.DEBUG:
        _only_in_a_demonstration()
    return component_page(request)


def _only_in_a_demonstration() -> None:
    if not is_demonstration():
        raise Http404
