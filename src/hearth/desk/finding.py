"""Finding somebody, and somebody new: who is here already is seen before anyone is made known."""

from contextlib import suppress
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from hearth.core.errors import NotPermitted, NotPossible
from hearth.core.views import ActorRequest
from hearth.desk.forms import NOBODY, PhoneForm, SomebodyNewForm
from hearth.desk.passing_on import has_a_seat_at, hub_of
from hearth.front_door import actions as front_door
from hearth.front_door import queries as arrivals
from hearth.front_door.codes import Route
from hearth.front_door.models import Referral
from hearth.front_door.rules import Told
from hearth.organisations.models import Hub
from hearth.people import actions, permissions
from hearth.people.codes import ContactKind, SecondItem
from hearth.people.details import ContactDetails
from hearth.people.keys import phone_digits
from hearth.people.models import Contact, Person
from hearth.people.queries import Found, TooManySearches

NO_HUB = "No hub is open yet, so nobody could hold them."
HELD_ELSEWHERE = (
    "Somebody holds them already, and you are not alongside them. Whoever holds them can bring you in. "
    "If it cannot wait, open their page in an emergency."
)
SECOND_ITEM = "Say what you checked together, so that it is not somebody of the same name."
ASK_INSTEAD = "Ask for support for them from the front page instead: you see at once who holds them."
JUST_HERE = "Just arrived. Nobody has asked yet."


@require_http_methods(["GET", "POST"])
def people(request: ActorRequest) -> HttpResponse:
    """Everybody whom the words may mean, with the minimum that may be known of them."""
    permissions.check_find_people(request.actor)
    words, further = request.POST.get("q", "").strip(), "further" in request.POST
    context = {"search": words, "further": further, "found": [], "problem": ""}
    if words:
        try:
            context["found"] = actions.search(request.actor, words=words, widely=further, at=now())
        except TooManySearches as problem:
            context["problem"] = str(problem)
    return render(request, "desk/people.jinja", context, status=429 if context["problem"] else 200)


@require_http_methods(["GET", "POST"])
def somebody_new(request: ActorRequest) -> HttpResponse:
    """Somebody at the door or on the phone; those we may know already are shown before anyone is made known."""
    request.actor.check("referral.receive")
    hub = hub_of(request.actor) or arrivals.hub_for_new_people(now())
    if request.method == "POST" and "guest" in request.POST:
        return _guest(request, hub)
    told = None if "begin" in request.POST else request.POST or None
    form, known = _form(request, told), []
    if form.is_valid():
        try:
            known = _known(request, form)
            if not known:
                return redirect("desk:person", person_id=_receive(request, form, hub))
        except NotPossible as problem:
            form.add_error("checked_by" if str(problem) == SECOND_ITEM else None, str(problem))
            known = _known_after_all(request, form)
    return render(request, "desk/somebody_new.jinja", {"form": form, "hub": hub, "known": known})


def _form(request: ActorRequest, told: QueryDict | None) -> SomebodyNewForm:
    route = request.POST.get("route") or request.GET.get("route")
    of = PhoneForm if route == Route.PHONE else SomebodyNewForm
    return of(told, initial={"known_as": request.POST.get("known_as", "")[:120]})


def _guest(request: ActorRequest, hub: Hub | None) -> HttpResponse:
    at = f"At {hub.name} now." if hub else "Here now."
    told = Told(Route.WALK_IN, known_as="", who_and_how_to_find=at, what_is_happening=JUST_HERE)
    try:
        return redirect("desk:person", person_id=_referred(request, told, hub, None).person_id)
    except NotPossible as problem:
        messages.error(request, str(problem))
        return redirect("desk:somebody_new")


def _known(request: ActorRequest, form: SomebodyNewForm) -> list[Found]:
    """Those to be asked about first; nobody once the worker has said who it is or that it is none of them.

    Whoever was cut off cannot be asked: they are kept at once, and who they are is asked when we ring back.
    """
    if form.cleaned_data["answer"] or form.cut_off:
        return []
    return actions.ask_already_known(request.actor, told=form.somebody(), at=now())


def _known_after_all(request: ActorRequest, form: SomebodyNewForm) -> list[Found]:
    """The same people again, where one of them was chosen and that could not be."""
    if form.cleaned_data["answer"] in {"", NOBODY}:
        return []
    try:
        return actions.ask_already_known(request.actor, told=form.somebody(), at=now())
    except TooManySearches:
        return []


def _receive(request: ActorRequest, form: SomebodyNewForm, hub: Hub | None) -> UUID:
    # Whatever stops it, nobody is left behind who was made known and is held by nobody.
    with transaction.atomic():
        person = None if form.cut_off else _who(request, form)
        referral = _referred(request, form.told(), hub, person)
        if form.cut_off:
            front_door.note_cut_off(request.actor, referral=referral, at=now())
        elif form.by_phone:
            _keep_number(request, form, referral.person_id)
    received: UUID = referral.person_id
    return received


def _who(request: ActorRequest, form: SomebodyNewForm) -> Person:
    if form.cleaned_data["answer"] in {"", NOBODY}:
        return actions.create_person(request.actor, **form.identity(), at=now())
    return _recognised(request, form)


def _keep_number(request: ActorRequest, form: SomebodyNewForm, person_id: UUID) -> None:
    """Somebody we knew rings from a number we did not. One we know keeps what is said of it: it may not be safe.

    Whoever may not change what is known of them leaves it with their words.
    """
    person, phone = Person(pk=person_id), form.cleaned_data["phone"]
    live = Contact.objects.visible_to(request.actor).filter(person=person, until_on=None)
    if not phone or phone_digits(phone) in {phone_digits(contact.value) for contact in live}:
        return
    with suppress(NotPermitted):
        contact = ContactDetails(ContactKind.PHONE, phone)
        actions.add_contact(request.actor, person=person, contact=contact, at=now())


def _recognised(request: ActorRequest, form: SomebodyNewForm) -> Person:
    """Whom the worker said it is: only one of those just shown, and after a second thing was checked."""
    known = actions.ask_already_known(request.actor, told=form.somebody(), at=now())
    chosen = [one for one in known if str(one.person_id) == form.cleaned_data["answer"]]
    if not chosen:
        raise NotPossible("Please choose again who it is.")
    if not form.cleaned_data["checked_by"]:
        raise NotPossible(SECOND_ITEM)
    person = Person(pk=chosen[0].person_id)
    actions.recognise(request.actor, person=person, checked_by=SecondItem(form.cleaned_data["checked_by"]), at=now())
    return person


def _referred(request: ActorRequest, told: Told, hub: Hub | None, person: Person | None) -> Referral:
    if hub is None:
        raise NotPossible(NO_HUB)
    if not has_a_seat_at(hub):
        raise NotPossible(f"Only those who work with {hub.name} take somebody in there. {ASK_INSTEAD}")
    with transaction.atomic():
        referral, _ = front_door.receive_referral(request.actor, told=told, hub=hub, person=person, at=now())
        if not Person.objects.visible_to(request.actor).filter(pk=referral.person_id).exists():
            raise NotPossible(HELD_ELSEWHERE)
    return referral
