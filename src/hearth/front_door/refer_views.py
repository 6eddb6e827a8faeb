"""Asking for somebody else: the form of a professional, the link that proves an address, and their own page."""

from dataclasses import fields
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hearth.core.errors import NotPossible
from hearth.core.views import ActorRequest, open_to_all
from hearth.front_door import actions, queries, throttle
from hearth.front_door.codes import WordKind
from hearth.front_door.refer_forms import ReferForm, WordsAfterwardsForm
from hearth.front_door.views import SHOWN_ONCE, received
from hearth.people import queries as people
from hearth.people.models import Person
from hearth.sharing import actions as sharing


@open_to_all
@require_http_methods(["GET", "POST"])
def refer(request: ActorRequest) -> HttpResponse:
    """A professional asks for somebody. No account; whoever is signed in is not asked who they are.

    For somebody they may see it arrives filled.
    """
    person, status = _known(request), 200
    form = ReferForm(request.POST or None, actor=request.actor, initial=_filled(request, person))
    if form.is_valid():
        try:
            return received(request, form.told(), person=person)
        except NotPossible as problem:
            status = 429 if isinstance(problem, throttle.TooManyAtOnce) else 200
            form.add_error(None, str(problem))
    return render(request, "front_door/refer.jinja", {"form": form, "person": person}, status=status)


def _known(request: ActorRequest) -> Person | None:
    """Whom the address names, if a worker asks who may see them; anyone else is ignored."""
    named = forms.UUIDField(required=False)
    try:
        person_id = named.clean(request.GET.get("person"))
    except forms.ValidationError:
        return None
    if person_id is None or request.actor.membership_id is None:
        return None
    return Person.objects.visible_to(request.actor).filter(id=person_id).first()


def _filled(request: ActorRequest, person: Person | None) -> dict[str, Any]:
    """What is known already, in the boxes of the form. Reading it is a look, and they see that it was."""
    if person is None or request.method == "POST":
        return {}
    sharing.open_record(request.actor, person=person, what="who they are", reason="to ask for support", at=now())
    told = people.told_of(request.actor, person=person)
    known = {field.name: getattr(told, field.name) for field in fields(told)}
    return {**known, "birth": told.birth_on, "who_and_how_to_find": told.phone, "nhs_number": told.nhs_number or ""}


@open_to_all
@require_GET
def receipt(request: ActorRequest, token: str) -> HttpResponse:
    """Who holds this, what we have told whoever asked, and what they can still say. The link is the key."""
    return page_of(request, token, WordsAfterwardsForm())


@open_to_all
@require_POST
def words(request: ActorRequest, token: str) -> HttpResponse:
    """Whoever asked adds something, answers, has heard from the person, or wants no more news."""
    form, at = WordsAfterwardsForm(request.POST), now()
    found = queries.receipt(token)
    if found is None:
        raise Http404
    if form.is_valid():
        try:
            throttle.check_room(request, "words-afterwards", phone=found.phone, at=at)
            said = {"kind": WordKind(form.cleaned_data["kind"]), "words": form.cleaned_data["words"]}
            actions.say_more(request.actor, secret=token, at=at, **said)
        except NotPossible as problem:
            form.add_error("words", str(problem))
        else:
            return redirect("front_door:receipt", token=token)
    return page_of(request, token, form)


@open_to_all
@require_http_methods(["GET", "POST"])
def link(request: ActorRequest, proof: str) -> HttpResponse:
    """The link in the first message. Opening it proves nothing: a machine may do that; a human presses the button."""
    found = queries.awaits_link(proof)
    if found is None:
        raise Http404
    if request.method == "POST":
        actions.follow_link(request.actor, secret=proof, at=now())
        return redirect("front_door:receipt", token=proof)
    if found.followed:
        return redirect("front_door:receipt", token=proof)
    return _unkept(render(request, "front_door/link.jinja", {"found": found}))


def page_of(request: ActorRequest, token: str, form: WordsAfterwardsForm) -> HttpResponse:
    """The page behind a link, around a form that may hold words already. 404 for a link we never gave."""
    found = queries.receipt(token)
    if found is None:
        raise Http404
    context: dict[str, Any] = {
        "receipt": found,
        "updates": queries.updates(token),
        "form": form,
        "token": token,
        "code": request.session.get(SHOWN_ONCE, ""),
    }
    return _unkept(render(request, "front_door/receipt.jinja", context))


def _unkept(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response
