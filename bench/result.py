"""What was measured of one operation."""

from dataclasses import dataclass, field
from typing import Any


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
