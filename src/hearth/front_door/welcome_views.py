"""The pages between the receipt and being supported. Each form is one thing, and says what follows."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods

from hearth.core.errors import NotPossible
from hearth.core.views import ActorRequest
from hearth.front_door import actions, permissions, reminder_queries, welcome_permissions
from hearth.front_door import welcome_forms as asked
from hearth.front_door import welcome_queries as queries
from hearth.front_door.models import Referral
from hearth.front_door.paths import path_of
from hearth.front_door.ways import contacts_to_write_to, ways_to_try
from hearth.front_door.welcome_models import Booking
from hearth.people.models import Person

SAID = {
    "reading": "Thank you. They can read that you have read it.",
    "urgency": "Kept. Everyone who looks at this sees when we act.",
    "tries": "Written down. They can read it too.",
    "message": "It is on its way, if it is still safe when it leaves.",
    "booking": "Arranged. They can read it on their own page.",
    "thought": "Kept, with both your names.",
    "outcome": "Written down. They can read it too.",
}
ENDINGS: dict[str, tuple[Callable[..., Any], type[asked.EndingForm], str, str]] = {
    "offer-agreed": (actions.agree_offer, asked.EndingForm, "What did you agree, in their words?", "Agreed. You hold."),
    "not-now": (actions.say_not_now, asked.EndingForm, "What did they say?", "It rests, and the door is open."),
    "connected": (actions.connect_elsewhere, asked.ConnectionForm, "What do they say about it?", "Good to know."),
    "not-reached": (
        actions.let_rest_unreached,
        asked.EndingForm,
        "Why do you think so too?",
        "It rests.",
    ),
    "came-back": (
        actions.come_back,
        asked.EndingForm,
        "How is it now?",
        "Welcome back.",
    ),
}


@require_GET
def referral(request: ActorRequest, referral_id: UUID) -> HttpResponse:
    """One referral: what was told, how far it has come, and what may be done next."""
    found = _found(request, referral_id)
    return _page(request, found, asked.ReadingForm())


@require_GET
def referrals_of(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """Every referral of one person, each as a line with the promises kept and due."""
    person = get_object_or_404(Person.objects.visible_to(request.actor), id=person_id)
    mine = queries.referral_of(request.actor).filter(person_id=person.id, joined_to=None).order_by("-received_at")
    at = now()
    paths = [(one, path_of(queries.welcome_of(request.actor, one, at=at), one, at=at)) for one in mine]
    return render(request, "front_door/referrals_of.jinja", {"person": person, "paths": paths})


@require_http_methods(["GET", "POST"])
def reading(request: ActorRequest, referral_id: UUID) -> HttpResponse:
    """Somebody at the hub has read it, and says whether anyone is unsafe now."""
    found = _found(request, referral_id)
    permissions.check_read_referral(request.actor)
    form = asked.ReadingForm(request.POST or None)
    if form.is_valid() and _done(form, lambda: _act(request, actions.read_referral, found, **form.cleaned_data)):
        return _back(request, found, "reading")
    return _form(request, "reading", found, form)


@require_http_methods(["GET", "POST"])
def urgency(request: ActorRequest, referral_id: UUID) -> HttpResponse:
    """When we act: sooner at once, later with a second worker."""
    found = _found(request, referral_id)
    welcome_permissions.check_judge(request.actor)
    standing = queries.standing_of(request.actor, found)
    form = asked.UrgencyForm(request.POST or None, standing=standing)
    if form.is_valid() and _done(form, lambda: _act(request, actions.judge_urgency, found, **form.cleaned_data)):
        return _back(request, found, "urgency")
    return _form(request, "urgency", found, form, standing=standing)


@require_http_methods(["GET", "POST"])
def tries(request: ActorRequest, referral_id: UUID) -> HttpResponse:
    """What the next try should be, and how the last one went."""
    found = _found(request, referral_id)
    welcome_permissions.check_reach_out(request.actor)
    known, at = queries.ways_of(request.actor, found), now()
    ways = ways_to_try(known, at=at)
    form = asked.TryForm(request.POST or None, ways=ways.offered, known=known)
    if form.is_valid() and _done(form, lambda: _act(request, actions.note_attempt, found, tried=form.tried(at=now()))):
        return _back(request, found, "tries")
    welcome = queries.welcome_of(request.actor, found, at=at)
    return _form(request, "tries", found, form, welcome=welcome, ways=ways)


@require_http_methods(["GET", "POST"])
def message(request: ActorRequest, referral_id: UUID) -> HttpResponse:
    """A few words by text, e-mail or letter."""
    found = _found(request, referral_id)
    welcome_permissions.check_reach_out(request.actor)
    known = queries.ways_of(request.actor, found)
    contacts = contacts_to_write_to(known, at=now())
    writer = request.actor.name.split()[0]
    form = asked.MessageForm(request.POST or None, contacts=contacts, known=known, writer=writer)
    if form.is_valid() and _done(form, lambda: _act(request, actions.write_to_person, found, **form.chosen())):
        return _back(request, found, "message")
    return _form(request, "message", found, form)


@require_http_methods(["GET", "POST"])
def booking(request: ActorRequest, referral_id: UUID) -> HttpResponse:
    """Arrange the welcoming conversation."""
    found = _found(request, referral_id)
    welcome_permissions.check_reach_out(request.actor)
    initial = {"whom": found.person.holder_id}
    offered, colleagues = reminder_queries.offered(now()), queries.colleagues(found)
    form = asked.BookingForm(request.POST or None, colleagues=colleagues, reminders=offered, initial=initial)
    if form.is_valid() and _done(form, lambda: _act(request, actions.book_welcome, found, arranged=form.arranged())):
        return _back(request, found, "booking")
    return _form(request, "booking", found, form)


@require_http_methods(["GET", "POST"])
def outcome(request: ActorRequest, booking_id: UUID) -> HttpResponse:
    """How a booked talk ended."""
    seen = Booking.objects.visible_to(request.actor).select_related("referral", "with_whom__worker")
    booked = get_object_or_404(seen, id=booking_id)
    found = _found(request, booked.referral_id)
    welcome_permissions.check_reach_out(request.actor)
    form = asked.BookingOutcomeForm(request.POST or None)
    if form.is_valid() and _done(
        form, lambda: actions.end_booking(request.actor, booking=booked, at=now(), **form.ended())
    ):
        return _back(request, found, "outcome")
    return _form(request, "outcome", found, form, booking=booked)


@require_http_methods(["GET", "POST"])
def thought(request: ActorRequest, referral_id: UUID) -> HttpResponse:
    """Thinking aloud with a colleague about somebody who did not make it or was not reached."""
    found = _found(request, referral_id)
    welcome_permissions.check_reach_out(request.actor)
    others = queries.colleagues(found).exclude(worker_id__in=[request.actor.worker_id])
    form = asked.ThinkingForm(request.POST or None, colleagues=others)
    if form.is_valid() and _done(form, lambda: _act(request, actions.think_aloud, found, **form.thought())):
        return _back(request, found, "thought")
    return _form(request, "thought", found, form)


@require_http_methods(["GET", "POST"])
def ending(request: ActorRequest, referral_id: UUID, step: str) -> HttpResponse:
    """How a welcome ends, or begins again. Raises Http404 for an ending there is not."""
    found = _found(request, referral_id)
    if step not in ENDINGS:
        raise Http404
    act, kind, label, said = ENDINGS[step]
    form = kind(request.POST or None, label=label)
    if form.is_valid() and _done(form, lambda: _act(request, act, found, **form.cleaned_data)):
        messages.success(request, said)
        return redirect("front_door:referral", referral_id=found.id)
    newest = queries.newest_thought(request.actor, found)
    return _form(request, "ending", found, form, step=step, thought=newest)


def _found(request: ActorRequest, referral_id: UUID) -> Referral:
    """The referral, or the earlier one it was joined to: there is one welcome."""
    found = get_object_or_404(queries.referral_of(request.actor), id=referral_id)
    if found.joined_to_id:
        return get_object_or_404(queries.referral_of(request.actor), id=found.joined_to_id)
    return found


def _act(request: ActorRequest, act: Callable[..., Any], found: Referral, **given: Any) -> None:
    act(request.actor, referral=found, at=now(), **given)


def _done(form: forms.Form, act: Callable[[], Any]) -> bool:
    """Whether it was possible; if not, the form says why."""
    try:
        act()
    except NotPossible as problem:
        form.add_error(None, str(problem))
        return False
    return True


def _back(request: ActorRequest, found: Referral, what: str) -> HttpResponse:
    messages.success(request, SAID[what])
    return redirect("front_door:referral", referral_id=found.id)


def _form(request: ActorRequest, what: str, found: Referral, form: forms.Form, **more: Any) -> HttpResponse:
    context = {"referral": found, "person": found.person.person, "form": form, **more}
    return render(request, f"front_door/{what}.jinja", context)


def _page(request: ActorRequest, found: Referral, form: forms.Form) -> HttpResponse:
    at = now()
    welcome = queries.welcome_of(request.actor, found, at=at)
    context = {
        "referral": found,
        "person": found.person.person,
        "welcome": welcome,
        "path": path_of(welcome, found, at=at),
        "form": form,
        "may_agree": welcome_permissions.may_agree_offer(request.actor, holding=found.person),
        "now": at,
    }
    return render(request, "front_door/referral.jinja", context)
