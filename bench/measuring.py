"""Running rows: ours, the floor and the bare view in turn, so that all three meet the same machine."""

import gc
import math
import time
from collections.abc import Callable, Sequence

from bench.operation import Operation
from bench.result import Result
from bench.statements import counted

WARM_UP = 15


def measure(operation: Operation, rounds_wanted: int) -> Result:
    """Warm up, run every round of the three side by side, count the statements of one more."""
    for place in range(WARM_UP):
        _once(operation, -1 - place)
    _set_aside_what_stays()
    rounds = [_once(operation, place) for place in range(rounds_wanted)]
    with counted() as statements:
        answer = operation.ours(rounds_wanted)
    queries = len(statements)
    ours = [ms for ms, _, _ in rounds]
    floor = percentile([ms for _, ms, _ in rounds], 50)
    bare = percentile([ms for _, _, ms in rounds], 50) if operation.bare else None
    p50, p95, p99 = (percentile(ours, share) for share in (50, 95, 99))
    checks = {
        "p50_ms": (p50, operation.p50_ms),
        "p95_ms": (p95, operation.p95_ms),
        "p99_ms": (p99, operation.p99_ms),
        "bytes": (len(answer.body), operation.most_bytes),
        "bare_ratio": (p50 / bare if bare else None, operation.most_times_bare),
        "queries": (queries, operation.most_queries),
    }
    return Result(
        op=operation.name,
        n=rounds_wanted,
        p50_ms=p50,
        p95_ms=p95,
        p99_ms=p99,
        queries=queries,
        bytes=len(answer.body),
        floor_ms=floor,
        ratio=p50 / floor,
        bare_ms=bare,
        bare_ratio=p50 / bare if bare else None,
        budget={name: most for name, (_, most) in checks.items() if most is not None},
        met=all(found is None or most is None or found <= most for found, most in checks.values()),
        queries_met=operation.most_queries is None or queries <= operation.most_queries,
    )


def _set_aside_what_stays() -> None:
    """What the web server does before it takes requests: what was loaded is never looked through again."""
    gc.collect()
    gc.freeze()


def percentile(times: Sequence[float], share: int) -> float:
    """The smallest time that at least `share` per cent did not exceed."""
    ordered = sorted(times)
    return ordered[max(0, math.ceil(len(ordered) * share / 100) - 1)]


def timed(work: Callable[[int], object], place: int) -> float:
    """Milliseconds one call takes."""
    began = time.perf_counter()
    work(place)
    return (time.perf_counter() - began) * 1000


def _once(operation: Operation, place: int) -> tuple[float, float, float]:
    ours = operation.ours(place).ms
    floor = timed(operation.floor, place)
    bare = operation.bare(place).ms if operation.bare else 0.0
    return ours, floor, bare
