"""My Plan and measures of somebody, at the desk."""

from uuid import UUID

from bench.operation import Operation
from bench.world import World

P95_MS = 80
# What earlier rounds brought is kept: the city grows no more by it.
BEGUN = "SELECT count(*) FROM plans_partversion WHERE person_id = %s"
PARTS = """
    INSERT INTO plans_partversion (id, person_id, how, written_by_id, author_name, acting_as, written_at, part, words)
    SELECT gen_random_uuid(), %s, 'with', %s, 'Robin', 'worker', now() - n * interval '1 day', part,
           repeat('The allotment, early. ', 10)
      FROM unnest(ARRAY['about-me', 'what-matters', 'strengths', 'my-people', 'good-days', 'how-to-talk',
                        'keeping-well', 'signs-mine', 'signs-others', 'not-helped', 'arrangements'])
           WITH ORDINALITY AS p (part, n)
"""
GOALS = """
    INSERT INTO plans_goalversion (id, person_id, how, written_by_id, author_name, acting_as, written_at, root_id,
           words, why, next_step, who, state, reason_type, reason_id)
    SELECT id, %s, 'with', %s, 'Robin', 'worker', now() - interval '1 day', id, 'To be outside again.', '',
           'Stand at the gate.', '', 'trying', 'Person', %s
      FROM (SELECT gen_random_uuid() AS id FROM generate_series(1, 5)) g
"""
FILLS = """
    INSERT INTO outcomes_fill (id, person_id, instrument, version, language, mode, filled_by, helped_by, about_type,
           status, answered_on, begun_at, finished_at, recorded_by_id, entry_id)
    SELECT gen_random_uuid(), e.person_id, 'reqol-10', 1, '', 'paper', 'themselves', '', '', 'done',
           e.occurred_at::date, e.recorded_at, e.recorded_at, %s, e.id
      FROM record_entry e WHERE e.person_id = %s AND e.replaces_id IS NULL ORDER BY e.occurred_at DESC LIMIT 12
"""
ANSWERS = """
    INSERT INTO outcomes_answer (id, fill_id, person_id, item, value, answered_at)
    SELECT gen_random_uuid(), f.id, f.person_id, n, 2, now()
      FROM outcomes_fill f, generate_series(1, 10) n WHERE f.person_id = %s
"""
PLAN = (
    "SELECT * FROM plans_partversion WHERE person_id = %s",
    "SELECT * FROM plans_goalversion WHERE person_id = %s",
    "SELECT * FROM plans_wishversion WHERE person_id = %s",
    "SELECT * FROM plans_cardversion WHERE person_id = %s",
    "SELECT * FROM plans_signature WHERE person_id = %s",
)
FILLED = "SELECT * FROM outcomes_fill f LEFT JOIN outcomes_answer a ON a.fill_id = f.id WHERE f.person_id = %s"


def plan(world: World) -> Operation:
    """The plan of somebody with eleven parts and five goals."""
    person = _written(world)
    return Operation(
        "a plan, eleven parts and five goals",
        ours=lambda _: world.worker.get(f"/people/{person}/plan"),
        floor=lambda _: [world.ask(statement, person) for statement in PLAN],
        most_queries=20,
        p95_ms=P95_MS,
        rounds=100,
    )


def measures(world: World) -> Operation:
    """Every measure of somebody who filled one in twelve times."""
    return _filled(world, "measures, one filled in twelve times", "measures", most_queries=12)


def measure(world: World) -> Operation:
    """One measure over time, with its picture."""
    return _filled(world, "one measure over time", "measures/reqol-10", most_queries=14)


def _filled(world: World, name: str, page: str, most_queries: int) -> Operation:
    """A page of theirs beside the bare asking for what they filled in."""
    person = _written(world)
    return Operation(
        name,
        ours=lambda _: world.worker.get(f"/people/{person}/{page}"),
        floor=lambda _: world.ask(FILLED, person),
        most_queries=most_queries,
        p95_ms=P95_MS,
        rounds=100,
    )


def _written(world: World) -> UUID:
    """Somebody this worker holds, with a plan and measures."""
    person: UUID = world.held[1]
    if not world.ask(BEGUN, person)[0][0]:
        by = world.membership.id
        world.ask(PARTS, person, by)
        world.ask(GOALS, person, by, person)
        world.ask(FILLS, by, person)
        world.ask(ANSWERS, person)
        world.ask("VACUUM ANALYZE plans_partversion, plans_goalversion, outcomes_fill, outcomes_answer")
    return person
