"""Filling a partner's form for somebody, and sending it."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hearth.core.errors import NotPossible
from hearth.core.views import ActorRequest
from hearth.people.models import Person
from hearth.sharing import actions as sharing
from hearth.sharing.queries import deciders
from hearth.telling import actions, permissions, queries, sheets
from hearth.telling.codes import Way
from hearth.telling.forms import AnswerForm, LettingGoForm, QuestionsForm, SendForm
from hearth.telling.models import FilledAnswer, Filling, FormVersion, SentForm
from hearth.telling.sent_links import close_link


@require_http_methods(["GET", "POST"])
def person_forms(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """Which forms there are, which are begun, which were sent; and beginning one with a click."""
    person = opened(request, person_id, "partners’ forms")
    if request.method == "POST":
        version = get_object_or_404(FormVersion, pk=_id(request.POST.get("version", "")))
        try:
            filling = actions.begin_filling(request.actor, person=person, version=version, at=now())
        except NotPossible as problem:
            messages.error(request, str(problem))
            return redirect("telling:person_forms", person_id=person.pk)
        return redirect("telling:filling", person_id=person.pk, filling_id=filling.pk)
    context = {
        "person": person,
        "versions": queries.versions_in_use(),
        "begun": queries.fillings_of(request.actor, person_id=person.pk),
        "sent": queries.sent_of(request.actor, person_id=person.pk),
        "saved": queries.saved_for(request.actor, person_id=person.pk),
        "saved_here": queries.saved_at(request.actor.hub_id) if request.actor.hub_id else None,
    }
    return render(request, "telling/person_forms.jinja", context)


@require_GET
def filling(request: ActorRequest, person_id: UUID, filling_id: UUID) -> HttpResponse:
    """The form with every answer, who told it and when; what is missing is asked."""
    found = begun(request, person_id, filling_id)
    return sheet(request, found)


@require_POST
def answers(request: ActorRequest, person_id: UUID, filling_id: UUID) -> HttpResponse:
    """Keep what was told for the questions nobody could answer."""
    found = begun(request, person_id, filling_id)
    form = QuestionsForm(request.POST, asked=sheets.open_questions(request.actor, filling=found))
    if form.is_valid():
        try:
            for answer, told in form.told():
                actions.answer(request.actor, filling=found, answer=answer, at=now(), **told)
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "Kept. Nobody needs to ask that again.")
            return redirect("telling:filling", person_id=person_id, filling_id=filling_id)
    return sheet(request, found, questions=form)


@require_http_methods(["GET", "POST"])
def answer(request: ActorRequest, person_id: UUID, filling_id: UUID, answer_id: UUID) -> HttpResponse:
    """One answer that the person says otherwise."""
    found, one = begun_answer(request, person_id, filling_id, answer_id)
    form = AnswerForm(request.POST or None, initial={"words": one.words})
    if form.is_valid():
        try:
            words = form.cleaned_data["words"]
            actions.answer(request.actor, filling=found, answer=one, words=words, at=now())
        except NotPossible as problem:
            form.add_error("words", str(problem))
        else:
            return redirect("telling:filling", person_id=person_id, filling_id=filling_id)
    return render(
        request, "telling/answer.jinja", {"person": found.person, "filling": found, "answer": one, "form": form}
    )


@require_POST
def renewal(request: ActorRequest, person_id: UUID, filling_id: UUID, answer_id: UUID) -> HttpResponse:
    """The person says that an old answer still holds."""
    found, one = begun_answer(request, person_id, filling_id, answer_id)
    return done(request, found, lambda: actions.say_still_right(request.actor, filling=found, answer=one, at=now()))


@require_POST
def confirmation(request: ActorRequest, person_id: UUID, filling_id: UUID) -> HttpResponse:
    """The person, beside the worker, says that it is right."""
    found = begun(request, person_id, filling_id)
    return done(request, found, lambda: actions.confirm_filling(request.actor, filling=found, at=now()))


@require_POST
def receiver_yes(request: ActorRequest, person_id: UUID, filling_id: UUID) -> HttpResponse:
    """The person, beside the worker, says that it may go to somebody outside their circle."""
    found = begun(request, person_id, filling_id)
    return done(request, found, lambda: actions.say_yes_to_receiver(request.actor, filling=found, at=now()))


@require_POST
def ending(request: ActorRequest, person_id: UUID, filling_id: UUID) -> HttpResponse:
    """The form is not wanted any more."""
    found, form = begun(request, person_id, filling_id), LettingGoForm(request.POST)
    if not form.is_valid():
        return sheet(request, found, ending=form)
    because = form.cleaned_data["because"]
    done(request, found, lambda: actions.let_go(request.actor, filling=found, because=because, at=now()))
    return redirect("telling:person_forms", person_id=person_id)


@require_POST
def sending(request: ActorRequest, person_id: UUID, filling_id: UUID) -> HttpResponse:
    """It leaves as the person confirmed it, and is kept."""
    found, form = begun(request, person_id, filling_id), SendForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            sent = actions.send_form(
                request.actor, filling=found, way=Way(given["way"]), sent_to=given["sent_to"], at=now()
            )
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "Kept as it leaves. They can read it too.")
            return redirect("telling:sent_form", person_id=person_id, sent_id=sent.pk)
    return sheet(request, found, sending=form)


@require_GET
def sent_form(request: ActorRequest, person_id: UUID, sent_id: UUID) -> HttpResponse:
    """What was sent, answer by answer, and the file itself."""
    person = opened(request, person_id, "a form that was sent")
    sent = get_object_or_404(queries.sent_of(request.actor, person_id=person.pk), pk=sent_id)
    context = {
        "person": person,
        "sent": sent,
        "closed": queries.closed_since(sent),
        "answers": queries.sent_answers(sent),
        "went": sheets.sent_link(request.actor, sent=sent, at=now()),
    }
    return render(request, "telling/sent_form.jinja", context)


@require_POST
def link_ending(request: ActorRequest, person_id: UUID, sent_id: UUID) -> HttpResponse:
    """Close the link a form went by."""
    person = opened(request, person_id, "a form that was sent")
    sent = get_object_or_404(queries.sent_of(request.actor, person_id=person.pk), pk=sent_id)
    close_link(request, sent)
    return redirect("telling:sent_form", person_id=person_id, sent_id=sent_id)


@require_GET
def file(request: ActorRequest, person_id: UUID, sent_id: UUID) -> HttpResponse:
    """The file as it left. What holds something that was closed since is for the person alone."""
    person = opened(request, person_id, "a form that was sent")
    sent = get_object_or_404(SentForm.objects.visible_to(request.actor), pk=sent_id, person=person)
    if queries.closed_since(sent):
        raise Http404
    return sheets.as_file(bytes(sent.content), content_type=sent.content_type, name=sent.file_name)


def sheet(request: ActorRequest, found: Filling, **bound: object) -> HttpResponse:
    """The page of a form being filled, around whatever form on it needs mending."""
    shown = sheets.sheet(request.actor, filling=found, on=localdate())
    context = {
        "person": found.person,
        "filling": found,
        "sheet": shown,
        "questions": QuestionsForm(asked=shown.questions),
        "sending": SendForm(initial=_sending(found)),
        "ending": LettingGoForm(),
        "deciders": deciders(request.actor, person=found.person, at=now()),
        **bound,
    }
    return render(request, "telling/filling.jinja", context)


def _sending(found: Filling) -> dict[str, str]:
    """By a link where we know their address, else as a file."""
    if found.version.send_to:
        return {"way": Way.LINK, "sent_to": found.version.send_to}
    return {"sent_to": found.version.goes_to}


def done(request: ActorRequest, found: Filling, change: Callable[[], object]) -> HttpResponse:
    """Back to the form, with the reason if it was not possible."""
    try:
        change()
    except NotPossible as problem:
        messages.error(request, str(problem))
    return redirect("telling:filling", person_id=found.person_id, filling_id=found.pk)


def opened(request: ActorRequest, person_id: UUID, what: str) -> Person:
    """The person, for a worker who may fill in forms for them; looking leaves a trace. Whom one cannot see is 404."""
    person = get_object_or_404(Person.objects.visible_to(request.actor), pk=person_id)
    permissions.check_fill_form(request.actor, person=person)
    if request.method == "GET":
        sharing.open_record(request.actor, person=person, what=what, reason="to be alongside", at=now())
    return person


def begun(request: ActorRequest, person_id: UUID, filling_id: UUID) -> Filling:
    """One form being filled for this person; 404 otherwise."""
    opened(request, person_id, "a partner’s form")
    found = queries.filling(request.actor, person_id=person_id, filling_id=filling_id)
    if found is None:
        raise Http404
    return found


def begun_answer(
    request: ActorRequest, person_id: UUID, filling_id: UUID, answer_id: UUID
) -> tuple[Filling, FilledAnswer]:
    """One answer of it; 404 if it is not one of these, or may not be shown any more."""
    found = begun(request, person_id, filling_id)
    rows = queries.answers_of(request.actor, filling=found)
    one = next((row for row in rows if row.pk == answer_id), None)
    if one is None or queries.is_closed(person_id, [(one.fact, one.entry_root)]):
        raise Http404
    return found, one


def _id(typed: str) -> UUID:
    try:
        return UUID(typed)
    except ValueError as problem:
        raise Http404 from problem
