"""The table on the screen, and the list for a machine."""

import json
from collections.abc import Sequence
from pathlib import Path

from bench.result import Result

HEADS = (
    "operation",
    "p50",
    "p95",
    "p99",
    "at most",
    "SQL",
    "most",
    "kB",
    "floor",
    "x floor",
    "bare",
    "x bare",
    "most",
    "",
)
WIDTHS = (46, 7, 7, 7, 16, 4, 5, 6, 7, 8, 7, 7, 5, 7)


TIMES = ("p50_ms", "p95_ms", "p99_ms")


def table(results: Sequence[Result]) -> str:
    """One line a row: what was measured beside what is allowed."""
    return "\n".join([_line(HEADS), "-" * sum(WIDTHS), *(line for result in results for line in _lines(result))])


def write_json(path: Path, results: Sequence[Result]) -> None:
    """The list DESIGN 6 promises."""
    path.write_text(json.dumps([result.as_row() for result in results], indent=2) + "\n", encoding="utf-8")


def _lines(result: Result) -> list[str]:
    most = result.budget
    allowed = " ".join(f"{name.removesuffix('_ms')}:{most[name]:g}" for name in TIMES if name in most)
    cells = (
        result.op,
        *map(_ms, (result.p50_ms, result.p95_ms, result.p99_ms)),
        allowed,
        _plain(result.queries),
        _plain(most.get("queries")),
        _plain(result.bytes and round(result.bytes / 1024)),
        _ms(result.floor_ms),
        _times(result.ratio),
        _ms(result.bare_ms),
        _times(result.bare_ratio),
        _plain(most.get("bare_ratio")),
        {True: "met", False: "MISSED", None: ""}[result.met],
    )
    said = [f"    {name}: {value}" for name, value in result.figures.items()]
    return [_line(cells), *said]


def _line(cells: Sequence[str]) -> str:
    first, *others = cells
    return first[: WIDTHS[0]].ljust(WIDTHS[0]) + "".join(
        cell.rjust(width) for cell, width in zip(others, WIDTHS[1:], strict=True)
    )


def _ms(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}" if value < 10 else f"{value:.1f}"


def _times(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"


def _plain(value: float | None) -> str:
    return "" if value is None else f"{value:g}"
