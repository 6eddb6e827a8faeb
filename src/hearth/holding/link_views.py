"""A question by link. Opening it answers nothing: link scanners open links too."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from hearth.core.errors import NotPossible
from hearth.core.views import ActorRequest, open_to_all
from hearth.holding import actions
from hearth.holding import link_queries as queries
from hearth.holding.link_forms import PointingForm, SayingForm, WhoForm
from hearth.organisations import queries as organisations


@open_to_all
@require_http_methods(["GET", "POST"])
def by_link(request: ActorRequest, link: str) -> HttpResponse:
    """Who asks; then, once they have said who they are, what; then a yes by name, or who is right instead."""
    asked = queries.asked(link)
    if asked is None:
        raise Http404
    who = WhoForm(request.POST or None)
    shown: dict[str, Any] = {"asked": asked, "form": who}
    if who.is_valid():
        try:
            shown |= _answered(request, link, who)
        except NotPossible as problem:
            shown |= _told(request, link)
            who.add_error(None, str(problem))
    return render(request, "holding/by_link.jinja", shown)


def _answered(request: ActorRequest, link: str, who: WhoForm) -> dict[str, Any]:
    """What the page shows next. Raises NotPossible."""
    answer, at = request.POST.get("answer", ""), now()
    name = {key: who.cleaned_data[key] for key in ("given_name", "family_name", "role")}
    if answer == "yes":
        actions.accept_by_link(request.actor, secret=link, at=at, **name)
        return {"done": "yes"}
    form = _form(request, answer)
    if form.is_valid() and answer == "point":
        given = form.cleaned_data
        actions.point_on_by_link(request.actor, secret=link, at=at, **name, **given)
        return {"done": "point", "instead": given["to"].worker.given_name}
    if form.is_valid() and answer == "say":
        actions.say_who_is_by_link(request.actor, secret=link, name=who.name(), at=at, **form.cleaned_data)
        return {"done": "say"}
    actions.say_who_i_am(request.actor, secret=link, name=who.name(), at=at)
    return _told(request, link)


def _form(request: ActorRequest, answer: str, *, bound: bool = True) -> forms.Form:
    data = request.POST if bound else None
    if answer == "point":
        return PointingForm(data, place=organisations.partner(request.POST.get("where", "")))
    return SayingForm(data)


def _told(request: ActorRequest, link: str) -> dict[str, Any]:
    """What is asked, and what may be answered; what was typed stays typed."""
    answer = request.POST.get("answer", "")
    return {
        "told": queries.told(link),
        "pointing": _form(request, "point", bound=answer == "point"),
        "saying": _form(request, "say", bound=answer == "say"),
        "where": request.POST.get("where", ""),
        "places": [("", "Choose"), *((str(one.pk), one.name) for one in organisations.places_that_hold())],
        "elsewhere": answer in {"where", "point", "say"},
    }
