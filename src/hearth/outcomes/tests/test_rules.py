import pytest
from tests.refusals import refusal

from hearth.core.errors import NotPossible
from hearth.outcomes import charts, rules
from hearth.outcomes.codes import FilledBy, Mode, Offered
from hearth.outcomes.tests.sheets import DIALOG, REQOL, TOTAL
from hearth.outcomes.tests.test_scoring import on


class TestCheckBegin:
    @pytest.mark.parametrize(
        ("how", "says"),
        [
            ({"mode": Mode.TOGETHER, "has_words": False, "by_worker": True}, "The words of ReQoL-10 are not here yet"),
            ({"mode": Mode.OWN, "has_words": True, "by_worker": True}, "page of their own"),
            (
                {"mode": Mode.OWN, "has_words": True, "by_worker": False, "filled_by": FilledBy.FOR_THEM},
                "answer for yourself",
            ),
            ({"mode": Mode.PAPER, "has_words": False, "by_worker": True}, ""),
            ({"mode": Mode.OWN, "has_words": True, "by_worker": False}, ""),
        ],
    )
    def test_needs_words_and_the_right_hands(self, how, says):
        told = {"filled_by": FilledBy.THEMSELVES, "of": REQOL, **how}

        found = refusal(lambda: rules.check_begin(**told))

        assert says in found
        assert bool(found) == bool(says)


class TestCheckAnswer:
    @pytest.mark.parametrize(("item", "answer"), [(0, 1), (12, 1), (1, 5), (1, -1)])
    def test_refuses_what_the_measure_does_not_have(self, item, answer):
        with pytest.raises(NotPossible):
            rules.check_answer(item, answer, of=REQOL)

    def test_takes_leaving_out_for_an_answer(self):
        rules.check_answer(1, None, of=REQOL)


class TestCheckReason:
    def test_asks_only_why_it_was_not_offered(self):
        rules.check_reason(Offered.DECLINED, "")
        with pytest.raises(NotPossible, match="why it was not offered"):
            rules.check_reason(Offered.NOT_OFFERED, " ")


class TestCheckArea:
    @pytest.mark.parametrize(
        ("of", "item", "chosen", "says"),
        [
            (REQOL, 1, frozenset(), "has no areas"),
            (DIALOG, 2, frozenset(), "Choose among what was answered"),
            (DIALOG, 1, frozenset({3, 4, 5}), "Up to 3 areas"),
            (DIALOG, 1, frozenset({3, 4}), ""),
        ],
    )
    def test_allows_three_of_those_rated(self, of, item, chosen, says):
        assert says in refusal(lambda: rules.check_area(item, chosen, answered={1: 3}, of=of))


class TestChart:
    def test_is_none_of_nothing(self):
        assert charts.chart(REQOL, TOTAL, [on(0, None)], boundary=25) is None

    def test_puts_higher_results_higher_and_later_ones_to_the_right(self):
        found = charts.chart(REQOL, TOTAL, [on(0, 10), on(10, 30), on(11, 20)], boundary=25)

        first, second, third = found.dots
        assert first.x < second.x < third.x
        assert first.y > third.y > second.y
        assert [dot.day_shown for dot in found.dots] == [True, True, False]
        assert second.y < found.boundary_y < third.y

    def test_writes_no_number_where_the_line_runs_through_it(self):
        below, above = charts.chart(REQOL, TOTAL, [on(0, 24), on(10, 26)], boundary=25).dots

        assert below.words_y > below.y
        assert above.words_y < above.y

    def test_draws_the_band_one_reliable_change_around_the_first_within_the_range(self):
        top, height = charts.chart(REQOL, TOTAL, [on(0, 2)], boundary=None).band

        assert height == pytest.approx((188 - 26) * 7 / 40, abs=0.2)
        assert top + height == pytest.approx(188, abs=0.2)

    def test_draws_no_band_without_a_rule(self):
        found = charts.chart(DIALOG, DIALOG.scales[0], [on(0, 4)], boundary=None)

        assert (found.band, found.boundary_y, len(found.ticks)) == (None, None, 7)

    def test_writes_the_number_of_a_lower_dot_close_behind_below_it(self):
        *_, high, low = charts.chart(REQOL, TOTAL, [on(0, 10), on(300, 20), on(310, 14)], boundary=None).dots

        assert high.words_y < high.y
        assert low.words_y > low.y
