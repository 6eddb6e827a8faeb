"""Opening somebody's page, reading their journey, and the day's worklist."""

from bench.operation import Operation
from bench.world import World

FIRST_SCREEN = (
    "SELECT * FROM people_person WHERE id = %s",
    "SELECT given, family FROM people_personname WHERE person_id = %s AND use = 'official' AND until_on IS NULL",
    "SELECT value FROM people_identifier WHERE person_id = %s AND system = 'nhs-number'",
    "SELECT * FROM people_need WHERE person_id = %s AND until_on IS NULL",
    "SELECT * FROM record_healthfact WHERE person_id = %s AND ended_on IS NULL ORDER BY kind, said_on DESC",
    "SELECT * FROM record_safetynote WHERE person_id = %s AND ended_on IS NULL AND review_on >= current_date",
    "SELECT * FROM holding_holding h JOIN organisations_membership m ON m.id = h.holder_id "
    "JOIN organisations_worker w ON w.id = m.worker_id JOIN organisations_hub b ON b.id = h.hub_id "
    "WHERE h.person_id = %s",
    "SELECT * FROM core_clock WHERE person_id = %s AND stopped_at IS NULL ORDER BY due_at LIMIT 6",
    "SELECT * FROM sharing_relationship r LEFT JOIN organisations_team t ON t.id = r.team_id "
    "LEFT JOIN organisations_membership m ON m.id = r.membership_id WHERE person_id = %s AND r.until_at IS NULL",
    "SELECT * FROM people_relation WHERE person_id = %s",
    "SELECT * FROM people_contact WHERE person_id = %s AND until_on IS NULL",
    "SELECT * FROM record_entry e WHERE person_id = %s AND NOT EXISTS (SELECT 1 FROM record_entry n "
    "WHERE n.replaces_id = e.id) ORDER BY occurred_at DESC, id DESC LIMIT 5",
    "SELECT c.level, o.name FROM sharing_circlechoice c JOIN organisations_organisation o ON o.id = c.whom_id "
    "WHERE person_id = %s AND until_at IS NULL",
)
ENTRIES = """
    SELECT id, kind, occurred_at, author_name, acting_as, lane, title, body FROM record_entry e
     WHERE person_id = %s AND NOT EXISTS (SELECT 1 FROM record_entry n WHERE n.replaces_id = e.id)
     ORDER BY occurred_at DESC, id DESC LIMIT %s
"""
WORKLIST = """
    SELECT h.person_id, p.known_as, h.status, h.since_at, e.occurred_at, e.kind
      FROM holding_holding h
      JOIN people_person p ON p.id = h.person_id
      LEFT JOIN LATERAL (SELECT occurred_at, kind FROM record_entry e WHERE e.person_id = h.person_id
                          ORDER BY occurred_at DESC, id DESC LIMIT 1) e ON true
     WHERE h.holder_id = %s ORDER BY h.since_at LIMIT 200
"""
# The city is old: most people of a hub were welcomed long ago. The newest two hundred are being welcomed still; those
# before them, whom earlier rounds brought too, were welcomed by now, six hundred in the last quarter of a year.
TWO_HUNDRED_WAIT = """
    WITH theirs AS (
           SELECT r.id, r.person_id, row_number() OVER (ORDER BY r.received_at DESC, r.id) AS place
             FROM front_door_referral r JOIN holding_holding t ON t.person_id = r.person_id
            WHERE r.hub_id = %s AND t.status IN ('welcoming', 'supported', 'resting')),
         held AS (
           UPDATE holding_holding h SET status = CASE WHEN theirs.place <= 200 THEN 'welcoming' ELSE 'supported' END
             FROM theirs WHERE h.person_id = theirs.person_id)
    UPDATE front_door_referral r
       SET status = 'welcomed', ended_at = now() - (place - 200) * interval '91 days' / 600,
           read_at = r.received_at, read_by_id = %s
      FROM theirs WHERE r.id = theirs.id AND theirs.place > 200
"""
WAITING = """
    SELECT r.id, r.person_id, p.known_as, r.route, r.received_at, r.read_at, w.given_name, c.definition, c.due_at,
           c.stopped_at, j.urgency, b.starts_at
      FROM front_door_referral r
      JOIN holding_holding h ON h.person_id = r.person_id
      JOIN people_person p ON p.id = r.person_id
      LEFT JOIN organisations_membership m ON m.id = h.holder_id
      LEFT JOIN organisations_worker w ON w.id = m.worker_id
      LEFT JOIN core_clock c ON c.person_id = r.person_id AND c.subject_type = 'Referral'
      LEFT JOIN front_door_urgencyjudgement j ON j.referral_id = r.id
      LEFT JOIN front_door_booking b ON b.referral_id = r.id AND b.outcome = ''
     WHERE r.hub_id = %s AND r.status = 'received' AND h.status = 'welcoming' ORDER BY r.received_at LIMIT 400
"""


def person_page(world: World) -> Operation:
    def floor(place: int) -> None:
        for statement in FIRST_SCREEN:
            world.ask(statement, world.held[place % len(world.held)])

    return Operation(
        "person page",
        ours=lambda place: world.worker.get(f"/people/{world.held[place % len(world.held)]}"),
        floor=floor,
        most_queries=12,
        p50_ms=25,
        p99_ms=60,
    )


def journey_page(world: World) -> Operation:
    who = world.long
    return Operation(
        "journey, 50 entries as a page",
        ours=lambda place: world.worker.get(f"/people/{who[place % len(who)]}/journey"),
        floor=lambda place: world.ask(ENTRIES, who[place % len(who)], 51),
        bare=lambda place: world.bare.get(f"/{who[place % len(who)]}/journey"),
        most_queries=5,
        p50_ms=15,
        p99_ms=40,
        most_times_bare=0.4,
    )


def journey_data(world: World) -> Operation:
    who = world.long
    return Operation(
        "journey, 500 entries as data",
        ours=lambda place: world.worker.get(f"/bench/journey/{who[place % len(who)]}"),
        floor=lambda place: world.ask(ENTRIES, who[place % len(who)], 500),
        bare=lambda place: world.bare.get(f"/{who[place % len(who)]}/journey.json"),
        most_queries=4,
        p50_ms=8,
        p99_ms=20,
        most_times_bare=1.5,
    )


def worklist(world: World) -> Operation:
    return Operation(
        "worklist of 200 people",
        ours=lambda _: world.worker.get("/desk"),
        floor=lambda _: world.ask(WORKLIST, world.membership.id),
        bare=lambda _: world.bare.get("/worklist"),
        most_queries=5,
        p50_ms=34,
        p99_ms=60,
        most_times_bare=1.2,
        rounds=100,
    )


def inbox(world: World) -> Operation:
    world.ask(TWO_HUNDRED_WAIT, world.membership.hub_id, world.membership.id)
    world.ask("VACUUM ANALYZE front_door_referral, holding_holding")
    return Operation(
        "inbox of a hub with 200 open referrals",
        ours=lambda _: world.worker.get("/referrals"),
        floor=lambda _: world.ask(WAITING, world.membership.hub_id),
        most_queries=3,
        p50_ms=45,
        p99_ms=60,
        rounds=100,
    )
