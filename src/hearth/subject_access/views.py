"""The pages of those who answer somebody who asked for their record."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hearth.core.errors import NotPossible
from hearth.core.views import ActorRequest
from hearth.people.models import Person
from hearth.subject_access import actions, forms, permissions, queries
from hearth.subject_access.codes import Handed, IdentityBy, Status
from hearth.subject_access.models import AccessPart, AccessRequest


@require_GET
def requests(request: ActorRequest) -> HttpResponse:
    """What waits for me: requests I answer, parts I read through, single items I was asked about."""
    actor = request.actor
    context = {
        "running": queries.requests_under_way(actor) if actor.may(permissions.ANSWER) else [],
        "parts": [(part, queries.part_name(part)) for part in queries.my_parts(actor)],
        "asked": queries.asked_of(actor),
    }
    return render(request, "subject_access/requests.jinja", context)


@require_http_methods(["GET", "POST"])
def asking(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """Write down that somebody asked for their record, and what has been asked before."""
    person = get_object_or_404(Person.objects.visible_to(request.actor), id=person_id)
    permissions.check_ask(request.actor, person=person)
    form = forms.RequestForm(request.POST or None)
    if form.is_valid():
        try:
            found = actions.ask_for_record(
                request.actor, person=person, asked=form.asked(), asked_at=form.asked_at(), at=now()
            )
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            return redirect("subject_access:request", access_id=found.pk)
    earlier = queries.requests_of(request.actor, person_id=person.pk)
    return render(request, "subject_access/asking.jinja", {"person": person, "form": form, "earlier": earlier})


@require_GET
def request_page(request: ActorRequest, access_id: UUID) -> HttpResponse:
    """One request: who asked for what, how far it is, and whatever is next."""
    found = _request(request, access_id)
    answering = request.actor.membership_id == found.answers_id and request.actor.may(permissions.ANSWER)
    context = {
        "asked": found,
        "steps": found.moves.order_by("at", "id"),
        "answering": answering,
        "parts": queries.parts(request.actor, request=found),
        "package": queries.package_of(request.actor, request_id=found.pk),
        "identity_form": forms.IdentityForm(),
        "extension_form": forms.ExtensionForm(),
        "handing_form": forms.HandingForm(),
    }
    return render(request, "subject_access/request.jinja", context)


@require_POST
def identity(request: ActorRequest, access_id: UUID) -> HttpResponse:
    """We know that it is them."""
    found, form = _request(request, access_id), forms.IdentityForm(request.POST)
    return _done(
        request,
        found,
        form,
        lambda: actions.make_sure(
            request.actor,
            request=found,
            how=IdentityBy(form.cleaned_data["how"]),
            words=form.cleaned_data["words"],
            at=now(),
        ),
        "Everything is being gathered now.",
    )


@require_POST
def answering(request: ActorRequest, access_id: UUID) -> HttpResponse:
    """I answer them from now on."""
    found = _request(request, access_id)
    return _done(
        request,
        found,
        None,
        lambda: actions.take_on(request.actor, request=found, at=now()),
        "You answer them from now on.",
    )


@require_POST
def extension(request: ActorRequest, access_id: UUID) -> HttpResponse:
    """It takes longer."""
    found, form = _request(request, access_id), forms.ExtensionForm(request.POST)
    return _done(
        request,
        found,
        form,
        lambda: actions.extend(request.actor, request=found, at=now(), **form.cleaned_data),
        "It takes longer, and they read why.",
    )


@require_POST
def handing(request: ActorRequest, access_id: UUID) -> HttpResponse:
    """It is given."""
    found, form = _request(request, access_id), forms.HandingForm(request.POST)
    return _done(
        request,
        found,
        form,
        lambda: actions.hand_over(
            request.actor,
            request=found,
            how=Handed(form.cleaned_data["how"]),
            company=form.cleaned_data["company"],
            at=now(),
        ),
        "It is theirs.",
    )


@require_POST
def withdrawal(request: ActorRequest, access_id: UUID) -> HttpResponse:
    """They do not want it any more."""
    found = _request(request, access_id)
    return _done(
        request,
        found,
        None,
        lambda: actions.withdraw(request.actor, request=found, at=now()),
        "Taken back. They may ask again at any time.",
    )


@require_http_methods(["GET", "POST"])
def reviewer(request: ActorRequest, part_id: UUID) -> HttpResponse:
    """Name who reads a part through."""
    part = _part(request, part_id)
    permissions.check_answer(request.actor, request=part.request)
    form = forms.ReviewerForm(request.POST or None, people=queries.reviewers_for(part))
    if form.is_valid():
        try:
            actions.name_reviewer(request.actor, part=part, reviewer=form.cleaned_data["reviewer"], at=now())
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            return redirect("subject_access:request", access_id=part.request_id)
    context = {"part": part, "name": queries.part_name(part), "form": form}
    return render(request, "subject_access/reviewer.jinja", context)


@require_GET
def document(request: ActorRequest, access_id: UUID) -> HttpResponse:
    """What the person gets, to look at before it is given."""
    package = queries.package_of(request.actor, request_id=access_id)
    if package is None:
        raise Http404
    actions.look_at_package(request.actor, package=package, at=now())
    return as_file(bytes(package.document), "application/pdf", "record.pdf")


def as_file(content: bytes, kind: str, name: str) -> HttpResponse:
    """A file to keep, kept by no one on the way."""
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _request(request: ActorRequest, access_id: UUID) -> AccessRequest:
    rows = AccessRequest.objects.visible_to(request.actor).select_related(
        "answers__worker", "answers__organisation", "identity", "extension", "handing", "recorded_by__worker"
    )
    return get_object_or_404(rows, pk=access_id)


def _part(request: ActorRequest, part_id: UUID) -> AccessPart:
    rows = AccessPart.objects.visible_to(request.actor).select_related("request", "organisation", "reviewer__worker")
    return get_object_or_404(rows, pk=part_id, request__status=Status.REVIEWING)


def _done(
    request: ActorRequest, found: AccessRequest, form: Form | None, act: Callable[[], object], says: str
) -> HttpResponse:
    """Do it and go back to the request, saying what became of it."""
    if form is not None and not form.is_valid():
        messages.error(request, " ".join(str(words) for field in form.errors.values() for words in field))
        return redirect("subject_access:request", access_id=found.pk)
    try:
        act()
    except NotPossible as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, says)
    return redirect("subject_access:request", access_id=found.pk)
