"""Forms filled for me: reading every answer, saying yes or no, and what was sent."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_POST

from hearth.core.errors import NotPossible
from hearth.core.views import ActorRequest
from hearth.portal.views import myself
from hearth.telling import actions, queries, sheets
from hearth.telling.forms import LettingGoForm
from hearth.telling.models import Filling, SentForm
from hearth.telling.sent_links import close_link


@require_GET
def my_forms(request: ActorRequest) -> HttpResponse:
    """What waits for my yes, what was sent, and what I did not have to tell again."""
    person = myself(request)
    context = {
        "person": person,
        "begun": queries.fillings_of(request.actor, person_id=person.pk),
        "sent": queries.sent_of(request.actor, person_id=person.pk),
        "saved": queries.saved_for(request.actor, person_id=person.pk),
    }
    return render(request, "portal/forms.jinja", context)


@require_GET
def my_form(request: ActorRequest, filling_id: UUID) -> HttpResponse:
    """A form that somebody fills for me, with every answer and where it comes from."""
    return _page(request, _mine(request, filling_id), LettingGoForm())


@require_POST
def my_yes(request: ActorRequest, filling_id: UUID) -> HttpResponse:
    """I read it and it is right."""
    filling = _mine(request, filling_id)
    try:
        actions.confirm_filling(request.actor, filling=filling, at=now())
    except NotPossible as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, "Thank you. It can go now.")
    return redirect("portal:my_form", filling_id=filling_id)


@require_POST
def my_receiver_yes(request: ActorRequest, filling_id: UUID) -> HttpResponse:
    """It may go to somebody outside my circle, this once."""
    filling = _mine(request, filling_id)
    try:
        actions.say_yes_to_receiver(request.actor, filling=filling, at=now())
    except NotPossible as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, "Thank you. It may go there, this once.")
    return redirect("portal:my_form", filling_id=filling_id)


@require_POST
def my_no(request: ActorRequest, filling_id: UUID) -> HttpResponse:
    """I do not want this form to go."""
    filling, form = _mine(request, filling_id), LettingGoForm(request.POST)
    if form.is_valid():
        try:
            actions.let_go(request.actor, filling=filling, because=form.cleaned_data["because"], at=now())
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "It does not go.")
            return redirect("portal:my_forms")
    return _page(request, filling, form)


@require_GET
def my_sent_form(request: ActorRequest, sent_id: UUID) -> HttpResponse:
    """What was sent for me, as it left."""
    person = myself(request)
    sent = get_object_or_404(queries.sent_of(request.actor, person_id=person.pk), pk=sent_id)
    went = sheets.sent_link(request.actor, sent=sent, at=now())
    context = {"person": person, "sent": sent, "answers": queries.sent_answers(sent), "went": went}
    return render(request, "portal/sent_form.jinja", context)


@require_POST
def my_link_ending(request: ActorRequest, sent_id: UUID) -> HttpResponse:
    """Whoever got the link opens nothing with it any more."""
    sent = get_object_or_404(queries.sent_of(request.actor, person_id=myself(request).pk), pk=sent_id)
    close_link(request, sent)
    return redirect("portal:my_sent_form", sent_id=sent_id)


@require_GET
def my_file(request: ActorRequest, sent_id: UUID) -> HttpResponse:
    """The file itself."""
    person = myself(request)
    sent = get_object_or_404(SentForm.objects.visible_to(request.actor), pk=sent_id, person=person)
    return sheets.as_file(bytes(sent.content), content_type=sent.content_type, name=sent.file_name)


def _mine(request: ActorRequest, filling_id: UUID) -> Filling:
    filling = queries.filling(request.actor, person_id=myself(request).pk, filling_id=filling_id)
    if filling is None:
        raise Http404
    return filling


def _page(request: ActorRequest, filling: Filling, form: LettingGoForm) -> HttpResponse:
    shown = sheets.sheet(request.actor, filling=filling, on=localdate())
    return render(
        request, "portal/form.jinja", {"person": filling.person, "filling": filling, "sheet": shown, "form": form}
    )
