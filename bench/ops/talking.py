"""Messages of both sides: my own page of them, and everybody who waits for an answer."""

from uuid import UUID

from bench.operation import Operation
from bench.ops.portal import themselves
from bench.world import World

# What earlier rounds brought is kept: the city grows no more by it.
BEGUN = "SELECT count(*) FROM messaging_thread WHERE person_id = ANY(%s)"
THREADS = """
    INSERT INTO messaging_thread (id, person_id, about, begun_by, begun_at, last_at, waits_for_id, waits_since_at)
    SELECT gen_random_uuid(), p, 'The flat', 'Robin', now() - n * interval '1 day', now() - n * interval '1 day',
           CASE WHEN n = 1 THEN gen_random_uuid() END, CASE WHEN n = 1 THEN now() - interval '1 day' END
      FROM unnest(%s::uuid[]) p, generate_series(1, 10) n
"""
MESSAGES = """
    INSERT INTO messaging_threadmessage
           (id, thread_id, person_id, side, author_id, author_name, acting_as, words, said_at)
    SELECT gen_random_uuid(), t.id, t.person_id, CASE WHEN n %% 2 = 0 THEN 'team' ELSE 'person' END,
           CASE WHEN n %% 2 = 0 THEN %s::uuid END, 'Robin', '', repeat('A letter about the flat came. ', 5),
           t.last_at - n * interval '1 hour'
      FROM messaging_thread t, generate_series(1, 10) n WHERE t.person_id = ANY(%s)
"""
MINE = """
    SELECT t.*, m.side, m.said_at FROM messaging_thread t JOIN messaging_threadmessage m ON m.thread_id = t.id
     WHERE t.person_id = %s ORDER BY t.last_at DESC, m.said_at
"""
WAITING = """
    SELECT t.id, p.known_as, t.about, t.waits_since_at, w.given_name FROM messaging_thread t
      JOIN people_person p ON p.id = t.person_id
      LEFT JOIN holding_holding h ON h.person_id = t.person_id
      LEFT JOIN organisations_membership m ON m.id = h.holder_id LEFT JOIN organisations_worker w ON w.id = m.worker_id
     WHERE t.waits_since_at IS NOT NULL ORDER BY t.waits_since_at LIMIT 200
"""


def my_messages(world: World) -> Operation:
    """The page of somebody with ten threads of ten messages each."""
    _talk(world)
    person = world.held[0]
    herself = themselves(world, person)
    return Operation(
        "my messages, ten threads of ten",
        ours=lambda _: herself.get("/me/messages"),
        floor=lambda _: world.ask(MINE, person),
        most_queries=12,
        p95_ms=80,
        rounds=100,
    )


def waiting_for_an_answer(world: World) -> Operation:
    """Two hundred people who wrote to a worker of whom each waits in one thread."""
    _talk(world)
    return Operation(
        "200 who wait for an answer to a message",
        ours=lambda _: world.worker.get("/desk/messages"),
        floor=lambda _: world.ask(WAITING),
        most_queries=8,
        p95_ms=80,
        rounds=100,
    )


def one_thread(world: World) -> Operation:
    """A thread of ten messages, read by whoever holds its person: reading it is told to them, too."""
    _talk(world)
    person = world.held[0]
    thread = world.ask("SELECT id FROM messaging_thread WHERE person_id = %s ORDER BY last_at LIMIT 1", person)[0][0]
    return Operation(
        "one thread of ten messages, at the desk",
        ours=lambda _: world.worker.get(f"/people/{person}/threads/{thread}"),
        floor=lambda _: world.ask(MINE, person),
        most_queries=14,
        p95_ms=80,
        rounds=100,
    )


def _talk(world: World) -> None:
    held: list[UUID] = list(world.held)
    if not world.ask(BEGUN, held)[0][0]:
        world.ask(THREADS, held)
        world.ask(MESSAGES, world.membership.id, held)
        world.ask("VACUUM ANALYZE messaging_thread, messaging_threadmessage")
