"""Somebody's measures, for a worker alongside: what was filled in, over time, and what came of an offer."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_POST

from hearth.core.errors import NotPossible
from hearth.core.views import ActorRequest
from hearth.outcomes import actions, drawing, permissions, queries, rule_queries
from hearth.outcomes.codes import Offered
from hearth.outcomes.forms import BeginForm, OfferForm
from hearth.outcomes.queries import Measure
from hearth.people.models import Person
from hearth.sharing import actions as sharing


@require_GET
def measures(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """Every measure there is for somebody."""
    person = opened(request, person_id, "measures")
    found = queries.measures(request.actor, person_id=person.pk, on=localdate())
    return render(request, "outcomes/measures.jinja", {"person": person, "measures": found})


@require_GET
def measure(request: ActorRequest, person_id: UUID, code: str) -> HttpResponse:
    """One measure: its results over time, and beginning it."""
    person = opened(request, person_id, "a measure")
    return page(request, person, one(request, person, code))


@require_POST
def beginning(request: ActorRequest, person_id: UUID, code: str, *, turned: bool = False) -> HttpResponse:
    """Begin it with them, or enter what was filled in on paper."""
    person = opened(request, person_id, "a measure")
    found = one(request, person, code)
    form = BeginForm(request.POST, words=found.words)
    if form.is_valid():
        try:
            fill = actions.begin_fill(request.actor, person=person, of=found.of, sitting=form.sitting(), at=now())
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            return redirect("outcomes:items_together" if turned else "outcomes:items", person.pk, fill.pk)
    if turned:
        said = " ".join(str(words) for of_field in form.errors.values() for words in of_field)
        messages.error(request, said, extra_tags="turned")
        return redirect("plans:together", person_id=person.pk)
    return page(request, person, found, begin=form)


@require_POST
def offer(request: ActorRequest, person_id: UUID, code: str) -> HttpResponse:
    """What came of offering it."""
    person = opened(request, person_id, "a measure")
    found, form = one(request, person, code), OfferForm(request.POST)
    if form.is_valid():
        outcome, words = Offered(form.cleaned_data["outcome"]), form.cleaned_data["words"]
        try:
            actions.note_offer(request.actor, person=person, of=found.of, outcome=outcome, words=words, at=now())
        except NotPossible as problem:
            form.add_error("words", str(problem))
        else:
            messages.success(request, "Noted. Nothing else hangs on it.")
            return redirect("outcomes:measure", person_id=person.pk, code=code)
    return page(request, person, found, offering=form)


def page(request: ActorRequest, person: Person, found: Measure, **bound: object) -> HttpResponse:
    """The page of one measure, around whatever form on it needs mending."""
    context = {
        "person": person,
        "measure": found,
        "pictures": drawing.pictures(found),
        "alone": drawing.alone(found, found.spoken),
        "unchecked_rules": rule_queries.unchecked(found.of),
        "begin": BeginForm(words=found.words),
        "offering": OfferForm(),
        **bound,
    }
    return render(request, "outcomes/measure.jinja", context)


def one(request: ActorRequest, person: Person, code: str) -> Measure:
    """One measure of one person; 404 if there is none of this name."""
    found = queries.measure(request.actor, person_id=person.pk, code=code, on=localdate())
    if found is None:
        raise Http404
    return found


def opened(request: ActorRequest, person_id: UUID, what: str) -> Person:
    """The person, for a worker who works with measures; looking leaves a trace. Whom one cannot see is 404."""
    person = get_object_or_404(Person.objects.visible_to(request.actor), pk=person_id)
    permissions.check_measure_with(request.actor, person=person)
    if request.method == "GET":
        sharing.open_record(request.actor, person=person, what=what, reason="to be alongside", at=now())
    return person
