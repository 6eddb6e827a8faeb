"""The picture of a journey of 2,000 entries."""

from bench.operation import Operation
from bench.world import World

MANY = 2_000
# The longest journey of the city is shorter: it is told again, each time a little earlier, until it is long enough.
UNTIL_MANY = """
    INSERT INTO record_entry
    SELECT (jsonb_populate_record(NULL::record_entry, to_jsonb(e) || jsonb_build_object(
               'id', e.new_id, 'root_id', e.new_id, 'source_key', NULL,
               'occurred_at', e.occurred_at - make_interval(days => e.turn)))).*
      FROM (SELECT o.*, turn, gen_random_uuid() AS new_id FROM record_entry o CROSS JOIN generate_series(1, 9) turn
             WHERE o.person_id = %s AND o.replaces_id IS NULL) e
     LIMIT greatest(0, %s - (SELECT count(*) FROM record_entry WHERE person_id = %s))
"""
PICTURE = (
    """
    SELECT id, occurred_at, lane, kind, title, body, author_name, source, ended_at, coded FROM record_entry e
     WHERE person_id = %s AND NOT EXISTS (SELECT 1 FROM record_entry n WHERE n.replaces_id = e.id)
    """,
    """
    SELECT c.from_at, w.given_name, o.name FROM holding_holderchange c
      JOIN organisations_membership m ON m.id = c.holder_id
      JOIN organisations_worker w ON w.id = m.worker_id
      JOIN organisations_organisation o ON o.id = m.organisation_id
     WHERE c.person_id = %s ORDER BY c.id
    """,
    "SELECT * FROM holding_handover WHERE person_id = %s AND status = 'completed'",
)


def journey_picture(world: World) -> Operation:
    """All of it at once, everything that is shown by every entry in it."""
    who = world.long[-1]
    world.ask(UNTIL_MANY, who, MANY, who)

    def floor(_: int) -> None:
        for statement in PICTURE:
            world.ask(statement, who)

    return Operation(
        "journey picture of 2,000 entries",
        ours=lambda _: world.worker.get(f"/people/{who}/journey/picture"),
        floor=floor,
        bare=lambda _: world.bare.get(f"/{who}/journey"),
        most_queries=5,
        p95_ms=250,
        most_bytes=400_000,
        rounds=60,
    )
