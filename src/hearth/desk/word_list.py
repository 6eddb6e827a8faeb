"""The word list on screens: what it says, why, and who answers for each phrase."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_http_methods

from hearth.core.errors import NotPossible
from hearth.core.views import ActorRequest
from hearth.desk.word_forms import EndingForm, PhraseForm
from hearth.language import actions, permissions, queries
from hearth.language.models import Phrase


@require_GET
def word_list(request: ActorRequest) -> HttpResponse:
    """Everything the list says, for anyone who writes here."""
    permissions.check_read_words(request.actor)
    context = {"phrases": queries.phrases(), "today": localdate()}
    return render(request, "desk/word_list.jinja", context)


@require_http_methods(["GET", "POST"])
def new_word(request: ActorRequest) -> HttpResponse:
    """One more phrase."""
    permissions.check_add_phrase(request.actor)
    form = PhraseForm(request.POST or None, initial={"owner": request.actor.membership_id})
    if form.is_valid():
        try:
            owner_id, owner_name = form.owner_of(None)
            actions.add_phrase(request.actor, entry=form.entry(), owner_id=owner_id, owner_name=owner_name, at=now())
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "It is looked for from now on.")
            return redirect("desk:word_list")
    return render(request, "desk/word.jinja", {"form": form})


@require_http_methods(["GET", "POST"])
def word(request: ActorRequest, root_id: UUID) -> HttpResponse:
    """What the list says of one phrase, what it said before, and changing it."""
    phrase = standing(request, root_id)
    form = PhraseForm(request.POST if request.POST.get("keep") else None, initial=PhraseForm.told(phrase))
    ending = EndingForm(request.POST if request.POST.get("end") else None)
    try:
        if form.is_valid():
            told = form.entry()
            owner_id, owner_name = form.owner_of(phrase)
            actions.change_phrase(
                request.actor, phrase=phrase, entry=told, owner_id=owner_id, owner_name=owner_name, at=now()
            )
            return redirect("desk:word_list")
        if ending.is_valid():
            actions.end_phrase(request.actor, phrase=phrase, because=ending.cleaned_data["because"], at=now())
            return redirect("desk:word_list")
    except NotPossible as problem:
        form.add_error(None, str(problem)) if form.is_bound else ending.add_error(None, str(problem))
    history = queries.phrase_history(root_id=root_id)
    return render(request, "desk/word.jinja", {"form": form, "ending": ending, "phrase": phrase, "history": history})


def standing(request: ActorRequest, root_id: UUID) -> Phrase:
    """The entry as it stands, for somebody who may change it; 404 for one that never was."""
    phrase = queries.newest_phrase(root_id=root_id)
    if phrase is None:
        raise Http404
    permissions.check_change_phrase(request.actor, phrase=phrase)
    return phrase
