"""What stands in the wrong record: proposing a move, doing it, and deciding who is told."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hearth.core.errors import NotPermitted, NotPossible
from hearth.core.views import ActorRequest
from hearth.correcting import actions, permissions
from hearth.correcting import move_queries as queries
from hearth.correcting.entry_views import person_and_entry
from hearth.correcting.forms import ExposureForm, LeaveForm, MoveForm
from hearth.correcting.models import Exposure
from hearth.people import actions as people
from hearth.people.models import Person
from hearth.people.queries import Found
from hearth.record.models import Entry


@require_http_methods(["GET", "POST"])
def proposal(request: ActorRequest, person_id: UUID, entry_id: UUID) -> HttpResponse:
    """Say that this is about somebody else: find them, and say how it is known."""
    person, found = person_and_entry(request, person_id, entry_id)
    request.actor.check("person.find")
    words, problem, possible = request.POST.get("q", "").strip(), "", []
    try:
        possible = _possible(request, person, words)
    except NotPossible as too_many:
        problem = str(too_many)
    form = MoveForm(request.POST if "reason" in request.POST else None, found=possible)
    if form.is_valid():
        try:
            _propose(request, found, form)
        except NotPossible as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Proposed. It moves when a second worker says so too.")
            return redirect("correcting:moves")
    context = {"person": person, "entry": found, "form": form, "words": words, "possible": possible, "problem": problem}
    return render(request, "correcting/proposal.jinja", context)


@require_GET
def moves(request: ActorRequest) -> HttpResponse:
    """Everything that waits for a second worker, or for a guardian."""
    return render(request, "correcting/moves.jinja", {"waiting": queries.moves(request.actor)})


@require_http_methods(["GET", "POST"])
def move(request: ActorRequest, move_id: UUID) -> HttpResponse:
    """One move: do it, or leave it; for a guardian, who saw it meanwhile."""
    found = queries.move(request.actor, move_id=move_id)
    if found is None:
        raise Http404
    form = LeaveForm(request.POST if "words" in request.POST else None)
    try:
        if "do" in request.POST:
            actions.do_move(request.actor, move=found.move, at=now())
            messages.success(request, "Moved. A marker stands on both sides, and a guardian looks at who read it.")
            return redirect("correcting:move", move_id=move_id)
        if form.is_valid():
            actions.leave_move(request.actor, move=found.move, at=now(), **form.cleaned_data)
            return redirect("correcting:moves")
    except NotPossible as problem:
        form.add_error(None, str(problem)) if form.is_bound else messages.error(request, str(problem))
    return _move_page(request, found, form, None, ExposureForm(prefix="exposure"))


@require_POST
def exposure(request: ActorRequest, move_id: UUID, exposure_id: UUID) -> HttpResponse:
    """Who is told of one look, by whom and when."""
    found = queries.move(request.actor, move_id=move_id)
    seen = get_object_or_404(Exposure.objects.visible_to(request.actor), id=exposure_id, move_id=move_id)
    if found is None:
        raise Http404
    form = ExposureForm(request.POST, prefix="exposure")
    if form.is_valid():
        try:
            actions.decide_exposure(request.actor, exposure=seen, at=now(), **form.cleaned_data)
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            return redirect("correcting:move", move_id=move_id)
    return _move_page(request, found, LeaveForm(), exposure_id, form)


def _move_page(
    request: ActorRequest, found: queries.Waiting, leave: LeaveForm, bound_to: UUID | None, bound: ExposureForm
) -> HttpResponse:
    context = {
        "found": found,
        "leave": leave,
        "exposures": [
            (one, decision, bound if one.pk == bound_to else ExposureForm(prefix="exposure", auto_id=f"{one.pk}-%s"))
            for one, decision in queries.exposures(request.actor, move_id=found.move.pk)
        ],
        "bound": bound,
        "may_decide": _may_decide(request, found),
    }
    return render(request, "correcting/move.jinja", context)


def _may_decide(request: ActorRequest, found: queries.Waiting) -> bool:
    if found.decision is not None:
        return False
    try:
        permissions.check_decide_move(request.actor, move=found.move)
    except NotPermitted:
        return False
    return True


def _possible(request: ActorRequest, person: Person, words: str) -> list[Found]:
    """Whom the search found, but for the one it stands with: those a worker is alongside, and for a guardian anyone."""
    found = people.search(request.actor, words=words, at=now()) if words else []
    anyone = request.actor.may("audit.read")
    return [one for one in found if one.person_id != person.id and (one.seen or anyone)]


def _propose(request: ActorRequest, found: Entry, form: MoveForm) -> None:
    given = form.cleaned_data
    right_person = Person(pk=given["right_person"])
    actions.propose_move(request.actor, entry=found, right_person=right_person, reason=given["reason"], at=now())
