"""Inviting somebody close with the person beside you; and, for whoever is invited, coming in."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from hearth.core.errors import NotPossible
from hearth.core.scope import all_or_nothing
from hearth.core.views import ActorRequest, open_to_all
from hearth.organisations import actions as organisations
from hearth.organisations.forms import CodeForm
from hearth.organisations.models import Account
from hearth.organisations.sign_in import let_in
from hearth.organisations.throttle import count_try
from hearth.people.models import Person
from hearth.sharing import actions, inviting, permissions, queries, supporter_rules
from hearth.sharing.codes import CHOICES
from hearth.sharing.queries import Offered
from hearth.sharing.supporter_forms import BY_CODE, CalledForm, ComingInForm, InvitationForm, SupporterCodeForm
from hearth.sharing.supporter_models import SupporterInvitation

TYPED = "coming_in"


@require_http_methods(["GET", "POST"])
def invitations(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """Who is invited, and inviting somebody with the person. The link and the words are shown once, to pass on."""
    person = get_object_or_404(Person.objects.visible_to(request.actor), id=person_id)
    permissions.check_record_circle(request.actor, person=person)
    relations = queries.could_be_invited(request.actor, person=person)
    form = InvitationForm(request.POST or None, relations=relations)
    if form.is_valid():
        try:
            inviting.invite(request, person, form)
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            return redirect("sharing:invitations", person_id=person.id)
    return invitations_page(request, person, form)


@require_POST
def supporter_code(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """A code for somebody close who has no other way in, shown once; asked alone before whether that is safe."""
    person = get_object_or_404(Person.objects.visible_to(request.actor), id=person_id)
    permissions.check_give_supporter_code(request.actor, person=person)
    by_code = queries.come_in_by_code(request.actor, person=person)
    codes = SupporterCodeForm(request.POST, relations=by_code)
    if codes.is_valid():
        try:
            inviting.give_code(request, codes)
        except NotPossible as problem:
            codes.add_error(None, str(problem))
        else:
            return redirect("sharing:invitations", person_id=person.id)
    relations = queries.could_be_invited(request.actor, person=person)
    return invitations_page(request, person, InvitationForm(relations=relations), codes)


def invitations_page(
    request: ActorRequest, person: Person, form: InvitationForm, codes: SupporterCodeForm | None = None
) -> HttpResponse:
    """Everything about those who are invited or here already."""
    actor = request.actor
    by_code = queries.come_in_by_code(actor, person=person) if actor.may("sign_in_code.give") else []
    context = {
        "person": person,
        "form": form,
        "levels": CHOICES,
        "open": queries.open_invitations(actor, person=person, at=now()),
        "passed_on": inviting.shown_once(request),
        "codes": codes or (SupporterCodeForm(relations=by_code) if by_code else None),
        "given": inviting.code_shown_once(request),
        "hours": settings.SIGN_IN_CODE_HOURS,
    }
    response = render(request, "sharing/invitations.jinja", context)
    response["Cache-Control"] = "no-store"
    return response


@require_POST
def invitation_ending(request: ActorRequest, person_id: UUID, offer_id: UUID) -> HttpResponse:
    """Take an invitation back."""
    found = get_object_or_404(SupporterInvitation.objects.visible_to(request.actor), id=offer_id, person_id=person_id)
    inviting.take_back(request, found)
    return redirect("sharing:invitations", person_id=person_id)


@open_to_all
@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
def coming_in_by_code(request: ActorRequest) -> HttpResponse:
    """Somebody close types the words they were given."""
    form = CodeForm(request.POST or None)
    if form.is_valid():
        try:
            tried = count_try(request)
            found = queries.offered_by_code(code=form.cleaned_data["code"], at=now())
            if found is None:
                raise NotPossible(supporter_rules.OVER)
        except NotPossible as problem:
            form.add_error("code", str(problem))
        else:
            tried.rollback()
            request.session[TYPED] = form.cleaned_data["code"]
            return redirect("sharing:coming_in_typed")
    if not request.session.session_key:
        request.session.create()  # so that each browser's tries are counted apart
    return render(request, "sharing/coming_in_by_code.jinja", {"form": form})


@open_to_all
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def coming_in_typed(request: ActorRequest) -> HttpResponse:
    """Come in after the words were right."""
    if TYPED not in request.session:
        return redirect("sharing:coming_in_by_code")
    return coming_in(request, queries.offered_by_code(code=request.session[TYPED], at=now()))


@open_to_all
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def coming_in_by_link(request: ActorRequest, offer: str) -> HttpResponse:
    """Come in by the link."""
    return coming_in(request, queries.offered_by_link(secret=offer, at=now()))


def coming_in(request: ActorRequest, found: Offered | None) -> HttpResponse:
    """Take up what was offered: as somebody new, or as who is signed in. A worker signs out first."""
    if found is None:
        return render(request, "sharing/coming_in_over.jinja", status=404)
    account = request.user if request.user.is_authenticated else None
    kind = CalledForm if account else ComingInForm
    form = kind(request.POST or None, initial={"name": found.name})
    if form.is_valid():
        try:
            return come_in(request, found, form, account)
        except NotPossible as problem:
            form.add_error(None, str(problem))
    return render(request, "sharing/coming_in.jinja", {"offered": found, "form": form, "known": account is not None})


def come_in(request: ActorRequest, found: Offered, form: CalledForm, account: Account | None) -> HttpResponse:
    """A sign-in if there is none yet, and the record it opens. Raises NotPossible, and then nothing was made."""
    at, given = now(), form.cleaned_data
    with all_or_nothing():
        made = account or _new_sign_in(request, given, at)
        actions.take_up_supporter_invitation(request.actor, offered=found, account=made, name=given["name"], at=at)
    request.session.pop(TYPED, "")
    if account is None:
        return let_in(request, made, method="invitation")
    messages.success(request, "You are in. Choose who you are here as.")
    return redirect("/start")


def _new_sign_in(request: ActorRequest, given: dict[str, Any], at: datetime) -> Account:
    if given["way"] == BY_CODE:
        return organisations.make_sign_in_by_code(request.actor, at=at)
    return organisations.make_own_sign_in(request.actor, email=given["email"], password=given["password"], at=at)
