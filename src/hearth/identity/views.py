"""A custodian's pages: which records may be one person, two side by side, joining them and taking them apart."""

from collections.abc import Callable
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hearth.core.errors import NotPossible
from hearth.core.views import ActorRequest
from hearth.identity import actions, doors, permissions, queries
from hearth.identity.forms import CheckedForm, MergeForm, PartingForm, TwoPeopleForm
from hearth.people.identity_models import Duplicate, Merge
from hearth.sharing import actions as sharing


@require_GET
def identities(request: ActorRequest) -> HttpResponse:
    """What waits for a custodian."""
    permissions.check_keep_identities(request.actor)
    return render(request, "identity/identities.jinja", {"waiting": queries.waiting(request.actor)})


@require_http_methods(["GET", "POST"])
def pair(request: ActorRequest, pair_id: UUID) -> HttpResponse:
    """Two records side by side, why they may be one person, and saying that they are."""
    found = _pair(request, pair_id)
    sides = _sides(request, found.first_id, found.second_id)
    fuller = max(sides, key=lambda side: side.entries)
    form = MergeForm(request.POST or None, sides=sides, initial={"survivor": str(fuller.id)})
    if form.is_valid() and _done(form, lambda: _propose(request, found, form)):
        messages.success(request, "Proposed. It happens once another custodian has looked at it too.")
        return redirect("identity:identities")
    return _pair_page(request, found, sides, form, TwoPeopleForm(prefix="two"))


@require_POST
def verdict(request: ActorRequest, pair_id: UUID) -> HttpResponse:
    """These are two people."""
    found = _pair(request, pair_id)
    form = TwoPeopleForm(request.POST, prefix="two")
    if form.is_valid() and _done(
        form, lambda: actions.say_two_people(request.actor, duplicate=found, at=now(), **form.cleaned_data)
    ):
        messages.success(request, "Kept apart. You are asked again only if something about one of them changes.")
        return redirect("identity:identities")
    sides = _sides(request, found.first_id, found.second_id)
    return _pair_page(request, found, sides, MergeForm(sides=sides), form)


@require_http_methods(["GET", "POST"])
def merge(request: ActorRequest, merge_id: UUID) -> HttpResponse:
    """What another custodian proposed, side by side, and saying so too."""
    found = _merge(request, merge_id)
    if found.confirmed_at is not None:
        return redirect("identity:parting", joined_id=found.pk)
    form = CheckedForm(request.POST or None)
    if form.is_valid() and _done(
        form, lambda: actions.confirm_merge(request.actor, merge=found, at=now(), **form.cleaned_data)
    ):
        messages.success(request, "They are one record now. It can be taken apart again.")
        return redirect("identity:parting", joined_id=found.pk)
    sides = _sides(request, found.survivor_id, found.merged_id)
    context = {"merge": found, "sides": sides, "form": form, "mine": found.proposed_by_id == request.actor.worker_id}
    return render(request, "identity/merge.jinja", context)


@require_POST
def withdrawal(request: ActorRequest, merge_id: UUID) -> HttpResponse:
    """It is not proposed any more."""
    try:
        actions.withdraw_merge(request.actor, merge=_merge(request, merge_id), at=now())
    except NotPossible as problem:
        messages.error(request, str(problem))
    return redirect("identity:identities")


@require_http_methods(["GET", "POST"])
def parting(request: ActorRequest, joined_id: UUID) -> HttpResponse:
    """What was joined, what was written since, and saying that they are two people after all."""
    found = _merge(request, joined_id)
    if found.confirmed_at is None or found.undone_at is not None:
        raise Http404
    since = doors.written_since(found.pk)
    form = PartingForm(request.POST or None, since=since)
    if form.is_valid() and _done(
        form, lambda: actions.propose_parting(request.actor, merge=found, at=now(), **form.cleaned_data)
    ):
        messages.success(request, "Proposed. They are apart once another custodian has looked at it too.")
        return redirect("identity:identities")
    named = doors.names_of([found.survivor_id, found.merged_id])
    names = {"goes_on": named[found.survivor_id][0], "joined": named[found.merged_id][0]}
    belong = [one for one in since if str(one.id) in found.undo_belong]
    mine = found.undo_proposed_by_id == request.actor.worker_id
    context = {"merge": found, "since": since, "form": form, "belong": belong, "mine": mine, **names}
    return render(request, "identity/parting.jinja", context)


@require_POST
def parted(request: ActorRequest, joined_id: UUID) -> HttpResponse:
    """Another custodian looked too: they are two records again."""
    try:
        actions.confirm_parting(request.actor, merge=_merge(request, joined_id), at=now())
    except NotPossible as problem:
        messages.error(request, str(problem))
        return redirect("identity:parting", joined_id=joined_id)
    messages.success(request, "They are two records again, and everything is back where it was.")
    return redirect("identity:identities")


def _propose(request: ActorRequest, pair: Duplicate, form: MergeForm) -> Merge:
    told = form.cleaned_data
    merged_id = pair.second_id if told["survivor"] == pair.first_id else pair.first_id
    return actions.propose_merge(
        request.actor,
        survivor_id=told["survivor"],
        merged_id=merged_id,
        because=told["because"],
        checked_by=told["checked_by"],
        at=now(),
    )


def _done(form: forms.Form, change: Callable[[], object]) -> bool:
    try:
        change()
    except NotPossible as problem:
        form.add_error(None, str(problem))
        return False
    return True


def _pair(request: ActorRequest, pair_id: UUID) -> Duplicate:
    permissions.check_keep_identities(request.actor)
    found = queries.pair_of(request.actor, pair_id=pair_id)
    if found is None:
        raise Http404
    return found


def _merge(request: ActorRequest, merge_id: UUID) -> Merge:
    permissions.check_keep_identities(request.actor)
    found = queries.merge_of(request.actor, merge_id=merge_id)
    if found is None or found.withdrawn_at is not None:
        raise Http404
    return found


def _sides(request: ActorRequest, one: UUID, other: UUID) -> list[doors.Side]:
    """Both, and each of them reads that somebody looked."""
    if request.method == "GET":
        sharing.look_at_identity(request.actor, people=[one, other], at=now())
    return [doors.side(one), doors.side(other)]


def _pair_page(
    request: ActorRequest, found: Duplicate, sides: list[doors.Side], form: MergeForm, two: TwoPeopleForm
) -> HttpResponse:
    context = {
        "pair": found,
        "sides": sides,
        "bars": queries.bars(found),
        "near_twins": doors.are_near_twins(found.first_id, found.second_id),
        "verdicts": queries.verdicts(request.actor, pair=found),
        "form": form,
        "two": two,
    }
    return render(request, "identity/pair.jinja", context)
