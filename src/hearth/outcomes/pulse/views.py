"""The one question of the month, for those who work here."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods

from hearth.core.errors import NotPossible
from hearth.core.views import ActorRequest
from hearth.outcomes import permissions
from hearth.outcomes.pulse import actions, queries
from hearth.outcomes.pulse.forms import PulseForm


@require_http_methods(["GET", "POST"])
def pulse(request: ActorRequest) -> HttpResponse:
    """Answer it, or read that one has."""
    permissions.check_answer_pulse(request.actor)
    form = PulseForm(request.POST or None)
    if form.is_valid():
        try:
            actions.answer_pulse(request.actor, answer=form.cleaned_data["answer"], at=now())
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "Counted. Nobody can see that it was you.")
            return redirect("outcomes:pulse")
    month = localdate().replace(day=1)
    answered = queries.has_answered(request.actor, month=month)
    return render(request, "outcomes/pulse.jinja", {"form": form, "answered": answered, "month": month})
