"""Shared messages as those alongside see them: the threads of one person, one of them, and what stands beside it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST

from hearth.core.errors import NotPossible
from hearth.core.uploads import is_too_large
from hearth.core.views import ActorRequest, takes_files
from hearth.messaging.models import ThreadMessage
from hearth.messaging.threads import actions, attaching, permissions, queries
from hearth.messaging.threads.forms import MessageForm, NewThreadForm, TranslationForm
from hearth.people.models import Person
from hearth.sharing import actions as sharing


@takes_files
@require_http_methods(["GET", "POST"])
def threads(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """Every thread with somebody, and beginning one."""
    person = _alongside(request, person_id)
    form = NewThreadForm(request.POST or None, request.FILES or None, too_large=is_too_large(request))
    if form.is_valid():
        try:
            file = attaching.attached(request.actor, person=person, form=form, at=now())
            told = {"about": form.cleaned_data["about"], "words": form.cleaned_data["words"], "document": file}
            thread = actions.begin_thread(request.actor, person=person, at=now(), **told)
        except NotPossible as problem:
            form.add_error("words", str(problem))
        else:
            return redirect("messaging:thread", person_id=person_id, thread_id=thread.pk)
    elif request.method == "GET":
        sharing.open_record(request.actor, person=person, what="messages", reason="to be alongside", at=now())
    found = queries.threads_of(request.actor, person_id=person_id)
    return render(request, "messaging/threads.jinja", {"person": person, "form": form, "threads": found})


@takes_files
@require_http_methods(["GET", "POST"])
def thread(request: ActorRequest, person_id: UUID, thread_id: UUID) -> HttpResponse:
    """One thread; reading it tells the person who read."""
    person, talk = _found(request, person_id, thread_id)
    form = MessageForm(request.POST or None, request.FILES or None, too_large=is_too_large(request))
    if form.is_valid():
        try:
            file = attaching.attached(request.actor, person=person, form=form, at=now())
            words = form.cleaned_data["words"]
            actions.say(request.actor, thread=talk.thread, words=words, document=file, at=now())
        except NotPossible as problem:
            form.add_error("words", str(problem))
        else:
            messages.success(request, "Sent. They read it on their own page.")
            return redirect("messaging:thread", person_id=person_id, thread_id=thread_id)
    elif request.method == "GET":
        sharing.open_record(request.actor, person=person, what="messages", reason="to be alongside", at=now())
        actions.read_thread(request.actor, thread=talk.thread, at=now())
    return _page(request, person, talk, form)


@require_POST
def settling(request: ActorRequest, person_id: UUID, thread_id: UUID) -> HttpResponse:
    """It needs no answer."""
    _, talk = _found(request, person_id, thread_id)
    try:
        actions.needs_no_answer(request.actor, thread=talk.thread, at=now())
    except NotPossible as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, "They can see that you read it.")
    return redirect("messaging:thread", person_id=person_id, thread_id=thread_id)


@require_POST
def translation(request: ActorRequest, person_id: UUID, thread_id: UUID, said_id: UUID) -> HttpResponse:
    """What a message says in another language, by a human."""
    person, talk = _found(request, person_id, thread_id)
    said = get_object_or_404(ThreadMessage.objects.visible_to(request.actor), pk=said_id, thread=talk.thread)
    form = TranslationForm(request.POST)
    if form.is_valid():
        actions.translate(request.actor, message=said, at=now(), **form.told())
        messages.success(request, "It stands beside the message.")
        return redirect("messaging:thread", person_id=person_id, thread_id=thread_id)
    return _page(request, person, talk, MessageForm(), translating=form, translated=said_id)


def _alongside(request: ActorRequest, person_id: UUID) -> Person:
    person = get_object_or_404(Person.objects.visible_to(request.actor), id=person_id)
    permissions.check_as_team(request.actor, person_id=person_id)
    return person


def _found(request: ActorRequest, person_id: UUID, thread_id: UUID) -> tuple[Person, queries.Talk]:
    person = get_object_or_404(Person.objects.visible_to(request.actor), id=person_id)
    talk = queries.talk(request.actor, person_id=person_id, thread_id=thread_id)
    if talk is None:
        raise Http404
    permissions.check_as_team(request.actor, person_id=person_id)
    return person, talk


def _page(
    request: ActorRequest,
    person: Person,
    talk: queries.Talk,
    form: MessageForm,
    *,
    translating: TranslationForm | None = None,
    translated: UUID | None = None,
) -> HttpResponse:
    def form_for(message: ThreadMessage) -> TranslationForm:
        bound = translating is not None and message.pk == translated
        return translating if translating and bound else TranslationForm(auto_id=f"id_{message.pk}_%s")

    context = {
        "person": person,
        "talk": talk,
        "form": form,
        "translating": translating,
        "translation_form": form_for,
        "files": f"/people/{person.pk}/documents/",
    }
    return render(request, "messaging/thread.jinja", context)
