"""The pages of somebody who is beside three people and acts for one of them."""

from uuid import UUID

from bench.operation import Operation, Other
from bench.ops.portal import PORTAL_P95_MS, themselves
from bench.visitor import Visitor
from bench.world import World

# What earlier rounds brought is kept: the city grows no more by it.
BESIDE = "SELECT count(*) FROM sharing_supporting WHERE person_id = %s"
SUPPORTING = """
    INSERT INTO sharing_supporting (id, person_id, about_id, called, relation, since_at)
    SELECT gen_random_uuid(), %s, p, 'Robin', 'sister', now() FROM unnest(%s::uuid[]) p
"""
CHOICES = """
    INSERT INTO sharing_circlechoice (id, person_id, whom_kind, whom_id, level, explained_how, said_by, from_at,
                                      reason, capacity_note)
    SELECT gen_random_uuid(), p, 'supporter', %s, 40, 'over tea', 'person', now(), '', '' FROM unnest(%s::uuid[]) p
"""
PROXY = """
    INSERT INTO sharing_proxy (id, person_id, supporter_id, choice_id, kind, name, evidence, looked, checked_by_id,
                               checked_at)
    SELECT gen_random_uuid(), c.person_id, c.whom_id, c.id, 'granted', 'Jess', '', 'Both records', %s, now()
      FROM sharing_circlechoice c WHERE c.person_id = %s AND c.whom_id = %s
"""
SIGHT = "SELECT sharing_rewrite_sight(p, now()) FROM unnest(%s::uuid[]) p"
WHOM = """
    SELECT s.called, max(v.level) FROM sharing_supporting s
      LEFT JOIN core_sight v ON v.person_id = s.about_id AND v.viewer_id = s.person_id
     WHERE s.person_id = %s GROUP BY s.called, s.about_id
"""
READS = "SELECT * FROM record_entry WHERE person_id = %s ORDER BY occurred_at DESC LIMIT 50"
ACTS = """
    SELECT x.*, c.level FROM sharing_proxy x JOIN sharing_circlechoice c ON c.id = x.choice_id
     WHERE x.person_id = %s AND x.supporter_id = %s
"""


def first_page(world: World) -> Operation:
    """My page, with three people beside whom I am."""
    carer, _, own = _carer(world)
    return _page("a carer's first page", own, "/me", lambda _: world.ask(WHOM, carer), most_queries=26)


def somebody_close(world: World) -> Operation:
    """What somebody shares who shares everything."""
    _, people, own = _carer(world)
    page = f"/me/people/{people[0]}"
    return _page("what somebody lets a carer read", own, page, lambda _: world.ask(READS, people[0]), most_queries=14)


def acting(world: World) -> Operation:
    """What may be done for the one for whom one acts."""
    carer, people, own = _carer(world)
    page = f"/me/people/{people[0]}/acting"
    return _page("acting for somebody", own, page, lambda _: world.ask(ACTS, people[0], carer), most_queries=12)


def _page(name: str, own: Visitor, page: str, floor: Other, *, most_queries: int) -> Operation:
    return Operation(
        name,
        ours=lambda _: own.get(page),
        floor=floor,
        most_queries=most_queries,
        p95_ms=PORTAL_P95_MS,
        rounds=100,
    )


def _carer(world: World) -> tuple[UUID, list[UUID], Visitor]:
    """Who it is, the three beside whom they are, and the browser in which they have signed in."""
    carer, people = world.held[1], list(world.held[2:5])
    if not world.ask(BESIDE, carer)[0][0]:
        world.ask(SUPPORTING, carer, people)
        world.ask(CHOICES, carer, people)
        world.ask(PROXY, world.membership.id, people[0], carer)
        world.ask(SIGHT, people)
    return carer, people, themselves(world, carer)
