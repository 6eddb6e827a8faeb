"""The person's own pages: the first, their journey, who may see them and who has looked."""

from collections.abc import Callable, Sequence
from functools import cache
from uuid import UUID

from bench.operation import Operation
from bench.visitor import Visitor, signed_in_as_themselves
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
# Twenty looks a day for ninety days, by twelve people in turn: more than most records meet.
LOOKED_AT, BY_HOW_MANY = 1_800, 12
LOOKED_BEFORE = "SELECT count(*) FROM sharing_look WHERE person_id = %s"
LOOKING = """
    WITH who AS (
        SELECT m.id, w.given_name || ' ' || w.family_name AS name, o.name AS organisation, row_number() OVER () - 1 AS n
          FROM organisations_membership m JOIN organisations_worker w ON w.id = m.worker_id
          JOIN organisations_organisation o ON o.id = m.organisation_id LIMIT %s
    )
    INSERT INTO sharing_look (id, person_id, at, membership_id, name, role_words, organisation_name, what, reason)
    SELECT gen_random_uuid(), %s, now() - number * interval '70 minutes', who.id, who.name, 'Clinician',
           who.organisation, 'journey', 'to be alongside'
      FROM generate_series(1, %s) AS number JOIN who ON who.n = number %% %s
"""
OF_ME = (
    "SELECT h.*, o.name FROM holding_holding h JOIN organisations_hub o ON o.id = h.hub_id WHERE h.person_id = %s",
    "SELECT * FROM core_clock WHERE person_id = %s AND stopped_at IS NULL ORDER BY due_at LIMIT 5",
    "SELECT * FROM record_entry WHERE person_id = %s ORDER BY occurred_at DESC LIMIT 1",
    "SELECT * FROM plans_cardversion WHERE person_id = %s ORDER BY written_at DESC LIMIT 1",
    "SELECT * FROM sharing_look WHERE person_id = %s ORDER BY at DESC LIMIT 1",
)
MY_JOURNEY = "SELECT * FROM record_entry WHERE person_id = %s ORDER BY occurred_at DESC"
LOOKS = "SELECT * FROM sharing_look WHERE person_id = %s AND at > now() - interval '90 days' ORDER BY at DESC"


def first_page(world: World) -> Operation:
    """What somebody reads first: what comes next, who is alongside, and the way to everything."""
    return _page(world, "my page", "/me", OF_ME, most_queries=26)


def journey(world: World) -> Operation:
    """My journey, whole: the picture of it, and the newest in everybody's words."""
    return _page(world, "my journey", "/me/journey", (MY_JOURNEY,), most_queries=10)


def circle(world: World) -> Operation:
    """Rings and lists of whoever may know something, and who acts for me."""
    return _page(world, "my circle, as a picture", "/me/circle", OF_THE_CIRCLE, most_queries=17)


def shutting_off(world: World) -> Operation:
    """What is read before everyone is shut out."""
    return _page(world, "shutting everyone out, before", "/me/circle/closing", OF_THE_CIRCLE, most_queries=14)


def looked(world: World) -> Operation:
    """Who has looked, by day, and what stands out of it, at somebody in whose record many work every day."""
    person_id = _whose(world)
    if world.ask(LOOKED_BEFORE, person_id)[0][0] < LOOKED_AT:
        world.ask(LOOKING, BY_HOW_MANY, person_id, LOOKED_AT, BY_HOW_MANY)
    return _page(world, "who has looked", "/me/looked", (LOOKS,), most_queries=10)


def _page(world: World, name: str, path: str, facts: Sequence[str], *, most_queries: int) -> Operation:
    """One page of somebody's own, beside the facts of it by hand."""
    person_id, own = _whose(world), _own(world)
    return Operation(
        name,
        ours=lambda _: own().get(path),
        floor=lambda _: [world.ask(statement, person_id) for statement in facts],
        most_queries=most_queries,
        p95_ms=PORTAL_P95_MS,
    )


def _whose(world: World) -> UUID:
    """Somebody with a very long journey, if there is one."""
    return (world.long or world.held)[0]


def _own(world: World) -> Callable[[], Visitor]:
    """The same, signed in as themselves the first time they are asked for."""
    return cache(lambda: themselves(world, _whose(world)))


def themselves(world: World, person_id: UUID) -> Visitor:
    """Somebody who has signed in as themselves."""
    account_id = new_id()
    world.ask(A_SIGN_IN, account_id)
    world.ask(A_KEY, new_id(), account_id, person_id)
    return Visitor(world.worker.application, signed_in_as_themselves(Account.objects.get(pk=account_id), person_id))
