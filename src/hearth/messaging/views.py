"""Pages about messages: what became of each, who said stop, and what a human does instead of a machine."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hearth.core.errors import NotPossible
from hearth.core.views import ActorRequest, open_to_all
from hearth.messaging import actions, links, queries
from hearth.messaging.codes import Channel, ChoiceKind
from hearth.messaging.forms import ChoiceForm, TellingForm
from hearth.messaging.models import Message
from hearth.people.models import Person
from hearth.sharing import actions as sharing

NOT_ANY_MORE = "Do not post this letter. The message says why."


@require_GET
def about(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """Everything that was sent about somebody, and what they said about being written to."""
    person = get_object_or_404(Person.objects.visible_to(request.actor), id=person_id)
    sharing.open_record(request.actor, person=person, what="messages", reason="to be alongside", at=now())
    return _page(request, person)


@require_POST
def choices(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """Keep what they said about being written to."""
    person = get_object_or_404(Person.objects.visible_to(request.actor), id=person_id)
    form = ChoiceForm(request.POST)
    if form.is_valid():
        try:
            _choose(request, person, form)
        except NotPossible as problem:
            form.add_error("channel", str(problem))
        else:
            messages.success(request, "Kept. It counts from this second.")
            return redirect("messaging:about", person_id=person.id)
    return _page(request, person, form)


def _choose(request: ActorRequest, person: Person, form: ChoiceForm) -> None:
    choice = ChoiceKind(form.cleaned_data["choice"])
    actions.choose_messages(request.actor, person=person, channel=form.cleaned_data["channel"], choice=choice, at=now())


@require_POST
def telling(request: ActorRequest, message_id: UUID) -> HttpResponse:
    """Somebody told them what could not be sent."""
    message = _found(request, message_id)
    person = get_object_or_404(Person.objects.visible_to(request.actor), id=message.person_id)
    form = TellingForm(request.POST)
    if form.is_valid():
        try:
            actions.note_told(request.actor, message=message, how=form.cleaned_data["how"], at=now())
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            return redirect("messaging:about", person_id=person.id)
    return _page(request, person, telling=form, told=message.pk)


@require_GET
def letter(request: ActorRequest, message_id: UUID) -> HttpResponse:
    """The letter as a PDF to print, if it may still go where it was going."""
    try:
        made = actions.print_letter(request.actor, message=_found(request, message_id), at=now())
    except NotPossible as problem:
        messages.error(request, str(problem))
        return redirect("desk:letters")
    if made is None:
        messages.error(request, NOT_ANY_MORE)
        return redirect("desk:letters")
    pdf = HttpResponse(made, content_type="application/pdf")
    pdf["Content-Disposition"] = 'inline; filename="letter.pdf"'
    pdf["Cache-Control"] = "no-store"
    return pdf


@require_POST
def posting(request: ActorRequest, message_id: UUID) -> HttpResponse:
    """The letter is in the post."""
    try:
        posted = actions.post_letter(request.actor, message=_found(request, message_id), at=now())
    except NotPossible as problem:
        messages.error(request, str(problem))
    else:
        messages.add_message(
            request, messages.SUCCESS if posted else messages.ERROR, "Posted. Thank you." if posted else NOT_ANY_MORE
        )
    return redirect("desk:letters")


@open_to_all
@require_http_methods(["GET", "POST"])
def stop(request: ActorRequest, way_out: str) -> HttpResponse:
    """Whoever got one of our e-mails at an address wants no more of them."""
    message_id = links.message_behind(way_out)
    address = queries.address_of(message_id) if message_id else ""
    if not message_id or not address:
        raise Http404
    if request.method == "POST":
        actions.stop_address(request.actor, message_id=message_id, address=address, at=now())
    return render(request, "messaging/stop.jinja", {"way_out": way_out, "stopped": request.method == "POST"})


def _found(request: ActorRequest, message_id: UUID) -> Message:
    known = Message.objects.visible_to(request.actor).select_related("person")
    return get_object_or_404(known.select_for_update(of=("self",)), id=message_id)


def _page(
    request: ActorRequest,
    person: Person,
    form: ChoiceForm | None = None,
    *,
    telling: TellingForm | None = None,
    told: UUID | None = None,
) -> HttpResponse:
    def telling_for(message: Message) -> forms.Form:
        return telling if telling and message.pk == told else TellingForm(auto_id=f"{message.pk}_%s")

    context = {
        "person": person,
        "told": queries.told_about(request.actor, person_id=person.pk),
        "stopped": queries.stopped(request.actor, person_id=person.pk),
        "channels": [(channel.value, f"{channel.label}s") for channel in Channel],
        "form": form or ChoiceForm(),
        "problem": form or telling,
        "telling_for": telling_for,
    }
    return render(request, "messaging/about.jinja", context)
