"""Which stretch is shown, and the ways to others."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.record.journey.scale import NARROW, WIDE, Scale, ticks
from hearth.record.journey.spans import MOST_DAYS, Span, earlier, later, window

TODAY = date(2026, 11, 22)
DAYS = st.dates(date(1901, 1, 1), TODAY)


class TestWindow:
    @pytest.mark.parametrize(("span", "days"), [(Span.WEEK, 7), (Span.MONTH, 31), (Span.SEASON, 92), (Span.YEAR, 366)])
    def test_ends_tonight_unless_said(self, span, days):
        shown = window(span, until_on=None, first_on=None, today=TODAY)

        assert (shown.until_on, shown.days) == (date(2026, 11, 23), days)

    def test_shows_everything_with_a_little_room(self):
        shown = window(Span.ALL, until_on=None, first_on=date(2025, 11, 22), today=TODAY)

        assert shown.from_on < date(2025, 11, 22)
        assert shown.days < 400

    def test_shows_ten_years_at_the_most(self):
        assert window(Span.ALL, until_on=None, first_on=date(1950, 1, 1), today=TODAY).days == MOST_DAYS

    def test_never_goes_on_after_today(self):
        assert window(Span.WEEK, until_on=date(2999, 1, 1), first_on=None, today=TODAY).until_on == date(2026, 11, 23)

    @given(span=st.sampled_from(list(Span)), until=st.one_of(st.none(), DAYS), first=st.one_of(st.none(), DAYS))
    def test_is_never_empty(self, span, until, first):
        shown = window(span, until_on=until, first_on=first, today=TODAY)

        assert shown.from_on < shown.until_on


class TestEarlierAndLater:
    def test_lead_from_stretch_to_stretch(self):
        shown = window(Span.WEEK, until_on=date(2026, 3, 8), first_on=None, today=TODAY)

        assert earlier(shown, first_on=date(2020, 1, 1)) == date(2026, 3, 1)
        assert later(shown, today=TODAY) == date(2026, 3, 15)

    def test_lead_nowhere_where_there_is_nothing(self):
        shown = window(Span.WEEK, until_on=None, first_on=None, today=TODAY)

        assert earlier(shown, first_on=TODAY) is None
        assert earlier(shown, first_on=None) is None
        assert later(shown, today=TODAY) is None


class TestTicks:
    @given(span=st.sampled_from(list(Span)), first=DAYS, frame=st.sampled_from([WIDE, NARROW]))
    def test_are_few_and_in_order(self, span, first, frame):
        shown = window(span, until_on=None, first_on=first, today=TODAY)

        places = [tick.x for tick in ticks(shown, frame)]

        assert len(places) <= frame.most_ticks + 2
        assert places == sorted(places)

    def test_name_days_months_and_years(self):
        def named(span, first):
            return [tick.words for tick in ticks(window(span, until_on=None, first_on=first, today=TODAY), WIDE)]

        assert named(Span.WEEK, None)[0] == "16 Nov"
        assert named(Span.YEAR, None)[0] == "Jan 2026"
        assert "2020" in named(Span.ALL, date(2017, 1, 1))


class TestScale:
    def test_keeps_what_lies_outside_at_the_edge(self):
        shown = window(Span.WEEK, until_on=None, first_on=None, today=TODAY)
        scale = Scale.of(shown, WIDE)

        assert scale.x(shown.start - timedelta(days=9)) == WIDE.left
        assert scale.x(shown.end + timedelta(days=9)) == WIDE.right
