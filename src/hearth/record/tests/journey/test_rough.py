"""When something was, as people say it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.record.journey.facts import When
from hearth.record.journey.rough import read

TODAY = date(2026, 11, 22)
BORN = date(1996, 2, 29)


class TestRead:
    @pytest.mark.parametrize(
        ("said", "from_on", "last_on", "words"),
        [
            ("2019", "2019-01-01", "2019-12-31", "2019"),
            ("Spring 2019", "2019-03-01", "2019-05-31", "spring 2019"),
            ("some time in the summer of 2018", "2018-06-01", "2018-08-31", "summer 2018"),
            ("winter 2018/19", "2018-12-01", "2019-02-28", "winter 2018–19"),
            ("Christmas 2020", "2020-12-01", "2020-12-31", "Christmas 2020"),
            ("early 2019", "2019-01-01", "2019-04-30", "early 2019"),
            ("mid-2019", "2019-05-01", "2019-08-31", "mid 2019"),
            ("Dec. 2019", "2019-12-01", "2019-12-31", "December 2019"),
            ("around May 2019", "2019-05-01", "2019-05-31", "May 2019"),
            ("c. 2015", "2015-01-01", "2015-12-31", "2015"),
            ("between 2017 and 2019", "2017-01-01", "2019-12-31", "2017 to 2019"),
            ("the nineties", "1990-01-01", "1999-12-31", "1990s"),
            ("early 1990s", "1990-01-01", "1993-12-31", "early 1990s"),
            ("3rd May 2019", "2019-05-03", "2019-05-03", "3 May 2019"),
            ("03/05/2019", "2019-05-03", "2019-05-03", "3 May 2019"),
            ("about two years", "2024-05-23", "2025-05-24", "about 2024"),
            ("a year and a half ago", "2024-11-21", "2025-11-22", "about 2025"),
            ("half a year ago", "2026-05-08", "2026-06-07", "about May 2026"),
            ("a few months ago", "2026-08-08", "2026-09-07", "about August 2026"),
            ("ten days ago", "2026-11-12", "2026-11-12", "12 November 2026"),
            ("yesterday", "2026-11-21", "2026-11-21", "21 November 2026"),
            ("last week", "2026-11-09", "2026-11-15", "the week of 9 November 2026"),
            ("last month", "2026-10-01", "2026-10-31", "October 2026"),
            ("last year", "2025-01-01", "2025-12-31", "2025"),
            ("last spring", "2026-03-01", "2026-05-31", "spring 2026"),
            ("last December", "2025-12-01", "2025-12-31", "December 2025"),
            ("when I was fourteen", "2010-03-01", "2011-02-28", "aged 14, 2010 or 2011"),
        ],
    )
    def test_understands_how_people_say_it_and_makes_it_no_more_exact(self, said, from_on, last_on, words):
        rough = read(said, today=TODAY, born=BORN)

        assert rough is not None
        assert (rough.from_on.isoformat(), rough.last_on.isoformat(), rough.said) == (from_on, last_on, words)
        assert rough.when is (When.DAY if from_on == last_on else When.ABOUT)
        assert rough.from_on <= rough.at.date() <= rough.last_on

    @pytest.mark.parametrize(
        "said",
        [
            "",
            "long ago",
            "2027",
            "1850",
            "0000",
            "2019 to 2017",
            "31/02/2019",
            "999 years ago",
            "last tea",
            "blue 2019",
        ],
    )
    def test_does_not_guess(self, said):
        assert read(said, today=TODAY, born=BORN) is None

    def test_ends_today_at_the_latest(self):
        rough = read("2026", today=TODAY)

        assert rough is not None
        assert rough.last_on == TODAY

    def test_needs_the_birthday_to_know_when_somebody_was_an_age(self):
        assert read("when I was 14", today=TODAY) is None

    @given(said=st.text(max_size=40), number=st.integers(0, 10**6), unit=st.sampled_from(["years", "weeks", "s", ""]))
    def test_never_falls_over_whatever_is_typed(self, said, number, unit):
        for typed in (said, f"{number} {unit} ago", f"{said} {number}", f"age {number}"):
            rough = read(typed, today=TODAY, born=BORN)
            assert rough is None or rough.from_on <= rough.last_on <= TODAY
