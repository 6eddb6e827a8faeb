"""Bringing in FHIR files: first what has a name, then the people, then what is told of them."""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from hearth.core.actor import SYSTEM
from hearth.core.clocks import day_of
from hearth.core.scope import acting_as
from hearth.exchange.actions.arrivals import Origin
from hearth.exchange.codes import Result
from hearth.exchange.fhir.reading import Item, items
from hearth.exchange.fhir.resources import PATIENT, kind_of, mapped
from hearth.exchange.fhir.values import Around
from hearth.exchange.imported import ImportedPerson, Refused
from hearth.exchange.report import Report
from hearth.exchange.runs.intake import Outcome, Seen, Told, take_people, wait_for_other_imports
from hearth.exchange.runs.keys import fingerprint_of, key_of
from hearth.exchange.runs.names import Names
from hearth.exchange.runs.things import Found, Things

PEOPLE_AT_ONCE = 100
THINGS_AT_ONCE = 2000
PASSES = 3

Advance = Callable[[int], None]


def bring_in_fhir(paths: Sequence[Path], *, at: datetime, advance: Advance, system: str = "fhir") -> Report:
    """Bring in everything these files tell. `system` says whose ids they use; `advance` is told the bytes read.

    Each file is read three times, one item in memory at a time. Each person, and each thing told of somebody, is
    taken wholly or not at all. Raises OSError if a file cannot be opened.
    """
    run = _Run(paths, at, system, advance, Names(system, day_of(at)))
    for one in run.found(say_what_is_unreadable=True):
        run.names.learn(one.source, one.address, one.origin.key, one.resource)
    run.in_chunks(lambda kind: kind == PATIENT, PEOPLE_AT_ONCE, run.take_patients)
    run.in_chunks(lambda kind: kind != PATIENT, THINGS_AT_ONCE, run.take_things)
    run.report.in_order_of([str(path) for path in paths])
    return run.report


@dataclass(slots=True)
class _Run:
    paths: Sequence[Path]
    at: datetime
    system: str
    advance: Advance
    names: Names
    report: Report = field(default_factory=Report)
    seen: Seen = field(default_factory=Seen)

    def found(self, *, say_what_is_unreadable: bool = False) -> Iterator[Found]:
        for path in self.paths:
            with path.open("rb") as stream:
                done = 0
                for item in items(stream):
                    looked_at = self.look_at(str(path), item)
                    if isinstance(looked_at, Found):
                        yield looked_at
                    elif say_what_is_unreadable:
                        self.report.add(str(path), item.place, *looked_at)
                    self.advance(stream.tell() - done)
                    done = stream.tell()
                self.advance(os.fstat(stream.fileno()).st_size - done)

    def look_at(self, source: str, item: Item) -> Found | Outcome:
        if item.resource is None:
            return (Result.UNCHANGED if item.empty else Result.REFUSED), item.problem
        try:
            kind, content = kind_of(item.resource), fingerprint_of(item.resource)
        except Refused as problem:
            return Result.REFUSED, str(problem)
        key = key_of(item.resource, item.address, content)
        return Found(source, item.place, item.resource, item.address, Origin(self.system, key, kind, content))

    def in_chunks(self, wanted: Callable[[str], bool], size: int, take: Callable[[list[Found]], None]) -> None:
        chunk: list[Found] = []
        for one in self.found():
            if wanted(one.origin.kind):
                chunk.append(one)
            if len(chunk) == size:
                self.in_one_transaction(chunk, take)
                chunk = []
        if chunk:
            self.in_one_transaction(chunk, take)

    def in_one_transaction(self, chunk: list[Found], take: Callable[[list[Found]], None]) -> None:
        with acting_as(SYSTEM, at=self.at):
            wait_for_other_imports()
            take(chunk)

    def take_patients(self, chunk: list[Found]) -> None:
        told = []
        for one in chunk:
            try:
                person = mapped(one.resource, self.around(one))
            except Refused as problem:
                self.report.add(one.source, one.place, Result.REFUSED, str(problem))
                self.seen.refused.add(one.origin.key)
                continue
            if isinstance(person, ImportedPerson):
                told.append(Told(one.source, one.place, one.origin, person))
        if told:
            take_people(told, seen=self.seen, report=self.report, at=self.at)

    def around(self, one: Found) -> Around:
        today = day_of(self.at)
        return Around(today, lambda reference: self.names.called(one.source, one.address, reference))

    def take_things(self, chunk: list[Found]) -> None:
        Things(self.system, self.at, self.names, self.seen, self.report).take(chunk)
