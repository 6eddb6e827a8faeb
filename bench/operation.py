"""One row of the table: what is done, by us, by hand and by a bare view, and what the budget allows."""

from collections.abc import Callable
from dataclasses import dataclass

from bench.visitor import Answer

Ours = Callable[[int], Answer]
Other = Callable[[int], object]


@dataclass(frozen=True, slots=True)
class Operation:
    """Something people do. Each callable takes the number of the round, so that no two rounds do the same.

    `most_queries`, `p50_ms`, `p95_ms`, `p99_ms`, `most_bytes` and `most_times_bare` are its budget; None where there is
    none.
    """

    name: str
    ours: Ours
    floor: Other
    bare: Callable[[int], Answer] | None = None
    most_queries: int | None = None
    p50_ms: float | None = None
    p95_ms: float | None = None
    p99_ms: float | None = None
    most_bytes: int | None = None
    most_times_bare: float | None = None
    rounds: int = 200
