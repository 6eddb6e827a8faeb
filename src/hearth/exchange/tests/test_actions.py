from uuid import uuid4

import pytest

from hearth.core.actor import PUBLIC, SYSTEM
from hearth.core.errors import NotPermitted
from hearth.core.scope import acting_as
from hearth.exchange.actions import people, records
from hearth.exchange.actions.arrivals import Origin
from hearth.exchange.actions.records import Brought
from hearth.exchange.codes import HoldReason
from hearth.exchange.imported import ImportedEntry, ImportedPerson, Supporting
from hearth.exchange.report import Report
from hearth.exchange.runs.intake import NOT_KEPT, Seen
from hearth.exchange.runs.names import Names
from hearth.exchange.runs.things import Found, Things
from hearth.exchange.tests.files import AROUND, AT, results
from hearth.record.models import Entry

pytestmark = pytest.mark.django_db

ORIGIN = Origin("fhir", "Patient/rose", "Patient", "f")
ROSE = ImportedPerson("Rose", "Rose", "Okafor")


def entry(lane: str = "Surgery") -> ImportedEntry:
    return ImportedEntry("imported-event", "Body weight", "", None, None, lane, "June")


class TestOnlyHearthItself:
    @pytest.mark.parametrize(
        "attempt",
        [
            lambda: people.bring_in_person(PUBLIC, origin=ORIGIN, told=ROSE, at=AT),
            lambda: people.recognise_person(PUBLIC, origin=ORIGIN, person_id=uuid4(), at=AT),
            lambda: people.hold_for_human(
                PUBLIC,
                origin=ORIGIN,
                told=ROSE,
                candidates=[uuid4()],
                reason=HoldReason.SEVERAL,
                source="in.json",
                place=1,
                at=AT,
            ),
            lambda: records.note_supporting(PUBLIC, things=[(ORIGIN, Supporting("June"))], at=AT),
            lambda: records.add_to_records(PUBLIC, things=[], at=AT),
        ],
    )
    def test_brings_anything_in(self, attempt):
        with pytest.raises(NotPermitted), acting_as(PUBLIC, at=AT):
            attempt()


class TestThings:
    def test_one_bad_row_stops_no_other(self):
        report = Report()
        things = Things("fhir", AT, Names("fhir", AROUND.today), Seen(), report)
        with acting_as(SYSTEM, at=AT):
            rose = people.bring_in_person(SYSTEM, origin=ORIGIN, told=ROSE, at=AT)
            origins = [Origin("fhir", f"Observation/{number}", "Observation", "f") for number in range(3)]
            told = [entry(), entry("x" * 500), entry()]
            things.brought = [
                (Found("in.json", number, {}, "", origin), Brought(rose.id, origin, said))
                for number, (origin, said) in enumerate(zip(origins, told, strict=True), 1)
            ]

            things._write(things.brought)

            assert Entry.objects.count() == 2
        assert results(report) == [(1, "taken"), (2, "refused"), (3, "taken")]
        assert report.rows[1].reason == NOT_KEPT
