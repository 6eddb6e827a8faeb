"""Opening a form that came by a link: nothing of whom it is about is said before somebody has said who they are."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST

from hearth.core.errors import NotPossible
from hearth.core.views import ActorRequest, open_to_all
from hearth.front_door import throttle
from hearth.telling import actions, queries, sheets
from hearth.telling.actions.links import OpenedForm
from hearth.telling.codes import Opened
from hearth.telling.forms import OpeningForm
from hearth.telling.queries import Behind


@open_to_all
@require_http_methods(["GET", "POST"])
def link(request: ActorRequest, form_secret: str) -> HttpResponse:
    """Who sent it; and, for whoever says who they are, what it says."""
    behind, form = _behind(form_secret), OpeningForm(request.POST or None)
    if form.is_valid() and (opened := _opened(request, form_secret, form, behind, Opened.READ)):
        context = {"opened": opened, "behind": behind, "secret": form_secret, "given": form.cleaned_data}
        return _unkept(render(request, "telling/opened.jinja", context))
    return _unkept(render(request, "telling/link.jinja", {"behind": behind, "form": form}))


@open_to_all
@require_POST
def link_file(request: ActorRequest, form_secret: str) -> HttpResponse:
    """The file as it left, for whoever says who they are."""
    behind, form = _behind(form_secret), OpeningForm(request.POST)
    if form.is_valid() and (opened := _opened(request, form_secret, form, behind, Opened.FILE)):
        return sheets.as_file(opened.content, content_type=opened.content_type, name=opened.file_name)
    return _unkept(render(request, "telling/link.jinja", {"behind": behind, "form": form}))


def _behind(secret: str) -> Behind:
    behind = queries.behind_link(secret, at=now())
    if behind is None:
        raise Http404
    return behind


def _opened(request: ActorRequest, secret: str, form: OpeningForm, behind: Behind, what: Opened) -> OpenedForm | None:
    at = now()
    try:
        throttle.check_room(request, "form-links", phone=behind.phone, at=at)
        return actions.open_link(request.actor, secret=secret, what=what, at=at, **form.cleaned_data)
    except NotPossible as problem:
        form.add_error(None, str(problem))
        return None


def _unkept(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response
