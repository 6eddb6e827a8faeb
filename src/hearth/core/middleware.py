"""Gives every request an identifier and one line in the log, and counts it; and sends pages on without a trail."""

import time
from collections.abc import Callable
from uuid import UUID, uuid4

import structlog
from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import GZipMiddleware

from hearth.core import first_look, health
from hearth.core.actor import PEOPLE, Actor

Answer = Callable[[HttpRequest], HttpResponse]
# Asked every few seconds by machines; their lines would bury the others.
UNLOGGED = {"healthz", "readyz", "metrics"}


def request_log(get_response: Answer) -> Answer:
    """Middleware: bind `request_id` for everything logged or audited meanwhile, then log how the request ended.

    The line holds the name of the route, never the path or the query, which may hold what somebody typed.
    """
    log = structlog.get_logger()

    def answer(request: HttpRequest) -> HttpResponse:
        request_id = _request_id(request.headers.get("X-Request-ID", ""))
        started = time.perf_counter()
        # Whoever acts is bound further in; named here, it ends with the request and never reaches the next one.
        with structlog.contextvars.bound_contextvars(request_id=request_id, actor="nobody"):
            response = get_response(request)
            seconds = time.perf_counter() - started
            route = _route(request)
            health.count_request(request.method or "", route, response.status_code, seconds)
            if route not in UNLOGGED:
                ms = round(seconds * 1000, 1)
                log.info("http.request", method=request.method, route=route, status=response.status_code, ms=ms)
        response["X-Request-ID"] = request_id
        return response

    return answer


def one_place(get_response: Answer) -> Answer:
    """Middleware: a form sent by the page itself is told where to go next, so that the browser keeps no trail of it."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if "Hearth-One-Place" in request.headers and "Location" in response:
            response["Hearth-Goes-To"] = response["Location"]
            del response["Location"]
            response.status_code = 204
        return response

    return answer


def lighter(get_response: Answer) -> Answer:
    """Middleware: pages for people travel compressed, for old phones on slow lines. A desk has a line of its own."""
    compress = GZipMiddleware(get_response)

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        actor: Actor | None = getattr(request, "actor", None)
        if actor is not None and actor.kind in PEOPLE and not response.streaming:
            if first_look.is_brought(request):
                first_look.let_through(response)
            compress.process_response(request, response)
        return response

    return answer


def _request_id(offered: str) -> str:
    """The caller's own identifier if it is a UUID, so that a request can be followed across systems; else a new one."""
    try:
        return str(UUID(offered))
    except ValueError:
        return str(uuid4())


def _route(request: HttpRequest) -> str:
    match = request.resolver_match
    return (match.view_name or "unnamed") if match else "none"
