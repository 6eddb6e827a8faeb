"""What I do for somebody for whom I act: in their name, with mine beside it, and theirs to read and to end."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hearth.carers import actions as carers
from hearth.core.errors import NotPossible
from hearth.core.views import ActorRequest
from hearth.correcting import actions as correcting
from hearth.correcting.forms import CorrectionForm
from hearth.front_door.queries import hub_for
from hearth.messaging.threads import actions as threads
from hearth.messaging.threads import queries as talking
from hearth.outcomes.feedback import actions as feedback
from hearth.outcomes.feedback import queries as heard
from hearth.people.models import Person
from hearth.portal import queries
from hearth.portal.acting_forms import ActingFeedbackForm, LetterForm, SupportForm
from hearth.portal.beside_views import NO_HUB
from hearth.portal.message_views import beyond
from hearth.portal.views import myself
from hearth.record.models import Entry
from hearth.sharing import actions as sharing
from hearth.sharing import queries as circles
from hearth.sharing.permissions import acts_for


@require_GET
def acting(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """Everything I may do for them, and what I did."""
    return page(request, for_whom(request, person_id))


@require_POST
def acting_support(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """Ask for support for them. Where somebody may be in danger, whom to ring comes first."""
    person, form = for_whom(request, person_id), SupportForm(request.POST, prefix="support")
    if form.is_valid():
        try:
            hub = hub_for(request.actor, now())
            if hub is None:
                raise NotPossible(NO_HUB)
            carers.ask_for_support(request.actor, person=person, hub=hub, at=now(), **form.cleaned_data)
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            if form.cleaned_data["unsafe"]:
                return redirect("portal:seeing_unsafe")
            messages.success(request, f"Thank you. Whoever holds {person.known_as} has it now.")
            return redirect("portal:acting", person_id=person_id)
    return page(request, person, support=form)


@require_POST
def acting_letter(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """Begin to write to those alongside them."""
    person, form = for_whom(request, person_id), LetterForm(request.POST, prefix="letter")
    if form.is_valid():
        try:
            further = beyond(queries.holding_of(request.actor, person=person))
            told = {"beyond": further, "at": now(), **form.cleaned_data}
            thread = threads.begin_thread(request.actor, person=person, **told)
        except NotPossible as problem:
            form.add_error("words", str(problem))
        else:
            return redirect("portal:their_thread", person_id=person_id, thread_id=thread.pk)
    return page(request, person, letter=form)


@require_POST
def acting_feedback(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """Thank, tell an idea or complain for them."""
    person, form = for_whom(request, person_id), ActingFeedbackForm(request.POST, prefix="feedback")
    if form.is_valid():
        feedback.say_for(request.actor, person=person, told=form.told(), at=now())
        messages.success(request, "Thank you. We have it, and the answer comes to this page.")
        return redirect("portal:acting", person_id=person_id)
    return page(request, person, feedback=form)


@require_http_methods(["GET", "POST"])
def acting_correction(request: ActorRequest, person_id: UUID, entry_id: UUID) -> HttpResponse:
    """Ask that something in their record be put right."""
    person = for_whom(request, person_id)
    entry = get_object_or_404(Entry.objects.visible_to(request.actor), id=entry_id, person_id=person_id)
    form = CorrectionForm(request.POST or None)
    if form.is_valid():
        try:
            correcting.ask_correction(request.actor, entry=entry, at=now(), **form.cleaned_data)
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "We have it. The answer stands among what you may read.")
            return redirect("portal:somebody_close", person_id=person_id)
    context = {"person": person, "entry": entry, "form": form, "acting": True}
    holding = queries.holding_of(request.actor, person=person)
    return render(request, "portal/correction.jinja", {**context, "holding": holding})


def for_whom(request: ActorRequest, person_id: UUID) -> Person:
    """The one for whom I act now; they read that I was here. Raises Http404 for anybody else."""
    myself(request)
    person = get_object_or_404(Person.objects.visible_to(request.actor), pk=person_id)
    if not acts_for(request.actor, person_id=person_id):
        raise Http404
    if request.method == "GET":
        what = "what they let me see"
        sharing.open_record(request.actor, person=person, what=what, reason="acting for them", at=now())
    return person


def page(request: ActorRequest, person: Person, **forms: Any) -> HttpResponse:
    """The page, with whichever form could not be taken as it was sent."""
    actor = request.actor
    context = {
        "person": person,
        "proxy": circles.acting_for(actor, people=[person.pk])[person.pk],
        "watchers": talking.watchers(person_id=person.pk),
        "holding": queries.holding_of(actor, person=person),
        "threads": talking.open_to(actor, person_id=person.pk),
        "said": heard.said_for(actor, person_id=person.pk),
        "support": SupportForm(prefix="support"),
        "letter": LetterForm(prefix="letter"),
        "feedback": ActingFeedbackForm(prefix="feedback"),
        **forms,
    }
    return render(request, "portal/acting.jinja", context)
