"""Asking for my record, and having it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hearth.core.errors import NotPossible
from hearth.core.views import ActorRequest
from hearth.portal.views import myself
from hearth.subject_access import actions, queries
from hearth.subject_access.codes import RUNNING, AskedBy
from hearth.subject_access.forms import MyRequestForm
from hearth.subject_access.models import AccessRequest, Package


@require_http_methods(["GET", "POST"])
def my_record(request: ActorRequest) -> HttpResponse:
    """Ask for everything that is held about me; see how far it is, and take it when it is mine."""
    person = myself(request)
    form = MyRequestForm(request.POST or None)
    if form.is_valid():
        try:
            actions.ask_for_record(request.actor, person=person, asked=form.asked(), at=now())
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "We have it. It costs nothing, and you need not say why.")
            return redirect("portal:my_record")
    asked = list(queries.requests_of(request.actor, person_id=person.pk))
    own = next((one for one in asked if one.status in RUNNING and one.asked_by == AskedBy.PERSON), None)
    return render(request, "portal/record.jinja", {"person": person, "form": form, "asked": asked, "running": own})


@require_POST
def my_record_withdrawal(request: ActorRequest, access_id: UUID) -> HttpResponse:
    """I do not need it any more."""
    person = myself(request)
    found = get_object_or_404(AccessRequest.objects.visible_to(request.actor), pk=access_id, person=person)
    try:
        actions.withdraw(request.actor, request=found, at=now())
    except NotPossible as problem:
        messages.error(request, str(problem))
    return redirect("portal:my_record")


@require_GET
def my_record_document(request: ActorRequest, access_id: UUID) -> HttpResponse:
    """My record, to read."""
    return _file(bytes(_package(request, access_id).document), "application/pdf", "my-record.pdf")


@require_GET
def my_record_data(request: ActorRequest, access_id: UUID) -> HttpResponse:
    """My record, as data."""
    return _file(bytes(_package(request, access_id).data), "application/json", "my-record.json")


def _package(request: ActorRequest, access_id: UUID) -> Package:
    myself(request)
    package = queries.package_of(request.actor, request_id=access_id)
    if package is None:
        raise Http404
    actions.look_at_package(request.actor, package=package, at=now())
    return package


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
