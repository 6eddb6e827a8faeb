"""It is in doubt whether somebody can decide one thing: noting it, and ending it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from hearth.core.views import ActorRequest
from hearth.plans import actions, permissions
from hearth.plans.forms import DoubtForm, EndedDoubtForm
from hearth.plans.models import CapacityDoubt
from hearth.plans.pages.frames import at_the_desk, done, drawn, kept


@require_http_methods(["GET", "POST"])
def new_doubt(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """One decision, why it is in doubt, and what was tried."""
    frame = at_the_desk(request, person_id)
    permissions.check_beside(request.actor, person_id=frame.person.pk)
    form = DoubtForm(request.POST or None)
    if form.is_valid() and done(
        form, lambda: actions.note_doubt(request.actor, person=frame.person, at=now(), **form.cleaned_data)
    ):
        return kept(request, f"/people/{frame.person.pk}", "Noted. Their wishes stand above everything now.")
    return drawn(request, frame, "doubt", form=form, doubt=None)


@require_http_methods(["GET", "POST"])
def doubt_ending(request: ActorRequest, person_id: UUID, doubt_id: UUID) -> HttpResponse:
    """They decide themselves again, or it was decided."""
    frame = at_the_desk(request, person_id)
    permissions.check_beside(request.actor, person_id=frame.person.pk)
    doubt = get_object_or_404(CapacityDoubt.objects.visible_to(request.actor), id=doubt_id, person=frame.person)
    form = EndedDoubtForm(request.POST or None)
    if form.is_valid() and done(
        form, lambda: actions.end_doubt(request.actor, doubt=doubt, at=now(), **form.cleaned_data)
    ):
        return kept(request, f"/people/{frame.person.pk}", "Kept. It is theirs to decide.")
    return drawn(request, frame, "doubt", form=form, doubt=doubt)
