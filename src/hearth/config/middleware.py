"""Opens the one transaction of a request, for whoever is acting, and does every write once."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

import structlog
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.contrib.messages.storage.base import BaseStorage
from django.core.exceptions import PermissionDenied
from django.db import ProgrammingError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from hearth.core import audit, once
from hearth.core.actor import PUBLIC, SYSTEM, Actor, ActorKind
from hearth.core.errors import NotPermitted
from hearth.core.installation import is_demonstration
from hearth.core.scope import acting_as
from hearth.core.views import problem_page
from hearth.identity import doors as identity
from hearth.organisations import devices
from hearth.people.models import Person
from hearth.people.rules import AtRest
from hearth.record import actions as record
from hearth.sharing import queries as sharing

FOUND = 302
WRITING = {"POST", "PUT", "PATCH", "DELETE"}
SIGNED_OUT = "You were signed out. Your words are still here. Sign in and send again."
# Somebody signed in as themselves has pages of their own; a worker's page is not there for them.
OWN_PAGES = "hearth.portal."
ASKS_WHETHER_SAFE = "hearth.portal.safe_views"
# No person types it and no database keeps it.
NULL = "%00"
# The database refuses what would change the record of somebody who died, whichever form it comes from.
AT_REST_POLICY, AT_REST_STATUS = '"at_rest', 423
OUTSIDE = ("allauth.", "django.", "hearth.core.health")


class ScopeMiddleware:
    """Last in the chain: it calls the view itself, so that any exception in it rolls everything back."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: list[Any], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        actor = actor_of(request)
        request.demonstration = is_demonstration()  # type: ignore[attr-defined]  # every page says so
        request.actor = actor  # type: ignore[attr-defined]  # this is where it becomes an ActorRequest
        remember_device(request, actor)
        if NULL in request.META.get("QUERY_STRING", ""):
            return problem_page(request, 400)
        if getattr(view, "outside_scope", False) or view.__module__.startswith(OUTSIDE):
            return None
        is_open = getattr(view, "open_to_all", False)
        if actor == PUBLIC and not is_open:
            return sign_in_first(request)
        if actor.kind is ActorKind.PERSON and not is_open and not view.__module__.startswith(OWN_PAGES):
            raise Http404
        if asks_first(request, actor, view, is_open=is_open):
            return redirect("portal:safe")
        answer = within_scope(request, view, args, kwargs)
        if actor.kind is ActorKind.PERSON:
            # Nobody who comes to this browser later finds a page of theirs in its store.
            answer.headers.setdefault("Cache-Control", "no-store")
        return answer


def actor_of(request: HttpRequest) -> Actor:
    """Who this session acts as: a worker in a role, a person as themselves, or the public."""
    account = getattr(request, "user", None)
    if account is None or not account.is_authenticated:
        return PUBLIC
    membership_id, person_id = request.session.get("membership_id"), request.session.get("person_id")
    if membership_id:
        return request.session.acting or PUBLIC  # type: ignore[attr-defined]  # our own sessions
    if person_id:
        own = sharing.person_actor(account_id=account.pk, person_id=UUID(person_id))
        return replace(own, helped_by=request.session.get("helper", "")) if own else PUBLIC
    return PUBLIC


def remember_device(request: HttpRequest, actor: Actor) -> None:
    """What the session knows of the device: that it is in use, and whether others look at it."""
    if actor.kind is ActorKind.PERSON or devices.tablet_hub(request):
        devices.keep_up(request)
    if actor.kind is ActorKind.PERSON:
        request.careful = request.session.get("careful", False)  # type: ignore[attr-defined]  # for every page's title


def asks_first(request: HttpRequest, actor: Actor, view: Callable[..., HttpResponse], *, is_open: bool) -> bool:
    """Whether somebody has yet to say that their pages are safe to have. What they send is never held up by it."""
    is_page = actor.kind is ActorKind.PERSON and request.method == "GET" and not is_open
    return is_page and view.__module__ != ASKS_WHETHER_SAFE and not devices.is_settled(request.session)


def sign_in_first(request: HttpRequest) -> HttpResponse:
    """Send them to the sign-in page; if they were sending words, give the words back instead of losing them."""
    if request.method in WRITING:
        return problem_page(request, 403, says=SIGNED_OUT, signed_out=True)
    if getattr(request, "user", None) is not None and request.user.is_authenticated:
        return redirect_to_login(request.get_full_path(), "/start")
    return redirect_to_login(request.get_full_path())


