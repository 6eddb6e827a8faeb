"""Writing with my team: the threads, one of them, whom I let read it; and what others let me read."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST

from hearth.core.errors import NotPossible
from hearth.core.uploads import is_too_large
from hearth.core.views import ActorRequest, takes_files
from hearth.holding.models import Holding
from hearth.messaging.models import ThreadGuest
from hearth.messaging.threads import actions, attaching, queries
from hearth.messaging.threads.forms import MessageForm, NewThreadForm
from hearth.messaging.threads.rules import LONGEST_ABOUT, Beyond
from hearth.people.models import Person
from hearth.portal import queries as portal
from hearth.portal.acting_forms import ReplyForm
from hearth.portal.views import myself
from hearth.sharing import actions as sharing
from hearth.sharing.permissions import acts_for


@takes_files
@require_http_methods(["GET", "POST"])
def my_messages(request: ActorRequest) -> HttpResponse:
    """Everything we write to each other, who reads now, and what was sent to me by text, e-mail and letter."""
    person = myself(request)
    holding = portal.holding_of(request.actor, person=person)
    about = {"about": request.GET.get("about", "")[:LONGEST_ABOUT]}
    form = NewThreadForm(request.POST or None, request.FILES or None, too_large=is_too_large(request), initial=about)
    if form.is_valid():
        try:
            file = attaching.attached(request.actor, person=person, form=form, at=now())
            told = {"about": form.cleaned_data["about"], "words": form.cleaned_data["words"], "document": file}
            thread = actions.begin_thread(request.actor, person=person, beyond=beyond(holding), at=now(), **told)
        except NotPossible as problem:
            form.add_error("words", str(problem))
        else:
            return redirect("portal:my_thread", own_thread_id=thread.pk)
    context = {
        "person": person,
        "form": form,
        "holding": holding,
        "threads": queries.threads_of(request.actor, person_id=person.pk),
        "watchers": queries.watchers(person_id=person.pk),
        "told": portal.messages_to(request.actor, person=person),
    }
    return render(request, "portal/messages.jinja", context)


@takes_files
@require_http_methods(["GET", "POST"])
def my_thread(request: ActorRequest, own_thread_id: UUID) -> HttpResponse:
    """One thread; those alongside read that I have read it."""
    person, talk = _mine(request, own_thread_id)
    holding = portal.holding_of(request.actor, person=person)
    form = MessageForm(request.POST or None, request.FILES or None, too_large=is_too_large(request))
    if form.is_valid():
        try:
            file = attaching.attached(request.actor, person=person, form=form, at=now())
            told = {"words": form.cleaned_data["words"], "document": file, "beyond": beyond(holding)}
            actions.say(request.actor, thread=talk.thread, at=now(), **told)
        except NotPossible as problem:
            form.add_error("words", str(problem))
        else:
            return redirect("portal:my_thread", own_thread_id=own_thread_id)
    elif request.method == "GET":
        actions.read_thread(request.actor, thread=talk.thread, at=now())
    close = queries.close_ones(request.actor, person_id=person.pk, at=now())
    names = {one.whom_id: one.name for one in close}
    context = {
        "talk": talk,
        "form": form,
        "holding": holding,
        "watchers": queries.watchers(person_id=person.pk),
        "guests": [(guest, names.get(guest.guest_id, "Somebody close")) for guest in talk.guests],
        "close": [one for one in close if one.whom_id not in {guest.guest_id for guest in talk.guests}],
    }
    return render(request, "portal/thread.jinja", context)


@require_POST
def my_guests(request: ActorRequest, own_thread_id: UUID) -> HttpResponse:
    """Let somebody close read this thread."""
    _, talk = _mine(request, own_thread_id)
    try:
        actions.let_in(request.actor, thread=talk.thread, guest_id=_key(request.POST.get("guest", "")), at=now())
    except NotPossible as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, "They can read this from now on, and nothing else by it.")
    return redirect("portal:my_thread", own_thread_id=own_thread_id)


@require_POST
def my_guest_ending(request: ActorRequest, own_thread_id: UUID, guest_id: UUID) -> HttpResponse:
    """From now on they do not read it any more."""
    _, talk = _mine(request, own_thread_id)
    found = ThreadGuest.objects.visible_to(request.actor).filter(thread=talk.thread, ended_at=None)
    actions.let_out(request.actor, guest=get_object_or_404(found, pk=guest_id), at=now())
    messages.success(request, "They do not read it any more.")
    return redirect("portal:my_thread", own_thread_id=own_thread_id)


@require_http_methods(["GET", "POST"])
def their_thread(request: ActorRequest, person_id: UUID, thread_id: UUID) -> HttpResponse:
    """A thread that somebody close let me read, and where I act for them, write in. They read that I looked."""
    me = myself(request)
    person = get_object_or_404(Person.objects.visible_to(request.actor).exclude(pk=me.pk), pk=person_id)
    talk = queries.talk(request.actor, person_id=person_id, thread_id=thread_id)
    if talk is None:
        raise Http404
    form = ReplyForm(request.POST or None) if acts_for(request.actor, person_id=person_id) else None
    if form is not None and form.is_valid():
        further = beyond(portal.holding_of(request.actor, person=person))
        actions.say(request.actor, thread=talk.thread, words=form.cleaned_data["words"], beyond=further, at=now())
        return redirect("portal:their_thread", person_id=person_id, thread_id=thread_id)
    if request.method == "GET":
        sharing.open_record(request.actor, person=person, what="messages", reason="close to them", at=now())
    context = {"person": person, "talk": talk, "form": form}
    if form is not None:
        context["watchers"] = queries.watchers(person_id=person_id)
        context["holding"] = portal.holding_of(request.actor, person=person)
    return render(request, "portal/their_thread.jinja", context)


def beyond(holding: Holding | None) -> Beyond:
    """Where to turn while nobody reads, and who is told."""
    return Beyond(holding.hub.name, holding.hub.phone, holding.holder_id) if holding else Beyond()


def _mine(request: ActorRequest, thread_id: UUID) -> tuple[Person, queries.Talk]:
    person = myself(request)
    talk = queries.talk(request.actor, person_id=person.pk, thread_id=thread_id)
    if talk is None:
        raise Http404
    return person, talk


def _key(words: str) -> UUID:
    try:
        return UUID(words)
    except ValueError as problem:
        raise Http404 from problem
