"""Holding one entry back for a while, what is held back now, and looking at it again."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods

from hearth.core.errors import NotPossible
from hearth.core.roles import ROLES
from hearth.core.views import ActorRequest
from hearth.correcting.entry_views import person_and_entry
from hearth.correcting.forms import WithholdingForm, WithholdingReviewForm
from hearth.organisations.models import Membership
from hearth.people.models import Person
from hearth.record import actions as record
from hearth.record import permissions
from hearth.record import withholding_queries as queries
from hearth.record.models import Withholding
from hearth.sharing import queries as sharing


@require_http_methods(["GET", "POST"])
def withholding(request: ActorRequest, person_id: UUID, entry_id: UUID) -> HttpResponse:
    """Why this one entry is not read by the person yet, until when, and who looks at that too."""
    person, found = person_and_entry(request, person_id, entry_id)
    permissions.check_alongside(request.actor, person.id)
    form = WithholdingForm(request.POST or None, reviewers=_reviewers(request, person))
    if form.is_valid():
        try:
            record.hold_back(request.actor, entry=found, at=now(), **form.withholding())
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "It is held back. They see no gap where it is.")
            return redirect("correcting:withheld")
    return render(request, "correcting/withholding.jinja", {"person": person, "entry": found, "form": form})


@require_GET
def withheld(request: ActorRequest) -> HttpResponse:
    """What is held back now: for a guardian all of it, for a worker what they hold back or are asked to look at."""
    held = queries.held_back(request.actor, at=now())
    return render(request, "correcting/withheld.jinja", {"held": held, "now": now()})


@require_http_methods(["GET", "POST"])
def review(request: ActorRequest, withholding_id: UUID) -> HttpResponse:
    """Look at what is held back, and say whether the person reads it now. Only for whoever may read it themselves."""
    held = get_object_or_404(
        Withholding.objects.visible_to(request.actor).select_related("held_by__worker", "reviewer__worker", "person"),
        id=withholding_id,
    )
    permissions.check_review_withholding(request.actor, withholding=held)
    entry = queries.entry_of(request.actor, withholding=held)
    form = WithholdingReviewForm(request.POST or None)
    if form.is_valid():
        try:
            record.review_withholding(request.actor, withholding=held, at=now(), **form.cleaned_data)
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "Thank you for looking.")
            return redirect("correcting:withheld")
    reviews = queries.reviews_of(request.actor, withholding=held)
    return render(request, "correcting/review.jinja", {"held": held, "entry": entry, "form": form, "reviews": reviews})


def _reviewers(request: ActorRequest, person: Person) -> list[Membership]:
    alongside = sharing.workers_alongside(request.actor, person=person, at=now())
    mine = request.actor.worker_id
    return [m for m in alongside if m.worker_id != mine and "record.countersign" in ROLES[m.role].permissions]
