"""A question by link. Opening it answers nothing: link scanners open links too."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from hearth.core.errors import NotPossible
from hearth.core.views import ActorRequest, open_to_all
from hearth.holding import actions
from hearth.holding import link_queries as queries
from hearth.holding.link_forms import PointingForm, WhoForm


@open_to_all
@require_http_methods(["GET", "POST"])
def by_link(request: ActorRequest, link: str) -> HttpResponse:
    """Who asks; then, once they have said who they are, what; then a yes by name, or who is right instead."""
    asked = queries.asked(link)
    if asked is None:
        raise Http404
    answer = request.POST.get("answer", "")
    form = (PointingForm if answer == "point" else WhoForm)(request.POST or None)
    shown = {"asked": asked, "form": form, "pointing": form if answer == "point" else PointingForm()}
    if form.is_valid():
        try:
            shown |= _answered(request, link, answer, form)
        except NotPossible as problem:
            form.add_error(None, str(problem))
    if request.method == "POST" and "told" not in shown and answer:
        shown["told"] = queries.told(link)
    return render(request, "holding/by_link.jinja", shown)


def _answered(request: ActorRequest, link: str, answer: str, form: WhoForm) -> dict[str, object]:
    """What the page shows next."""
    at = now()
    given = form.cleaned_data
    if answer == "yes":
        names = {name: given[name] for name in ("given_name", "family_name", "role")}
        actions.accept_by_link(request.actor, secret=link, at=at, **names)
        return {"done": "yes"}
    if answer == "point":
        actions.point_on_by_link(request.actor, secret=link, name=form.name(), who_is=given["who_is"], at=at)
        return {"done": "point"}
    return {"told": actions.say_who_i_am(request.actor, secret=link, name=form.name(), at=at)}
