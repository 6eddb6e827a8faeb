"""Bringing in lists of people from spreadsheets."""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from datetime import datetime
from io import BufferedReader
from itertools import islice
from pathlib import Path

from hearth.core.actor import SYSTEM
from hearth.core.clocks import day_of
from hearth.core.scope import acting_as
from hearth.exchange.actions.arrivals import Origin
from hearth.exchange.codes import Result
from hearth.exchange.imported import ImportedPerson, Refused
from hearth.exchange.report import Report
from hearth.exchange.runs.intake import Seen, Told, take_people, wait_for_other_imports
from hearth.exchange.runs.keys import fingerprint, fitting
from hearth.exchange.tables.people import person_from
from hearth.exchange.tables.reading import Line, table

PEOPLE_AT_ONCE = 100
KIND = "row of a list"


def bring_in_lists(
    paths: Sequence[Path], *, at: datetime, advance: Callable[[int], None], system: str = "list of people"
) -> Report:
    """Bring in everybody these lists tell of. `system` says whose record numbers they use.

    Each person is taken wholly or not at all. Raises OSError if a file cannot be opened.
    """
    report, seen = Report(), Seen()
    for path in paths:
        told = _told(path, at, system, advance, report)
        while chunk := list(islice(told, PEOPLE_AT_ONCE)):
            with acting_as(SYSTEM, at=at):
                wait_for_other_imports()
                take_people(chunk, seen=seen, report=report, at=at)
    report.in_order_of([str(path) for path in paths])
    return report


def _told(path: Path, at: datetime, system: str, advance: Callable[[int], None], report: Report) -> Iterator[Told]:
    today, source = day_of(at), str(path)
    with path.open("rb") as stream:
        size, done = os.fstat(stream.fileno()).st_size, 0
        for line in _lines(stream, source, report):
            try:
                yield _one(source, line, person_from(_readable(line), today), system)
            except Refused as problem:
                report.add(source, line.number, Result.REFUSED, str(problem))
            here = min(stream.tell(), size)
            advance(here - done)
            done = here
        advance(size - done)


def _lines(stream: BufferedReader, source: str, report: Report) -> Iterator[Line]:
    try:
        with table(stream) as people:
            if people.unused:
                report.notes.append(f"{source}: no place for {', '.join(title[:40] for title in people.unused)}.")
            yield from people.lines
    except Refused as problem:
        report.add(source, 1, Result.REFUSED, str(problem))


def _readable(line: Line) -> dict[str, list[str]]:
    if line.problem:
        raise Refused(line.problem)
    return line.cells


def _one(source: str, line: Line, person: ImportedPerson, system: str) -> Told:
    content = fingerprint({name: str(value) for name, value in asdict(person).items()})
    number = line.cells.get("id")
    key = fitting(f"id:{number[0]}") if number else f"row:{content}"
    return Told(source, line.number, Origin(system, key, KIND, content), person)
