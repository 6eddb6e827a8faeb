from fractions import Fraction

import pytest

from hearth.outcomes import drawing, scoring
from hearth.outcomes.queries import OverTime
from hearth.outcomes.tests.sheets import DIALOG, TOTAL
from hearth.outcomes.tests.test_scoring import on

LIFE = DIALOG.scales[0]


def said(scale, *values):
    pair = scoring.pair(scale, [on(20 * place, value) for place, value in enumerate(values)], days=14)
    return drawing.said(OverTime(scale, [], pair, None, ""), pair_days=14)


class TestSaid:
    @pytest.mark.parametrize(
        ("scale", "values", "words"),
        [
            (TOTAL, (14,), "To compare, we need two, at least 14 days apart."),
            (TOTAL, (14, 14), "The first and the latest are the same."),
            (TOTAL, (14, 19), "The latest is 5 higher than the first. That is 5 or more towards better"),
            (TOTAL, (14, 18), "The latest is 4 higher than the first. That is less than 5, and can be chance"),
            (TOTAL, (19, 14), "The latest is 5 lower than the first. That is 5 or more the other way"),
            (LIFE, (Fraction(9, 2), 6), "The latest is 1.5 higher than the first. Nobody has agreed"),
        ],
    )
    def test_says_what_is_more_than_chance_and_what_is_not(self, scale, values, words):
        assert said(scale, *values).startswith(words)


class TestBandWords:
    def test_say_nothing_where_there_is_no_rule(self):
        assert drawing.band_words(OverTime(LIFE, [], None, None, "")) == ""
