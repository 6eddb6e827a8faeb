"""For workers: who asked for somebody, how we approach them, what whoever asked may hear, and who it may be."""

from collections.abc import Callable
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hearth.core.errors import NotPossible
from hearth.core.views import ActorRequest
from hearth.front_door import actions, permissions, queries, referrer_queries
from hearth.front_door.codes import ContactChoice, MayHear
from hearth.front_door.models import Referral, SamePerson
from hearth.front_door.refer_forms import AgreementForm, ContactDecisionForm, SamePersonForm, TwoPeopleForm
from hearth.people import actions as people
from hearth.people.codes import SecondItem
from hearth.people.models import Person
from hearth.people.queries import Found


@require_GET
def who_asked(request: ActorRequest, referral_id: UUID) -> HttpResponse:
    """Who asked, and everything that is decided about them and about getting in touch."""
    return _page(request, _found(request, referral_id))


@require_POST
def approach(request: ActorRequest, referral_id: UUID) -> HttpResponse:
    """Whether and how we get in touch with somebody who does not know that we were asked."""
    found, form = _found(request, referral_id), ContactDecisionForm(request.POST)

    def decide() -> None:
        given = {**form.cleaned_data, "choice": ContactChoice(form.cleaned_data["choice"])}
        actions.decide_contact(request.actor, referral=found, at=now(), **given)

    return _done(request, found, form, decide, approach=form)


@require_POST
def hearing(request: ActorRequest, referral_id: UUID) -> HttpResponse:
    """What the person lets whoever asked for them hear."""
    found, form = _found(request, referral_id), AgreementForm(request.POST)

    def agree() -> None:
        given = {**form.cleaned_data, "may_hear": MayHear(form.cleaned_data["may_hear"])}
        actions.agree_what_they_hear(request.actor, referral=found, at=now(), **given)

    return _done(request, found, form, agree, hearing=form)


@require_http_methods(["GET", "POST"])
def same_person(request: ActorRequest, referral_id: UUID) -> HttpResponse:
    """Those we know whom this may be; and saying that it is one of them, after a second thing was checked."""
    found = _found(request, referral_id)
    permissions.check_decide_contact(request.actor)
    told = referrer_queries.told_of(found)
    known = [
        one for one in people.ask_already_known(request.actor, told=told, at=now()) if one.person_id != found.person_id
    ]
    form = SamePersonForm(request.POST or None)
    if form.is_valid():
        try:
            _join(request, found, known, form)
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "Kept. It stands in both journeys, and can be undone.")
            return redirect("front_door:who_asked", referral_id=found.pk)
    context = {"referral": found, "known": known, "form": form}
    return render(request, "front_door/same_person.jinja", context)


@require_POST
def two_people(request: ActorRequest, same_id: UUID) -> HttpResponse:
    """It was somebody else after all."""
    same = get_object_or_404(SamePerson.objects.visible_to(request.actor), pk=same_id)
    found, form = _found(request, same.referrals[0]), TwoPeopleForm(request.POST)

    def part() -> None:
        actions.are_two_people(request.actor, same=same, at=now(), **form.cleaned_data)

    return _done(request, found, form, part, apart=form)


def _join(request: ActorRequest, found: Referral, known: list[Found], form: SamePersonForm) -> None:
    chosen = [one for one in known if one.person_id == form.cleaned_data["known"]]
    if not chosen:
        raise NotPossible("Please choose again who it is.")
    actions.is_same_person(
        request.actor,
        referral=found,
        known=Person(pk=chosen[0].person_id),
        checked_by=SecondItem(form.cleaned_data["checked_by"]),
        at=now(),
    )


def _done(
    request: ActorRequest, found: Referral, form: forms.Form, act: Callable[[], None], **forms_: forms.Form
) -> HttpResponse:
    if form.is_valid():
        try:
            act()
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            return redirect("front_door:who_asked", referral_id=found.pk)
    return _page(request, found, **forms_)


def _page(request: ActorRequest, found: Referral, **forms_: forms.Form) -> HttpResponse:
    context = {
        "referral": found,
        "who": referrer_queries.who_asked(request.actor, found),
        "decided": queries.contact_is_decided(request.actor, found),
        "approach": forms_.get("approach") or ContactDecisionForm(),
        "hearing": forms_.get("hearing") or AgreementForm(),
        "apart": forms_.get("apart") or TwoPeopleForm(),
    }
    return render(request, "front_door/who_asked.jinja", context)


def _found(request: ActorRequest, referral_id: UUID) -> Referral:
    permissions.check_read_referral(request.actor)
    mine = Referral.objects.visible_to(request.actor).select_related("hub", "person__person")
    return get_object_or_404(mine, pk=referral_id)
