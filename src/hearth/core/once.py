"""A double click or a retried request does a thing once."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.http import HttpRequest, HttpResponse

from hearth.core.actor import Actor
from hearth.core.models import OnceKey

CLAIM = """
INSERT INTO core_oncekey (key, actor_key, path, status, location, body, said, made_at)
VALUES (%s, %s, %s, NULL, '', '', '[]', %s) ON CONFLICT (key) DO NOTHING
"""


class WrongKey(Exception):
    """A write without a usable key, or with one that belongs to something else."""


class Answered(HttpResponse):
    """What was answered the first time. `said` is what the page after it was to say: level, words, tags."""

    said: list[tuple[int, str, str]]

    def __init__(self, done: OnceKey, **more: Any) -> None:
        super().__init__(done.body, status=done.status, **more)
        self.said = [(level, words, tags) for level, words, tags in done.said]
        if done.location:
            self["Location"] = done.location


def key_of(request: HttpRequest) -> UUID:
    """The key a form or an API call carries. Raises WrongKey."""
    text = request.POST.get("_once") or request.headers.get("Idempotency-Key") or ""
    try:
        return UUID(text)
    except ValueError as problem:
        raise WrongKey("no idempotency key") from problem


def claim(key: UUID, *, actor: Actor, path: str, at: datetime) -> Answered | None:
    """Take the key in the writing transaction. None means go on; a response means it was already done.

    A second request with the same key waits here until the first has committed or rolled back.
    Raises WrongKey if the key was used by someone else or elsewhere.
    """
    owner = str(actor.membership_id or actor.person_id or actor.account_id or actor.organisation_id or actor.kind)
    with connection.cursor() as cursor:
        cursor.execute(CLAIM, [key, owner, path, at])
        if cursor.rowcount:
            return None
    done = OnceKey.objects.get(pk=key)
    if (done.actor_key, done.path) != (owner, path) or done.status is None:
        raise WrongKey("this key was used for something else")
    return Answered(done, content_type="application/json" if done.body else None)


def settle(key: UUID, response: HttpResponse, *, said: Iterable[tuple[int, str, str]] = ()) -> None:
    """Keep the answer with the key, or free the key if nothing was done (a form that needs mending).

    `said` is what the next page says of it: level, words, tags. A second click takes the first one's page away
    before anybody saw it, so the answer to the second must say it too.
    """
    location = response.headers.get("Location", "")
    if location or (request_is_data(response) and response.status_code < 400):
        body = "" if location else response.content.decode()
        kept = {"status": response.status_code, "location": location, "body": body, "said": list(said)}
        OnceKey.objects.filter(pk=key).update(**kept)
    else:
        OnceKey.objects.filter(pk=key).delete()


def request_is_data(response: HttpResponse) -> bool:
    """Whether the answer is data for a machine, not a page."""
    return "json" in response.headers.get("Content-Type", "")
