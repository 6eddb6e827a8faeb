"""What row-level security costs: the same pages with the policies on, and by a role they let pass."""

from django.db import connection

from bench.measuring import percentile
from bench.operation import Ours
from bench.result import Result
from bench.world import World
from hearth.core.database import APPLICATION, KEEPER

ROUNDS = 150
TURN = 25
# A new connection plans each statement for these values until it keeps one plan, which takes ten times.
WARM = 12
MOST_PER_CENT = 33.4


def person_page(world: World) -> Result:
    path = "/people/{}".format
    return _with_and_without("row security on the person page", lambda n: world.worker.get(path(world.held[n % 200])))


def journey(world: World) -> Result:
    path = "/bench/journey/{}".format
    long = world.long
    return _with_and_without(
        "row security on the journey (500 as data)", lambda n: world.worker.get(path(long[n % len(long)]))
    )


def _with_and_without(name: str, ours: Ours) -> Result:
    """Turns of 25, so that both meet the same machine; the door (`visible_to`) stays in place in both."""
    times: dict[str, list[float]] = {APPLICATION: [], KEEPER: []}
    for turn in range(ROUNDS // TURN):
        for role, kept in times.items():
            _become(role)
            for place in range(WARM):
                ours(turn * TURN - place)
            kept += [ours(turn * TURN + place).ms for place in range(TURN)]
    _become(APPLICATION)
    with_it, without = percentile(times[APPLICATION], 50), percentile(times[KEEPER], 50)
    cost = (with_it / without - 1) * 100
    return Result(
        name,
        n=ROUNDS,
        p50_ms=with_it,
        p95_ms=percentile(times[APPLICATION], 95),
        p99_ms=percentile(times[APPLICATION], 99),
        floor_ms=without,
        ratio=with_it / without,
        budget={"cost_per_cent": MOST_PER_CENT},
        figures={"without_ms": without, "cost_per_cent": round(cost, 1)},
        met=cost <= MOST_PER_CENT,
    )


def _become(role: str) -> None:
    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]  # PostgreSQL's own
    connection.settings_dict["OPTIONS"]["assume_role"] = role
