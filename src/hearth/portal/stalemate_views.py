"""When services send me on: saying so, and reading how far it has come."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from hearth.core.errors import NotPossible
from hearth.core.views import ActorRequest
from hearth.holding import actions as holding
from hearth.holding import stalemate_queries as stalemates
from hearth.holding.models import Holding
from hearth.holding.stalemate_forms import MyDisputeForm
from hearth.portal.views import myself


@require_http_methods(["GET", "POST"])
def my_stalemates(request: ActorRequest) -> HttpResponse:
    """Who does not agree about my support, how far it has come, and a way to say that it happens."""
    person = myself(request)
    held = Holding.objects.visible_to(request.actor).select_related(
        "hub__organisation", "holder__worker", "holder__organisation"
    )
    mine = held.filter(person=person).first()
    if mine is None or mine.holder is None:
        raise Http404
    form = MyDisputeForm(request.POST or None)
    if form.is_valid():
        try:
            _say_so(request, mine, form)
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, f"Thank you for saying so. {mine.holder.worker.given_name} holds you meanwhile.")
            return redirect("portal:my_stalemates")
    found = stalemates.stalemates_of(request.actor, person_id=person.id)
    shown = [(one, stalemates.ladder(request.actor, stalemate=one)) for one in found]
    return render(request, "portal/stalemates.jinja", {"holding": mine, "form": form, "stalemates": shown})


def _say_so(request: ActorRequest, mine: Holding, form: MyDisputeForm) -> None:
    # The hub that holds them pays until it is settled: nobody has to know whose purse it is to be helped.
    holding.raise_stalemate(
        request.actor,
        holding=mine,
        told=form.told(),
        between=form.between(mine),
        payer=mine.hub.organisation,
        at=now(),
    )
