"""Running rows: ours, the floor and the bare view in turn, so that all three meet the same machine."""

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from bench.operation import Operation
from bench.statements import counted

WARM_UP = 15


@dataclass(frozen=True, slots=True)
class Result:
    """What was measured of one operation. Times are milliseconds on the server; None where there is nothing to say."""

    op: str
    n: int
    p50_ms: float | None = None
    p95_ms: float | None = None
    p99_ms: float | None = None
    queries: int | None = None
    bytes: int | None = None
    floor_ms: float | None = None
    ratio: float | None = None
    bare_ms: float | None = None
    bare_ratio: float | None = None
    budget: dict[str, float] = field(default_factory=dict)
    figures: dict[str, Any] = field(default_factory=dict)
    met: bool | None = None
    queries_met: bool = True

    def as_row(self) -> dict[str, Any]:
        """The row of the JSON list: the stable keys first, then ours."""
        names = ["op", "n", "p50_ms", "p95_ms", "p99_ms", "queries", "bytes", "floor_ms", "ratio"]
        more = ["bare_ms", "bare_ratio", "budget", "met"]
        return {name: getattr(self, name) for name in [*names, *more]} | self.figures


def measure(operation: Operation) -> Result:
    """Warm up, run every round of the three side by side, count the statements of one more."""
    for place in range(WARM_UP):
        _once(operation, -1 - place)
    rounds = [_once(operation, place) for place in range(operation.rounds)]
    with counted() as statements:
        answer = operation.ours(operation.rounds)
    queries = len(statements) if operation.who_asks_counts else statements.beyond_who_asks
    ours = [ms for ms, _, _ in rounds]
    floor = percentile([ms for _, ms, _ in rounds], 50)
    bare = percentile([ms for _, _, ms in rounds], 50) if operation.bare else None
    p50, p95, p99 = (percentile(ours, share) for share in (50, 95, 99))
    checks = {
        "p50_ms": (p50, operation.p50_ms),
        "p99_ms": (p99, operation.p99_ms),
        "bare_ratio": (p50 / bare if bare else None, operation.most_times_bare),
        "queries": (queries, operation.most_queries),
    }
    return Result(
        op=operation.name,
        n=operation.rounds,
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
        figures={} if operation.who_asks_counts else {"queries_with_who_asks": len(statements)},
        met=all(found is None or most is None or found <= most for found, most in checks.values()),
        queries_met=operation.most_queries is None or queries <= operation.most_queries,
    )


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
