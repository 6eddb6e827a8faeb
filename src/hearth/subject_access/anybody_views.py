"""A guardian writes down that somebody asked: by a letter, say, for themselves or for another."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from hearth.core.errors import NotPossible
from hearth.core.views import ActorRequest
from hearth.people import actions as people
from hearth.people.models import Person
from hearth.people.queries import Found
from hearth.subject_access import actions, permissions
from hearth.subject_access.forms import AnybodyForm
from hearth.subject_access.models import AccessRequest

FIRST = "Write a name, a number or a birth date first."


@require_http_methods(["GET", "POST"])
def asking_for_anybody(request: ActorRequest) -> HttpResponse:
    """Find whose record it is, by the least that tells; then write down who asked and what lets them."""
    permissions.check_take_on(request.actor)
    words, problem, possible = request.POST.get("q", "").strip(), "", list[Found]()
    if request.method == "POST" and not words:
        problem = FIRST
    try:
        possible = people.search(request.actor, words=words, at=now()) if words else []
    except NotPossible as too_many:
        problem = str(too_many)
    form = AnybodyForm(request.POST if "how" in request.POST or "whom" in request.POST else None, found=possible)
    if form.is_valid():
        try:
            return redirect("subject_access:request", access_id=_ask(request, form).pk)
        except NotPossible as refused:
            form.add_error(None, str(refused))
    context = {"form": form, "words": words, "possible": possible, "problem": problem}
    return render(request, "subject_access/anybody.jinja", context)


def _ask(request: ActorRequest, form: AnybodyForm) -> AccessRequest:
    """The person is not read: a guardian sees no more of them than the search showed."""
    one = form.found[form.cleaned_data["whom"]]
    person = Person(pk=one.person_id, known_as=one.known_as)
    return actions.ask_for_record(request.actor, person=person, asked=form.asked(), asked_at=form.asked_at(), at=now())
