"""The person's own pages about who may see them and who has looked."""

from collections.abc import Callable
from functools import cache
from importlib import import_module
from uuid import UUID

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection

from bench.operation import Operation
from bench.visitor import Visitor
from bench.world import World
from hearth.core.ids import new_id
from hearth.organisations.models import Account

# Source: issue 5, any portal page.
PORTAL_P95_MS = 80
A_SIGN_IN = """
    INSERT INTO organisations_account (id, password, is_active, made_at, session_stamp)
    VALUES (%s, '!', true, now(), 0)
"""
A_KEY = "INSERT INTO people_portalaccess (id, account_id, person_id, given_at) VALUES (%s, %s, %s, now())"
OF_THE_CIRCLE = (
    "SELECT * FROM sharing_circlechoice WHERE person_id = %s",
    "SELECT * FROM sharing_relationship r LEFT JOIN organisations_team t ON t.id = r.team_id "
    "LEFT JOIN organisations_membership m ON m.id = r.membership_id WHERE person_id = %s AND r.until_at IS NULL",
    "SELECT * FROM people_relation WHERE person_id = %s AND until_on IS NULL",
    "SELECT * FROM sharing_sealing WHERE person_id = %s AND lifted_at IS NULL",
)
LOOKS = "SELECT * FROM sharing_look WHERE person_id = %s AND at > now() - interval '90 days' ORDER BY at DESC"


def circle(world: World) -> Operation:
    """Rings and lists of whoever may know something, and who acts for me."""
    person_id, own = _whose(world), _own(world)
    return Operation(
        "my circle, as a picture",
        ours=lambda _: own().get("/me/circle"),
        floor=lambda _: [world.ask(statement, person_id) for statement in OF_THE_CIRCLE],
        most_queries=17,
        p95_ms=PORTAL_P95_MS,
    )


def shutting_off(world: World) -> Operation:
    """What is read before everyone is shut out."""
    person_id, own = _whose(world), _own(world)
    return Operation(
        "shutting everyone out, before",
        ours=lambda _: own().get("/me/circle/closing"),
        floor=lambda _: [world.ask(statement, person_id) for statement in OF_THE_CIRCLE],
        most_queries=14,
        p95_ms=PORTAL_P95_MS,
    )


def looked(world: World) -> Operation:
    """Who has looked, by day, and what stands out of it."""
    person_id, own = _whose(world), _own(world)
    return Operation(
        "who has looked",
        ours=lambda _: own().get("/me/looked"),
        floor=lambda _: world.ask(LOOKS, person_id),
        most_queries=8,
        p95_ms=PORTAL_P95_MS,
    )


def _whose(world: World) -> UUID:
    """Somebody with a very long journey, if there is one."""
    return (world.long or world.held)[0]


def _own(world: World) -> Callable[[], Visitor]:
    """The same, signed in as themselves the first time they are asked for."""

    @cache
    def own() -> Visitor:
        account_id, person_id = new_id(), _whose(world)
        world.ask(A_SIGN_IN, account_id)
        world.ask(A_KEY, new_id(), account_id, person_id)
        session = _session(Account.objects.get(pk=account_id), person_id)
        connection.close()
        return Visitor(world.worker.application, {settings.SESSION_COOKIE_NAME: session})

    return own


def _session(account: Account, person_id: UUID) -> str:
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY] = str(account.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = account.get_session_auth_hash()
    # They have said that it is safe to have these pages here.
    store.update({"person_id": str(person_id), "ref": str(new_id()), "safe_until": "2999-01-01T00:00:00+00:00"})
    store.create()
    return str(store.session_key)
