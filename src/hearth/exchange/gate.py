"""Where machines come in: who calls, how much, in what form; and what is written down when we do not take it.

No session, no cookie, no form: the key in the header is all there is, so a browser cannot be made to call.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any

import structlog
from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.http.request import UnreadablePostError
from django.utils.timezone import now
from django.views.decorators.csrf import csrf_exempt

from hearth.core.actor import PUBLIC
from hearth.core.knocks import address_of, has_room
from hearth.core.scope import acting_as
from hearth.core.views import outside_scope
from hearth.exchange import machine_queries as queries
from hearth.exchange import machine_rules as rules
from hearth.exchange.actions.sending import note_failure
from hearth.exchange.codes import Door, Fault
from hearth.exchange.machine_rules import Caller, Failure, Refusal

SHOW_A_KEY = "Send your key as “Authorization: Bearer <key>”. An administrator of Hearth can give you one."
DEEPEST = 100

Json = dict[str, Any]  # an object, as JSON gives it
Answers = Callable[..., HttpResponse]


@dataclass(slots=True)
class Call:
    """One call of a machine: when, whose, and what it said as far as it could be read."""

    request: HttpRequest
    at: datetime
    door: Door
    by: Caller | None = None
    body: str = ""

    @property
    def caller(self) -> Caller:
        """Whose machine it is. Only behind a door that asks for a key."""
        if self.by is None:
            raise RuntimeError("this door asks for no key")
        return self.by

    def header(self, name: str) -> str:
        """What a header says; empty without it."""
        return self.request.headers.get(name, "").strip()


def machine_door(
    door: Door, refused: Callable[[Call, Refusal], HttpResponse], *methods: str, keyed: bool = True
) -> Callable[[Answers], Answers]:
    """Make a view that machines call. Whatever is raised in it rolls back, is answered by `refused`, and is kept."""

    def made(view: Answers) -> Answers:
        @wraps(view)
        def answer(request: HttpRequest, **parts: Any) -> HttpResponse:
            call = Call(request, now(), door)
            try:
                return _let_in(call, view, methods, keyed, parts)
            except Refusal as refusal:
                return refused(call, _noted(call, refusal))
            except Exception:
                structlog.get_logger().exception("exchange.failed", door=door.value)
                return refused(call, _noted(call, Refusal(Fault.OURS)))

        return csrf_exempt(outside_scope(answer))

    return made


def _let_in(call: Call, view: Answers, methods: tuple[str, ...], keyed: bool, parts: Json) -> HttpResponse:
    if call.request.method not in methods:
        raise Refusal(Fault.METHOD, f"Use {' or '.join(methods)} here.", allowed=methods)
    if keyed:
        call.by = _recognised(call)
    return view(call, **parts)


def _recognised(call: Call) -> Caller:
    scheme, _, secret = call.header("Authorization").partition(" ")
    if scheme.lower() != "bearer" or not secret.strip():
        raise Refusal(Fault.NO_KEY, SHOW_A_KEY)
    return queries.caller(secret.strip(), at=call.at)


def object_of(call: Call, *media_types: str) -> Json:
    """The JSON object in the body. Raises Refusal for another media type, too much of it, or what is no JSON object."""
    if call.request.content_type not in media_types:
        raise Refusal(Fault.MEDIA_TYPE, f"Send it as {media_types[0]}.")
    text = _text_of(call)
    try:
        told = json.loads(text, parse_constant=_no_number)
        json.dumps(told, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        raise Refusal(Fault.UNREADABLE, "This is not JSON as RFC 8259 has it, in UTF-8.") from None
    if not isinstance(told, dict) or _is_deeper(told, DEEPEST):
        raise Refusal(Fault.UNREADABLE, "Send one JSON object, not nested deeper than anybody could read.")
    call.body = text
    return told


def _text_of(call: Call) -> str:
    try:
        if int(call.request.META.get("CONTENT_LENGTH") or 0) > settings.API_MAX_BYTES:
            raise RequestDataTooBig
        return call.request.body.decode()
    except RequestDataTooBig:
        most = settings.API_MAX_BYTES // 1024
        raise Refusal(Fault.TOO_LARGE, f"There is room for {most} kB here. Send the words, not files.") from None
    except (UnicodeDecodeError, UnreadablePostError, ValueError):
        raise Refusal(Fault.UNREADABLE, "This is not text in UTF-8.") from None


def _no_number(name: str) -> None:
    raise ValueError(name)


def _is_deeper(value: object, depth: int) -> bool:
    if depth == 0:
        return True
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return any(_is_deeper(one, depth - 1) for one in inner)


def _noted(call: Call, refusal: Refusal) -> Refusal:
    """Keep a row of what was lost, in a transaction of its own; a stranger who floods is answered and not kept."""
    if refusal.fault in rules.NOT_A_LOSS or call.request.method != "POST":
        return refusal
    try:
        if call.by is None and not has_room(call.request, place="strangers", rooms=rules.STRANGERS, at=call.at):
            return Refusal(Fault.TOO_MANY, rules.WAIT)
        with acting_as(call.by.actor if call.by else PUBLIC, at=call.at) as scope:
            note_failure(scope.actor, failure=_failure(call, refusal), at=call.at)
    except DatabaseError:
        structlog.get_logger().exception("exchange.failure_not_kept", fault=refusal.fault.value)
    return refusal


def _failure(call: Call, refusal: Refusal) -> Failure:
    request_id = str(structlog.contextvars.get_contextvars().get("request_id", ""))
    key_id = call.by.key_id if call.by else None
    kept = call.body.replace("\x00", "")
    return Failure(call.door, refusal.fault, request_id, key_id, address_of(call.request) or None, kept)
