"""What is told of people: sorted out, then written in as few statements as it takes."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction

from hearth.core.actor import SYSTEM
from hearth.core.clocks import day_of
from hearth.exchange import queries
from hearth.exchange.actions import records
from hearth.exchange.actions.arrivals import Origin
from hearth.exchange.actions.records import Brought
from hearth.exchange.codes import Result
from hearth.exchange.fhir.resources import SUPPORTING, about_whom, mapped
from hearth.exchange.fhir.values import Around, Json
from hearth.exchange.imported import (
    About,
    ImportedEntry,
    ImportedHealthFact,
    ImportedPerson,
    ImportedRelation,
    Refused,
    Supporting,
)
from hearth.exchange.models import Arrival
from hearth.exchange.report import Report
from hearth.exchange.runs.intake import NOT_KEPT, REFUSED_BY_DATABASE, Seen
from hearth.exchange.runs.names import Names

NOBODY = "It is about {who}, who is neither in these files nor brought in before."
NOT_TAKEN = "It is about {who}, who is in these files but was refused."
WAITS = "It is about somebody who waits for a human. Bring the file in again once that is settled."
CHANGED_BY_HAND = "It says something else than when it was first brought in. Please change it by hand."
BY_MISTAKE = "The other record says this was written by mistake."


class Waits(Exception):
    """It is about somebody who waits for a human."""


@dataclass(frozen=True, slots=True)
class Found:
    """One resource of one file that can be looked at: it has a kind, a key and a fingerprint."""

    source: str
    place: int
    resource: Json
    address: str
    origin: Origin


@dataclass(slots=True)
class Things:
    """A chunk of resources on their way into the records."""

    system: str
    at: datetime
    names: Names
    seen: Seen
    report: Report
    before: dict[str, Arrival] = field(default_factory=dict)
    waiting: set[str] = field(default_factory=set)
    brought: list[tuple[Found, Brought]] = field(default_factory=list)
    supporting: list[tuple[Found, Supporting]] = field(default_factory=list)

    def take(self, found: Sequence[Found]) -> None:
        """Sort out a chunk and write it. Runs inside a scope; every row is reported."""
        subjects = {key for one in found if (key := self._subject(one))}
        keys = {one.origin.key for one in found} | subjects
        self.before = queries.arrivals(SYSTEM, source_system=self.system, keys=keys)
        self.waiting = set(queries.waiting(SYSTEM, source_system=self.system, keys=subjects))
        for one in found:
            self._sort(one)
        if self.supporting:
            things = [(one.origin, thing) for one, thing in self.supporting]
            records.note_supporting(SYSTEM, things=things, at=self.at)
            for one, _ in self.supporting:
                self._say(one, Result.TAKEN)
        self._write(self.brought)

    def _sort(self, one: Found) -> None:
        if earlier := self.seen.earlier(one.origin):
            self._say(one, *earlier)
            return
        before = self.before.get(one.origin.key)
        if before and before.fingerprint == one.origin.fingerprint:
            self._say(one, Result.UNCHANGED)
            return
        try:
            self._map(one, before)
        except Refused as problem:
            self._say(one, Result.REFUSED, str(problem))
        except Waits:
            self._say(one, Result.HELD, WAITS)
        else:
            self.seen.add(one.origin)

    def _map(self, one: Found, before: Arrival | None) -> None:
        told = mapped(one.resource, self._around(one))
        if isinstance(told, Supporting):
            self.supporting.append((one, told))
        elif not isinstance(told, ImportedPerson):
            _check_can_be_added(told, before)
            self.brought.append((one, Brought(self._person(one), one.origin, told, before)))

    def _around(self, one: Found) -> Around:
        today = day_of(self.at)
        return Around(today, lambda reference: self.names.called(one.source, one.address, reference))

    def _person(self, one: Found) -> UUID:
        who = about_whom(one.resource)
        key = self.names.key_for(one.source, one.address, who)
        arrival = self.before.get(key)
        if arrival and arrival.person_id:
            return arrival.person_id
        if key in self.waiting:
            raise Waits
        raise Refused((NOT_TAKEN if key in self.seen.refused else NOBODY).format(who=who[:120]))

    def _subject(self, one: Found) -> str:
        if one.origin.kind in SUPPORTING:
            return ""
        try:
            return self.names.key_for(one.source, one.address, about_whom(one.resource))
        except Refused:
            return ""

    def _write(self, brought: list[tuple[Found, Brought]]) -> None:
        """All at once; if the database will not have that, each by itself, so that one bad row stops no other."""
        if not brought:
            return
        try:
            with transaction.atomic():
                records.add_to_records(SYSTEM, things=[thing for _, thing in brought], at=self.at)
        except REFUSED_BY_DATABASE:
            if len(brought) == 1:
                self._say(brought[0][0], Result.REFUSED, NOT_KEPT)
                return
            for pair in brought:
                self._write([pair])
        else:
            for one, _ in brought:
                self._say(one, Result.TAKEN)

    def _say(self, one: Found, result: Result, reason: str = "") -> None:
        self.report.add(one.source, one.place, result, reason)


def _check_can_be_added(told: About, before: Arrival | None) -> None:
    if before and isinstance(told, ImportedRelation):
        raise Refused(CHANGED_BY_HAND)
    if not before and isinstance(told, ImportedEntry) and told.in_error:
        raise Refused(BY_MISTAKE)
    if not before and isinstance(told, ImportedHealthFact) and told.withdrawn:
        raise Refused(told.withdrawn)
