"""What became of every row, for people to read and for programs (DESIGN 6)."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from hearth.exchange.codes import Result

SHOWN = 100
PLACES = 5


@dataclass(frozen=True, slots=True)
class Row:
    source: str
    line: int
    result: Result
    reason: str


@dataclass(slots=True)
class Report:
    """Every row of every file, in the order of the files."""

    rows: list[Row] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(self, source: str, line: int, result: Result, reason: str = "") -> None:
        """Say what became of one row."""
        self.rows.append(Row(source, line, result, reason))

    def in_order_of(self, sources: list[str]) -> None:
        """Put the rows into the order of the files they came from."""
        order = {source: number for number, source in enumerate(sources)}
        self.rows.sort(key=lambda row: (order.get(row.source, 0), row.line))

    @property
    def counts(self) -> Counter[Result]:
        return Counter(row.result for row in self.rows)

    @property
    def exit_code(self) -> int:
        """0 if everything was taken, matched or unchanged, 3 if something was held or refused."""
        return 3 if self.counts[Result.HELD] or self.counts[Result.REFUSED] else 0

    def save(self, path: Path) -> None:
        """Write the report as JSON, in the shape DESIGN 6 promises."""
        counts = {result.value: self.counts[result] for result in Result}
        rows = [
            {"source": row.source, "line": row.line, "result": row.result.value, "reason": row.reason}
            for row in self.rows
        ]
        path.write_text(json.dumps({**counts, "rows": rows}, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")

    def lines(self) -> Iterator[str]:
        """The report for the screen: what needs a human, rows of one reason together; then the sums."""
        alike: dict[tuple[str, Result, str], list[int]] = {}
        for row in self.rows:
            if row.result in (Result.HELD, Result.REFUSED):
                alike.setdefault((row.source, row.result, row.reason), []).append(row.line)
        for (source, result, reason), places in list(alike.items())[:SHOWN]:
            yield f"{source}, {_places(places)}: {result.value}. {reason}"
        if len(alike) > SHOWN:
            yield f"and {len(alike) - SHOWN} more reasons: ask for every row with --report FILE."
        yield from self.notes
        yield ", ".join(f"{self.counts[result]:,} {result.value}" for result in Result)


def _places(places: list[int]) -> str:
    first = ", ".join(str(place) for place in places[:PLACES])
    return f"{first} and {len(places) - PLACES:,} more" if len(places) > PLACES else first
