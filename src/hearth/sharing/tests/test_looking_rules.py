"""What stands out in who has looked."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.sharing.looking_rules import MOST_SHOWN, Looked, is_night, patterns

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
SAM = ("Sam Okafor", "peer supporter", "Ouse Valley Trust")
SAMS = uuid4()


def looks(*moments, who=SAM, membership_id=SAMS):
    return [Looked(who, membership_id, at) for at in moments]


def days(count, *, hour=12):
    return [NOON.replace(hour=hour) - timedelta(days=number) for number in range(count)]


def words(found, met=None):
    return [one.words for one in patterns(found, met or {})]


class TestIsNight:
    @pytest.mark.parametrize(
        ("at", "night"),
        [
            (datetime(2026, 11, 20, 21, 59, tzinfo=UTC), False),
            (datetime(2026, 11, 20, 22, 0, tzinfo=UTC), True),
            (datetime(2026, 11, 20, 5, 59, tzinfo=UTC), True),
            (datetime(2026, 11, 20, 6, 0, tzinfo=UTC), False),
            # In summer the clock on the wall is an hour on.
            (datetime(2026, 7, 20, 21, 0, tzinfo=UTC), True),
            (datetime(2026, 7, 20, 5, 0, tzinfo=UTC), False),
        ],
    )
    def test_goes_by_the_clock_on_the_wall(self, at, night):
        assert is_night(at) is night


class TestPatterns:
    def test_says_nothing_of_what_anybody_would_do(self):
        assert patterns(looks(*days(2)), {}) == []

    def test_says_on_how_many_nights_somebody_looked(self):
        found = words(looks(*days(3, hour=23)), {SAMS: NOON + timedelta(days=1)})

        assert found == [("Looked on 3 nights, between ten and six.",)]

    def test_counts_a_night_once_until_its_morning(self):
        evening = NOON.replace(hour=23)
        shift = looks(evening, evening + timedelta(hours=2), evening + timedelta(hours=4))

        assert words(shift, {SAMS: NOON + timedelta(days=1)}) == []

    def test_says_how_often_within_a_week_at_most(self):
        often = [NOON - timedelta(minutes=number) for number in range(10)]

        found = words(looks(*often, NOON - timedelta(days=30)), {SAMS: NOON})

        assert found == [("Looked 10 times within a week.",)]

    def test_says_since_when_nothing_was_written_down(self):
        met = {SAMS: datetime(2026, 11, 10, 9, tzinfo=UTC)}

        assert words(looks(*days(4)), met) == [("Looked on 4 days, and wrote nothing down since 10 November.",)]
        assert words(looks(*days(4))) == [("Looked on 4 days, and wrote nothing down in all that time.",)]

    def test_counts_only_the_days_after_the_last_word(self):
        assert words(looks(*days(5)), {SAMS: NOON - timedelta(days=2)}) == []

    def test_asks_of_no_supporter_what_they_wrote(self):
        assert words(looks(*days(5), membership_id=None)) == []

    def test_keeps_two_people_apart(self):
        jess = looks(*days(2, hour=23), who=("Jess", "someone you let in", ""), membership_id=None)

        assert words(jess + looks(*days(2, hour=23))) == []

    @given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 2000)), max_size=80))
    def test_shows_a_few_at_most_and_each_with_words(self, drawn):
        found = [Looked((f"Worker {who}", "", ""), SAMS, NOON - timedelta(hours=hours)) for who, hours in drawn]

        told = patterns(found, {})

        assert len(told) <= MOST_SHOWN
        assert all(one.words for one in told)
