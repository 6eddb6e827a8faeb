"""A double click or a retried request does a thing once."""

from datetime import datetime
from uuid import UUID

from django.db import connection
from django.http import HttpRequest, HttpResponse

from hearth.core.actor import Actor
from hearth.core.models import OnceKey

CLAIM = """
INSERT INTO core_oncekey (key, actor_key, path, status, location, body, made_at)
VALUES (%s, %s, %s, NULL, '', '', %s) ON CONFLICT (key) DO NOTHING
"""


class WrongKey(Exception):
    """A write without a usable key, or with one that belongs to something else."""


def key_of(request: HttpRequest) -> UUID:
    """The key a form or an API call carries. Raises WrongKey."""
    text = request.POST.get("_once") or request.headers.get("Idempotency-Key") or ""
    try:
        return UUID(text)
    except ValueError as problem:
        raise WrongKey("no idempotency key") from problem


def claim(key: UUID, *, actor: Actor, path: str, at: datetime) -> HttpResponse | None:
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
    kind = "application/json" if done.body else None
    response = HttpResponse(done.body, status=done.status, content_type=kind)
    if done.location:
        response["Location"] = done.location
    return response


def settle(key: UUID, response: HttpResponse) -> None:
    """Keep the answer with the key, or free the key if nothing was done (a form that needs mending)."""
    location = response.headers.get("Location", "")
    if location or (request_is_data(response) and response.status_code < 400):
        body = "" if location else response.content.decode()
        OnceKey.objects.filter(pk=key).update(status=response.status_code, location=location, body=body)
    else:
        OnceKey.objects.filter(pk=key).delete()


def request_is_data(response: HttpResponse) -> bool:
    """Whether the answer is data for a machine, not a page."""
    return "json" in response.headers.get("Content-Type", "")
