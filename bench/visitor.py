"""Somebody at the door of the running application: whole requests through the whole chain, without a network."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.test import RequestFactory

from hearth.organisations.models import Account

SECRET = "b" * 32  # a CSRF secret; the form sends the same back
FOR_EVER = "2999-01-01T00:00:00+00:00"
REQUESTS = RequestFactory(SERVER_NAME="localhost")
Application = Callable[[dict[str, Any], Callable[..., Any]], Any]


class NotAnswered(Exception):
    """A measured request did not end as it should; its time would mean nothing."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, and how long the server took, in milliseconds."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    ms: float


@dataclass(slots=True)
class Visitor:
    """A browser's cookies and the application they belong to."""

    application: Application
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, *, expect: int = 200) -> Answer:
        return self._ask(REQUESTS.get(path), expect)

    def post(self, path: str, fields: Mapping[str, str], *, expect: int = 302) -> Answer:
        body = {**fields, "csrfmiddlewaretoken": SECRET, "_once": str(uuid4())}
        return self._ask(REQUESTS.post(path, body), expect)

    def send(self, path: str, told: Mapping[str, Any], *, key: str, expect: int = 201) -> Answer:
        """What another system sends: JSON, by a key."""
        headers = {"Authorization": f"Bearer {key}", "Idempotency-Key": str(uuid4())}
        return self._ask(REQUESTS.post(path, told, content_type="application/json", headers=headers), expect)

    def _ask(self, request: Any, expect: int) -> Answer:
        cookies = {**self.cookies, settings.CSRF_COOKIE_NAME: SECRET}
        environ = {**request.environ, "HTTP_COOKIE": "; ".join(f"{name}={value}" for name, value in cookies.items())}
        answer = served(self.application, environ)
        if answer.status != expect:
            path = environ["PATH_INFO"]
            raise NotAnswered(f"{path} answered {answer.status}, not {expect}: {answer.body[:600].decode()}")
        return answer


def served(application: Application, environ: dict[str, Any]) -> Answer:
    """One request as a WSGI server makes it, timed from the first middleware to the closed response."""
    heard: dict[str, Any] = {}

    def start_response(status: str, headers: list[tuple[str, str]], *_: Any) -> None:
        heard.update(status=int(status[:3]), headers=dict(headers))

    began = time.perf_counter()
    response = application(environ, start_response)
    body = b"".join(response)
    response.close()
    ms = (time.perf_counter() - began) * 1000
    return Answer(heard["status"], heard["headers"], body, ms)


def signed_in(account: Account, membership_id: UUID, *, engine: str = settings.SESSION_ENGINE) -> dict[str, str]:
    """The cookie of a worker who has signed in and chosen what to act as, in the sessions of either application."""
    return _cookie(account, engine, membership_id=membership_id)


def signed_in_as_themselves(account: Account, person_id: UUID) -> dict[str, str]:
    """The cookie of a person who has signed in to their own pages, and has said that it is safe to."""
    return _cookie(account, settings.SESSION_ENGINE, person_id=person_id, ref=uuid4(), safe_until=FOR_EVER)


def _cookie(account: Account, engine: str, **acting: UUID | str) -> dict[str, str]:
    store = import_module(engine).SessionStore()
    store[SESSION_KEY] = str(account.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = account.get_session_auth_hash()
    store.update({name: str(key) for name, key in acting.items()})
    store.create()
    return {settings.SESSION_COOKIE_NAME: store.session_key}