def within_scope(
    request: HttpRequest,
    view: Callable[..., HttpResponse],
    args: list[Any],
    kwargs: dict[str, Any],
    *,
    meant_for: UUID | None = None,
) -> HttpResponse:
    """Call the view inside its actor's transaction; a refusal leaves a trace of its own.

    `meant_for` is whose page it was, where that record was joined into the one the page is about now.
    """
    actor: Actor = request.actor  # type: ignore[attr-defined]
    structlog.contextvars.bind_contextvars(actor=str(actor.membership_id or actor.person_id or actor.kind))
    try:
        scope = acting_as(actor, at=timezone.now(), about=kwargs.get("person_id"))
        with scope, identity.written_for(meant_for):
            return once_only(request, actor, lambda: view(request, *args, **kwargs))
    except Http404:
        if meant_for is not None or "person_id" not in kwargs:
            raise
        return where_they_went(request, view, args, kwargs)
    except NotPermitted as refusal:
        leave_trace_of_refusal(request, actor, refusal)
        raise PermissionDenied from refusal
    except AtRest as rest:
        return problem_page(request, AT_REST_STATUS, says=str(rest))
    except ProgrammingError as problem:
        if AT_REST_POLICY not in str(problem):
            raise
        return problem_page(request, AT_REST_STATUS, says=str(AtRest()))
    except once.WrongKey:
        return problem_page(request, 400, says="This page could not be sent twice. Your words are still here.")


def where_they_went(
    request: HttpRequest, view: Callable[..., HttpResponse], args: list[Any], kwargs: dict[str, Any]
) -> HttpResponse:
    """A page of a record that was joined leads to the one that goes on; what was typed on it is written there.

    Raises Http404 for whoever may not see that one, as for a page that never was.
    """
    actor: Actor = request.actor  # type: ignore[attr-defined]
    with acting_as(actor, at=timezone.now()):
        onto = identity.goes_on_as(kwargs["person_id"])
        if onto in (None, kwargs["person_id"]) or not Person.objects.visible_to(actor).filter(pk=onto).exists():
            raise Http404
    there = {**kwargs, "person_id": onto}
    if request.method in WRITING:
        return within_scope(request, view, args, there, meant_for=kwargs["person_id"])
    name = request.resolver_match.view_name if request.resolver_match else ""
    answer: HttpResponse = redirect(name, **there)
    return answer


def once_only(request: HttpRequest, actor: Actor, answer: Callable[[], HttpResponse]) -> HttpResponse:
    """Answer a reading at once; answer a writing once."""
    if request.method not in WRITING:
        return answer()
    key = once.key_of(request)
    done = once.claim(key, actor=actor, path=request.path, at=timezone.now())
    if done is not None:
        say(request, done.said)
        return done
    before = to_be_said(request)
    response = answer()
    let_go_of_draft(request, actor, response)
    once.settle(key, response, said=[words for words in to_be_said(request) if words not in before])
    return response


def to_be_said(request: HttpRequest) -> list[tuple[int, str, str]]:
    """What the next page will say: level, words, tags. It is still said there."""
    waiting = messages.get_messages(request)
    if not isinstance(waiting, BaseStorage):
        return []
    said = [(message.level, str(message.message), message.extra_tags or "") for message in waiting]
    waiting.used = False
    return said


def say(request: HttpRequest, said: list[tuple[int, str, str]]) -> None:
    """Let the next page say what is not about to be said anyway."""
    before = to_be_said(request)
    for level, words, tags in said:
        if (level, words, tags) not in before:
            messages.add_message(request, level, words, extra_tags=tags)


def let_go_of_draft(request: HttpRequest, actor: Actor, response: HttpResponse) -> None:
    """Words that were kept while they were typed have found their place: their draft ends with it (ADR 0017)."""
    place = request.POST.get("_draft", "")
    if place and actor.account_id and response.status_code == FOUND:
        record.drop_draft(actor, place=place, at=timezone.now())


def leave_trace_of_refusal(request: HttpRequest, actor: Actor, refusal: NotPermitted) -> None:
    """Written after the rollback, in a transaction of its own."""
    route = request.resolver_match.view_name if request.resolver_match else ""
    with acting_as(SYSTEM, at=timezone.now()):
        audit.record(
            actor, "core.refused", subject=_Route(route), at=timezone.now(), detail={"permission": str(refusal)}
        )


class _Route:
    def __init__(self, pk: str) -> None:
        self.pk = pk or "unknown"
