"""How long people wait, against figures worked out by hand."""

from datetime import timedelta

import pytest

from hearth.front_door.waiting_pictures import picture
from hearth.front_door.waiting_rules import Waits, stacked, waits
from hearth.organisations.tests.factories import NOON

HAND = (
    # days waited, how many still wait; half, nine in ten, longest: worked out by hand
    ((), (), None, None, None),
    ((3,), (), 3, 3, 3),
    ((1, 4), (), 2.5, 4, 4),
    ((1, 2, 3, 4, 5, 6, 7, 8, 9, 30), (2,), 5.5, 9, 30),
    ((1, 2, 2, 3, 9, 11, 14), (40, 7), 3, 14, 40),
    ((), (12,), None, None, 12),
)


def ago(days):
    return NOON - timedelta(days=days)


class TestWaits:
    @pytest.mark.parametrize(("ended", "going_on", "median", "ninetieth", "longest"), HAND)
    def test_are_what_a_hand_works_out(self, ended, going_on, median, ninetieth, longest):
        pairs = [(ago(days + 5), ago(5)) for days in ended] + [(ago(days), None) for days in going_on]

        of = waits(pairs, now=NOON)

        assert (of.median, of.ninetieth, of.longest) == (median, ninetieth, longest)
        assert len(of.going_on) == len(going_on)

    def test_count_days_of_the_calendar(self):
        late, early = NOON.replace(hour=23, minute=50), (NOON + timedelta(days=1)).replace(hour=0, minute=10)

        assert waits([(late, early)], now=NOON).ended == (1,)


class TestPicture:
    def test_draws_a_dot_for_every_wait_up_to_ten_together(self):
        drawn = picture("Until they heard", 5, Waits((2,) * 14, (2, 9)))

        assert (len(drawn.dots), drawn.more) == (11, 5)
        assert sum(not ended for _, _, ended in drawn.dots) == 1

    def test_stands_within_its_box(self):
        drawn = picture("Until they heard", 28, Waits(tuple(range(0, 400, 7)), (801,)))

        assert all(0 < x < 440 and 0 < y < drawn.height for x, y, _ in drawn.dots)
        assert len(drawn.ticks) <= 9

    def test_stacks_the_same_length(self):
        assert stacked([1, 1, 2]) == [(1, 0), (1, 1), (2, 0)]
