from datetime import date

import pytest
from django.core.exceptions import ValidationError

from hearth.core.errors import NotPossible
from hearth.core.values import NhsNumber
from hearth.people import fields
from hearth.people.codes import BirthPrecision
from hearth.people.fields import DateBoxes, NhsNumberField, birth_of

TODAY = date(2026, 11, 22)


class TestBirthOf:
    @pytest.mark.parametrize(
        ("precision", "boxes", "age", "born"),
        [
            (BirthPrecision.DAY, ["14", "Mar", "1984"], None, date(1984, 3, 14)),
            (BirthPrecision.MONTH, ["14", "3", "1984"], None, date(1984, 3, 1)),
            (BirthPrecision.YEAR, ["", "", "1984"], 40, date(1984, 1, 1)),
            (BirthPrecision.ESTIMATED, ["14", "3", "1984"], 40, date(1986, 1, 1)),
            (BirthPrecision.UNKNOWN, ["14", "3", "1984"], 40, None),
        ],
    )
    def test_takes_as_much_as_is_known(self, precision, boxes, age, born):
        assert birth_of(precision, boxes, age, TODAY) == born

    @pytest.mark.parametrize(
        ("precision", "boxes", "age", "says"),
        [
            (BirthPrecision.DAY, ["30", "2", "1984"], None, fields.DAY_MISSING),
            (BirthPrecision.DAY, ["", "", ""], None, fields.DAY_MISSING),
            (BirthPrecision.DAY, [], None, fields.DAY_MISSING),
            (BirthPrecision.DAY, ["14", "3", "84"], None, fields.DAY_MISSING),
            (BirthPrecision.DAY, ["14", "3", "19840000000"], None, fields.DAY_MISSING),
            (BirthPrecision.MONTH, ["", "", "1984"], None, fields.MONTH_MISSING),
            (BirthPrecision.YEAR, ["", "", "0202"], None, fields.YEAR_MISSING),
            (BirthPrecision.ESTIMATED, [], None, fields.AGE_MISSING),
            (BirthPrecision.ESTIMATED, [], -1, fields.AGE_MISSING),
            (BirthPrecision.ESTIMATED, [], 126, fields.AGE_MISSING),
        ],
    )
    def test_says_what_is_missing(self, precision, boxes, age, says):
        with pytest.raises(NotPossible) as refusal:
            birth_of(precision, boxes, age, TODAY)

        assert str(refusal.value) == says


class TestDateBoxes:
    def test_show_a_part_of_a_date(self):
        assert DateBoxes().decompress(["", "3", "1984"]) == ["", "3", "1984"]
        assert DateBoxes().decompress(date(1984, 3, 14)) == ["14", "3", "1984"]
        assert DateBoxes().decompress(None) == ["", "", ""]


class TestNhsNumberField:
    @pytest.fixture(autouse=True)
    def invented_city(self, monkeypatch):
        monkeypatch.setattr(fields, "is_demonstration", lambda: True)

    def test_reads_any_spacing_and_nothing(self):
        assert NhsNumberField(required=False).clean(" 999-000 0018 ") == NhsNumber("9990000018")
        assert NhsNumberField(required=False).clean("") is None

    @pytest.mark.parametrize("typed", ["999", "9990000019", "\x00"])
    def test_says_what_is_wrong(self, typed):
        with pytest.raises(ValidationError):
            NhsNumberField(required=False).clean(typed)

    def test_refuses_a_number_for_tests_where_people_are_real(self, monkeypatch):
        monkeypatch.setattr(fields, "is_demonstration", lambda: False)

        with pytest.raises(ValidationError, match="Nobody has it"):
            NhsNumberField(required=False).clean("999 000 0018")
