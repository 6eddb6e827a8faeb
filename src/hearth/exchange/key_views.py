"""Pages for those who look after machines: the keys of a partner, and what could not be sent."""

from datetime import timedelta
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from hearth.core.errors import NotPossible
from hearth.core.views import ActorRequest
from hearth.exchange import machine_queries as queries
from hearth.exchange import permissions
from hearth.exchange.actions.keys import end_key, make_key
from hearth.exchange.actions.sending import read_kept_message, see_to
from hearth.exchange.forms import KeyForm, SeenToForm
from hearth.exchange.models import ApiKey, FailedCall
from hearth.organisations.models import Organisation

KEY_SHOWN_ONCE = "machine_key"
LATELY = timedelta(days=30)
SHOWN = 200


@never_cache
@require_http_methods(["GET", "POST"])
def keys(request: ActorRequest, organisation_id: UUID) -> HttpResponse:
    """The keys of a partner's machines. A new one is shown once, to whoever makes it, to pass on."""
    permissions.check_keep_keys(request.actor)
    found = get_object_or_404(Organisation, id=organisation_id)
    form = KeyForm(request.POST or None)
    if form.is_valid():
        try:
            made = make_key(request.actor, organisation=found, at=now(), **form.cleaned_data)
        except NotPossible as problem:
            form.add_error("name", str(problem))
        else:
            request.session[KEY_SHOWN_ONCE] = made.secret
            return redirect("exchange:keys", organisation_id=found.id)
    secret = request.session.pop(KEY_SHOWN_ONCE, "") if request.method == "GET" else ""
    context = {"organisation": found, "keys": list(queries.keys_of(found)), "form": form, "secret": secret}
    return render(request, "exchange/keys.jinja", context)


@require_http_methods(["GET", "POST"])
def key_ending(request: ActorRequest, organisation_id: UUID, key_id: UUID) -> HttpResponse:
    """End a key: what its machine sends from this second on is not taken."""
    permissions.check_keep_keys(request.actor)
    key = get_object_or_404(ApiKey.objects.select_related("organisation"), id=key_id, organisation_id=organisation_id)
    problem = ""
    if request.method == "POST":
        try:
            end_key(request.actor, key=key, at=now())
        except NotPossible as refusal:
            problem = str(refusal)
        else:
            return redirect("exchange:keys", organisation_id=organisation_id)
    return render(request, "exchange/key_ending.jinja", {"key": key, "problem": problem})


@require_GET
def failures(request: ActorRequest) -> HttpResponse:
    """What machines could not send, and nobody has seen to yet; and what was seen to lately, by whom."""
    permissions.check_see_failures(request.actor)
    waiting = list(queries.failures()[:SHOWN])
    context = {
        "waiting": waiting,
        "kept": queries.with_a_message(waiting) if request.actor.may("holding.move") else set(),
        "seen": list(queries.lately_seen_to(since=now() - LATELY)[:SHOWN]),
    }
    return render(request, "exchange/failures.jinja", context)


@require_http_methods(["GET", "POST"])
def failure(request: ActorRequest, call_id: UUID) -> HttpResponse:
    """One call that failed, and the box in which somebody says what they did about it."""
    permissions.check_see_failures(request.actor)
    call = get_object_or_404(FailedCall.objects.select_related("key__organisation", "seen_to__by__worker"), id=call_id)
    form = SeenToForm(request.POST or None)
    if form.is_valid():
        try:
            see_to(request.actor, call=call, at=now(), **form.cleaned_data)
        except NotPossible as problem:
            form.add_error("words", str(problem))
        else:
            return redirect("exchange:failures")
    reads = request.actor.may("holding.move") and call.pk in queries.with_a_message([call])
    return render(request, "exchange/failure.jinja", {"call": call, "form": form, "reads": reads})


@never_cache
@require_GET
def failure_message(request: ActorRequest, call_id: UUID) -> HttpResponse:
    """What was sent, for whoever leads at a hub. That it was read is on the record."""
    permissions.check_read_kept_message(request.actor)
    call = get_object_or_404(FailedCall.objects.select_related("key__organisation"), id=call_id)
    body = read_kept_message(request.actor, call=call, at=now())
    return render(request, "exchange/failure_message.jinja", {"call": call, "body": body})
