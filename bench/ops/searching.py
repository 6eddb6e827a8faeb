"""Searching what was written: a word that stands everywhere, one in a hundred entries, one in two thousand."""

from bench.operation import Operation
from bench.world import World

WORDS = ("talked", "allotment", "oboe", '"the garden on Thursday"', "allotment oboe")
MOST_MS = 150
# By hand, past every rule: the newest twenty-one.
AMONG = """
    SELECT w.entry_id FROM record_entrywords w
     WHERE w.words @@ websearch_to_tsquery('english', %s) AND w.person_id = ANY(%s)
     ORDER BY w.occurred_at DESC, w.entry_id DESC LIMIT 21
"""
ANYWHERE = AMONG.replace("AND w.person_id = ANY(%s)", "")


def word(place: int) -> str:
    return WORDS[place % len(WORDS)]


def among_those_i_hold(world: World) -> Operation:
    return Operation(
        "search my people's entries",
        ours=lambda place: world.worker.post("/search", {"words": word(place), "among": "held"}, expect=200),
        floor=lambda place: world.ask(AMONG, word(place), world.held),
        most_queries=9,
        p50_ms=60,
        p95_ms=MOST_MS,
    )


def among_everybody(world: World) -> Operation:
    return Operation(
        "search everybody's entries",
        ours=lambda place: world.worker.post("/search", {"words": word(place), "among": "all"}, expect=200),
        floor=lambda place: world.ask(ANYWHERE, word(place)),
        most_queries=8,
        p50_ms=60,
        p95_ms=MOST_MS,
    )


def one_journey(world: World) -> Operation:
    def path(place: int) -> str:
        return f"/people/{world.long[place % len(world.long)]}/search"

    return Operation(
        "search one long journey",
        ours=lambda place: world.worker.post(path(place), {"words": word(place)}, expect=200),
        floor=lambda place: world.ask(AMONG, word(place), [world.long[place % len(world.long)]]),
        most_queries=9,
        p50_ms=40,
        p95_ms=MOST_MS,
    )
