"""What every face shares: pages anyone may open, and pages for when something goes wrong."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hearth.core.actor import Actor

View = TypeVar("View", bound=Callable[..., Any])

NEVER_SHOWN = {"csrfmiddlewaretoken", "_once", "password", "password1", "password2", "oldpassword", "code", "login"}


class ActorRequest(HttpRequest):
    """A request whose actor is known. `ScopeMiddleware` makes every request one."""

    actor: Actor


def open_to_all(view: View) -> View:
    """Mark a view that nobody needs to sign in for."""
    view.open_to_all = True  # type: ignore[attr-defined]  # a mark on a function has no type of its own
    return view


def outside_scope(view: View) -> View:
    """Mark a view that reads nothing about people: signing in, health. It is called without a scope."""
    view.outside_scope = True  # type: ignore[attr-defined]  # a mark on a function has no type of its own
    return view


def takes_files(view: View) -> View:
    """Mark a view whose form may carry a file. Everywhere else a file is let fall before it is kept anywhere."""
    view.takes_files = True  # type: ignore[attr-defined]  # a mark on a function has no type of its own
    return view


def typed_words(request: HttpRequest) -> list[tuple[str, str, str]]:
    """What the reader had typed, as (name, label, value), so that an error page can give it back. Never secrets."""
    return [
        (name, name.replace("_", " ").capitalize(), value)
        for name in request.POST
        if name not in NEVER_SHOWN
        for value in request.POST.getlist(name)
        if value
    ]


def problem_page(request: HttpRequest, status: int, *, says: str = "", signed_out: bool = False) -> HttpResponse:
    """An error page that tells the truth and gives back what was typed; to whoever is signed out, how to come back."""
    told = {"says": says, "signed_out": signed_out}
    context = {"typed": typed_words(request), "action": request.get_full_path(), **told}
    return render(request, f"errors/{status}.jinja", context, status=status)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page had been open too long, or came from elsewhere: nothing was saved, and the words are still here."""
    return problem_page(request, 403, says="This page had been open too long. Your words are still here.")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    return problem_page(request, 400)


def not_permitted(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    return problem_page(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: unknown and invisible look the same."""
    return problem_page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: says so, and keeps the words."""
    return problem_page(request, 500)
