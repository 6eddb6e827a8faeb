"""Deciding, row by row, who is new, who is recognised and who waits for a human."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import DataError, IntegrityError, connection, transaction

from hearth.core.actor import SYSTEM
from hearth.core.errors import NotPossible
from hearth.exchange import queries, rules
from hearth.exchange.actions import people as actions
from hearth.exchange.actions.arrivals import Origin
from hearth.exchange.codes import HoldReason, Result
from hearth.exchange.imported import ImportedPerson
from hearth.exchange.models import Arrival, HeldRow
from hearth.exchange.report import Report
from hearth.exchange.rules import Known, Verdict

SAME_EARLIER = "The same stands earlier in these files."
OTHER_EARLIER = "Something else with the same key stands earlier in these files."
NOT_KEPT = "The database could not keep this; nothing of it was written."
STILL_WAITING = "Still waiting for a human: "
REFUSED_BY_DATABASE = (DataError, IntegrityError)
ONE_IMPORT_AT_A_TIME = "SELECT pg_advisory_xact_lock(727302)"

Outcome = tuple[Result, str]


@dataclass(frozen=True, slots=True)
class Told:
    """Somebody a file tells of, and where in it."""

    source: str
    place: int
    origin: Origin
    person: ImportedPerson


@dataclass(slots=True)
class Seen:
    """What these files have told already, by key: so that the second of two is not taken for news."""

    fingerprints: dict[str, str] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)

    def earlier(self, origin: Origin) -> Outcome | None:
        """What to say of something that stands in these files already; None if it does not."""
        before = self.fingerprints.get(origin.key)
        if before is None:
            return None
        if before == origin.fingerprint:
            return Result.UNCHANGED, SAME_EARLIER
        return Result.REFUSED, OTHER_EARLIER

    def add(self, origin: Origin) -> None:
        """Remember that this has been dealt with."""
        self.fingerprints[origin.key] = origin.fingerprint


@dataclass(slots=True)
class Here:
    """What is known here of everybody a chunk of rows may tell of."""

    before: dict[str, Arrival]
    waiting: dict[str, HeldRow]
    people: dict[UUID, Known]


def wait_for_other_imports() -> None:
    """Two imports at once would each find nobody and both create somebody."""
    with connection.cursor() as cursor:
        cursor.execute(ONE_IMPORT_AT_A_TIME)


def take_people(told: Sequence[Told], *, seen: Seen, report: Report, at: datetime) -> None:
    """Take a chunk of people, each wholly or not at all, and report every row. Runs inside a scope."""
    system, keys = told[0].origin.system, [one.origin.key for one in told]
    here = Here(
        queries.arrivals(SYSTEM, source_system=system, keys=keys),
        queries.waiting(SYSTEM, source_system=system, keys=keys),
        queries.known_people(
            SYSTEM,
            codes={code for one in told for code in rules.codes(one.person)},
            births={one.person.birth_on for one in told if one.person.birth_on},
        ),
    )
    for one in told:
        result, reason = seen.earlier(one.origin) or _outcome(one, here, at)
        if result is Result.REFUSED:
            seen.refused.add(one.origin.key)
        else:
            seen.add(one.origin)
        report.add(one.source, one.place, result, reason)


def _outcome(one: Told, here: Here, at: datetime) -> Outcome:
    arrival = here.before.get(one.origin.key)
    if arrival and arrival.fingerprint == one.origin.fingerprint:
        return Result.UNCHANGED, ""
    held = here.waiting.get(one.origin.key)
    if held and held.fingerprint == one.origin.fingerprint:
        return Result.HELD, f"{STILL_WAITING}{HoldReason(held.reason).label}."
    if arrival:
        people = (arrival.person_id,) if arrival.person_id else ()
        verdict = Verdict(Result.HELD, people, HoldReason.CHANGED)
    else:
        verdict = rules.weigh(one.person, here.people.values())
    try:
        with transaction.atomic():
            return _carry_out(one, verdict, here, at)
    except NotPossible as problem:
        return Result.REFUSED, str(problem)
    except REFUSED_BY_DATABASE:
        return Result.REFUSED, NOT_KEPT


def _carry_out(one: Told, verdict: Verdict, here: Here, at: datetime) -> Outcome:
    if verdict.result is Result.MATCHED:
        actions.recognise_person(SYSTEM, origin=one.origin, person_id=verdict.people[0], at=at)
        return Result.MATCHED, "Number, birth date and name agree with somebody here; what is known here stays."
    if verdict.reason:
        actions.hold_for_human(
            SYSTEM,
            origin=one.origin,
            told=one.person,
            candidates=verdict.people,
            reason=verdict.reason,
            source=one.source,
            place=one.place,
            at=at,
        )
        return Result.HELD, f"{verdict.reason.label}."
    person = actions.bring_in_person(SYSTEM, origin=one.origin, told=one.person, at=at)
    told = one.person
    here.people[person.id] = Known(
        person.id, rules.codes(told), told.birth_on, told.birth_precision, rules.told_names(told)
    )
    return Result.TAKEN, ""
