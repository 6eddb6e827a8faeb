"""The worker's pages about who acts for somebody, and about a young person's own say."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST

from hearth.core.errors import NotPossible
from hearth.core.views import ActorRequest
from hearth.people.models import Person
from hearth.sharing import actions, permissions, queries
from hearth.sharing.proxy_forms import CompetenceForm, ProxyForm
from hearth.sharing.proxy_models import Proxy


@require_http_methods(["GET", "POST"])
def proxies(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """Who acts for them, and naming somebody after everything was checked."""
    actor = request.actor
    person = get_object_or_404(Person.objects.visible_to(actor), id=person_id)
    permissions.check_name_proxy(actor, person=person)
    form = ProxyForm(request.POST or None, relations=queries.could_act(actor, person=person))
    if form.is_valid():
        try:
            actions.name_proxy(actor, at=now(), **form.named())
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "They act for them from now on, until the day below.")
            return redirect("sharing:proxies", person_id=person.id)
    context = {
        "person": person,
        "form": form,
        "proxies": queries.proxies(actor, person=person, at=now()),
        "thought": queries.competence(actor, person=person),
    }
    return render(request, "sharing/proxies.jinja", context)


@require_POST
def proxy_ending(request: ActorRequest, person_id: UUID, proxy_id: UUID) -> HttpResponse:
    """They act for them no longer, from this second on."""
    found = get_object_or_404(Proxy.objects.visible_to(request.actor), id=proxy_id, person_id=person_id)
    actions.end_proxy(request.actor, proxy=found, at=now())
    messages.success(request, "It has ended. They see nothing from now on.")
    return redirect("sharing:proxies", person_id=person_id)


@require_http_methods(["GET", "POST"])
def competence(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """Whether a young person decides themselves who sees their record."""
    person = get_object_or_404(Person.objects.visible_to(request.actor), id=person_id)
    permissions.check_name_proxy(request.actor, person=person)
    form = CompetenceForm(request.POST or None)
    if form.is_valid():
        actions.decide_competence(request.actor, person=person, at=now(), **form.cleaned_data)
        messages.success(request, "Written down, with your name.")
        return redirect("sharing:proxies", person_id=person.id)
    thought = queries.competence(request.actor, person=person)
    return render(request, "sharing/competence.jinja", {"person": person, "form": form, "thought": thought})
