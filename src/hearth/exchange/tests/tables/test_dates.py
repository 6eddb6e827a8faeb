from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.exchange.imported import Refused
from hearth.exchange.tables.dates import BirthDate, birth_date
from hearth.exchange.tests.files import told_or_sentence

TODAY = date(2026, 11, 22)
DAY = date(1990, 10, 3)


class TestBirthDate:
    @pytest.mark.parametrize(
        "written",
        [
            "03/10/1990",
            "3/10/1990",
            "3-10-90",
            "03.10.1990",
            "3 10 1990",
            "3 Oct 1990",
            "3rd October 1990",
            "03-OCT-90",
            "3 October, 1990",
            "1990-10-03",
            "1990-10-03 00:00:00",
            "1990-10-03T00:00:00",
            " 3 / 10 / 1990 ",
            "03/10/1990 00:00",
        ],
    )
    def test_reads_a_day_however_it_is_written(self, written):
        assert birth_date(written, TODAY) == BirthDate(DAY, "day")

    @pytest.mark.parametrize(
        ("written", "on", "precision"),
        [
            ("1990", date(1990, 1, 1), "year"),
            ("Oct 1990", date(1990, 10, 1), "month"),
            ("10/1990", date(1990, 10, 1), "month"),
        ],
    )
    def test_keeps_how_exactly_it_is_known(self, written, on, precision):
        assert birth_date(written, TODAY) == BirthDate(on, precision)

    @pytest.mark.parametrize(("written", "year"), [("1/2/26", 2026), ("1/12/26", 1926), ("1/2/27", 1927)])
    def test_takes_two_figures_for_the_latest_year_that_has_been(self, written, year):
        assert birth_date(written, TODAY).on.year == year

    @pytest.mark.parametrize(
        ("written", "words"),
        [
            ("10/25/1990", "month first"),
            ("31/02/1990", "no such day"),
            ("03/10/0202", "year 0202"),
            ("1890-13-45", "no such day"),
            ("01/01/2027", "still to come"),
            ("33149", "day number of Excel"),
            ("last spring", "not a date"),
            ("3 Brumaire 1990", "not a date"),
        ],
    )
    def test_refuses_in_a_sentence(self, written, words):
        with pytest.raises(Refused, match=words):
            birth_date(written, TODAY)

    @given(
        st.dates(date(1890, 1, 1), TODAY), st.sampled_from(["%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d", "%d %B %Y", "%d %b %Y"])
    )
    def test_reads_back_every_day(self, day, form):
        assert birth_date(day.strftime(form), TODAY).on == day

    @given(st.text(max_size=20))
    def test_never_fails_whatever_is_written(self, written):
        assert told_or_sentence(birth_date, written, TODAY)
