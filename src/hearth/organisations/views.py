"""Coming in, and keeping in order who works where."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from hearth.core.errors import NotPossible
from hearth.core.views import ActorRequest, open_to_all
from hearth.organisations import actions, permissions, queries
from hearth.organisations.forms import CodeForm, InvitationForm, NameForm, NewWorkerForm
from hearth.organisations.models import Account, Invitation, Organisation
from hearth.organisations.sign_in import let_in
from hearth.organisations.throttle import count_try

LINK_SHOWN_ONCE = "invitation_link"


@open_to_all
@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
def code(request: ActorRequest) -> HttpResponse:
    """Come in with the words the hub gave. The person needs no e-mail, no phone and no password."""
    if request.user.is_authenticated:
        return redirect("/start")
    form = CodeForm(request.POST or None)
    if form.is_valid():
        try:
            tried = count_try(request)
            account = actions.use_sign_in_code(request.actor, code=form.cleaned_data["code"], at=now())
        except NotPossible as problem:
            form.add_error("code", str(problem))
        else:
            tried.rollback()
            return let_in(request, account, method="code")
    if not request.session.session_key:
        request.session.create()  # so that each browser's tries are counted apart
    return render(request, "account/code.jinja", {"form": form})


@open_to_all
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def invitation(request: ActorRequest, secret: str) -> HttpResponse:
    """Take up a place that was offered: as somebody new, or signed in as who you are."""
    offered = queries.invitation_by(secret)
    if offered is None:
        raise Http404
    if request.user.is_authenticated:
        return _another_place(request, offered, request.user)
    return _first_place(request, offered)


def _first_place(request: ActorRequest, offered: Invitation) -> HttpResponse:
    form = NewWorkerForm(request.POST or None, email=offered.email)
    if form.is_valid():
        try:
            account = actions.accept_invitation(request.actor, invitation=offered, at=now(), **form.cleaned_data)
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            return let_in(request, account, method="invitation")
    known = queries.has_sign_in(offered.email)
    return _invitation_page(request, offered, form=form, known=known)


def _another_place(request: ActorRequest, offered: Invitation, account: Account) -> HttpResponse:
    form = NameForm(request.POST or None, initial=queries.names_of(account))
    if form.is_valid():
        try:
            names = form.cleaned_data
            actions.take_up_invitation(request.actor, invitation=offered, account=account, at=now(), **names)
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            return redirect("/start")
    return _invitation_page(request, offered, form=form, known=False)


def _invitation_page(request: ActorRequest, offered: Invitation, *, form: NameForm, known: bool) -> HttpResponse:
    open_now = offered.accepted_at is None and offered.expires_at > now()
    context = {"invitation": offered, "form": form, "known": known, "open": open_now}
    return render(request, "organisations/invitation.jinja", context)


@require_GET
def organisations(request: ActorRequest) -> HttpResponse:
    """Every partner, for those who keep them in order; everyone else goes to their own."""
    if not request.actor.may("organisation.manage"):
        return redirect("organisations:organisation", organisation_id=request.actor.organisation_id)
    return render(request, "organisations/organisations.jinja", {"organisations": queries.organisations_with_numbers()})


@require_GET
def organisation(request: ActorRequest, organisation_id: UUID) -> HttpResponse:
    """Who works at one partner, and who has been invited."""
    permissions.check_see_workers(request.actor, organisation_id=organisation_id)
    found = get_object_or_404(Organisation, id=organisation_id)
    context = {
        "organisation": found,
        "workers": queries.workers_at(found),
        "invitations": queries.open_invitations(found, now()),
        "link": request.session.pop(LINK_SHOWN_ONCE, ""),
    }
    return render(request, "organisations/organisation.jinja", context)


@require_http_methods(["GET", "POST"])
def invitations(request: ActorRequest, organisation_id: UUID) -> HttpResponse:
    """Invite somebody to work here. The link is shown once, to whoever invites, to pass on."""
    permissions.check_see_workers(request.actor, organisation_id=organisation_id)
    found = get_object_or_404(Organisation, id=organisation_id)
    every_role = request.actor.may("organisation.manage")
    form = InvitationForm(request.POST or None, organisation=found, every_role=every_role)
    if form.is_valid():
        try:
            invited = actions.invite_worker(request.actor, organisation=found, at=now(), **form.cleaned_data)
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            request.session[LINK_SHOWN_ONCE] = request.build_absolute_uri(f"/invitations/{invited.secret}")
            return redirect("organisations:organisation", organisation_id=found.id)
    return render(request, "organisations/invite.jinja", {"organisation": found, "form": form})
