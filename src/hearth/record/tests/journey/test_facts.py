"""What entries say of themselves, and what is not known of them."""

from datetime import timedelta
from uuid import UUID

import pytest

from hearth.record.codes import EntryKind
from hearth.record.journey.facts import Shape, When, precision, shape_of
from hearth.record.journey.reading import Before, coded, happening
from hearth.record.tests.journey.making import NOW, journey, thing


def read(kind=EntryKind.IMPORTED_EVENT, *, told=None, until=None):
    return happening((UUID(int=1), NOW, "Access team", kind, "", "Words", "Somebody", "imported", until, told))


def encounter(code, **more):
    return {"resource": "Encounter", "codes": [{"of": "class", "code": code}], **more}


class TestShapeOf:
    @pytest.mark.parametrize("kind", list(EntryKind))
    def test_knows_every_kind(self, kind):
        assert shape_of(kind, {}, lasted=False) in set(Shape)

    @pytest.mark.parametrize(
        ("told", "shape"),
        [
            (encounter("AMB"), Shape.CONTACT),
            (encounter("IMP"), Shape.STAY),
            (encounter("EMER"), Shape.STEPPED_IN),
            ({"resource": "Appointment", "status": "noshow"}, Shape.MISSED),
            ({"resource": "Appointment", "status": "fulfilled"}, Shape.CONTACT),
            ({"resource": "Appointment", "status": "booked"}, Shape.NOTED),
            ({"resource": "Condition"}, Shape.NOTED),
        ],
    )
    def test_reads_the_codes_of_another_record(self, told, shape):
        assert shape_of(EntryKind.IMPORTED_EVENT, told, lasted=True) is shape

    def test_draws_a_stay_without_an_end_as_a_contact(self):
        assert shape_of(EntryKind.IMPORTED_EVENT, encounter("IMP"), lasted=False) is Shape.CONTACT

    def test_believes_what_the_entry_says_of_itself(self):
        assert read(told=coded(Before(what=Shape.STEPPED_IN))).shape is Shape.STEPPED_IN
        assert read(EntryKind.HANDOVER, told=coded(Before(passed_to="Police"))).shape is Shape.PASSED

    @pytest.mark.parametrize("nonsense", [{"journey": {"what": "a dragon"}}, {"journey": "words"}, {"journey": []}])
    def test_writes_down_what_it_does_not_understand(self, nonsense):
        assert shape_of(EntryKind.DECISION, nonsense, lasted=False) is Shape.NOTED


class TestPrecision:
    @pytest.mark.parametrize(
        ("written", "when"),
        [("2019", When.YEAR), ("2019-05", When.MONTH), ("2019-05-01", When.DAY), ("", When.UNKNOWN)],
    )
    def test_is_as_the_other_record_wrote_it(self, written, when):
        assert precision({"resource": "Encounter", "when": written}) is when

    def test_is_the_day_for_what_was_written_here(self):
        assert precision({}) is When.DAY

    def test_is_what_whoever_told_it_said(self):
        assert precision(coded(Before(when=When.MONTH))) is When.MONTH


class TestHappening:
    def test_reads_back_what_was_told(self):
        told = Before(passed_to="Police", yes=False, told_again=True, assessment=False, helped="Tea", tried="A letter")

        one = read(EntryKind.HANDOVER, told=coded(told), until=NOW + timedelta(days=3))

        assert (one.passed_to, one.yes, one.told_again, one.assessment) == ("Police", False, True, False)
        assert (one.helped, one.tried, one.until) == ("Tea", "A letter", NOW + timedelta(days=3))

    def test_takes_nonsense_as_not_known(self):
        one = read(told={"journey": {"yes": "perhaps", "passed_to": 7, "told_again": None}})

        assert (one.yes, one.passed_to, one.told_again) == (None, "", None)

    def test_keeps_nothing_where_nothing_is_known(self):
        assert coded(Before()) == {}


class TestFacts:
    def test_sets_apart_what_nobody_knows_the_time_of(self):
        facts = journey(thing(3, number=1), thing(9, number=2), thing(1, number=3, when=When.UNKNOWN))

        assert [one.id.int for one in facts.happenings] == [2, 1]
        assert [one.id.int for one in facts.undated] == [3]
