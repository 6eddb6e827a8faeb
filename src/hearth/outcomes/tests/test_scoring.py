from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearth.outcomes import instruments, scoring
from hearth.outcomes.codes import Change, Missing
from hearth.outcomes.scoring import Scored
from hearth.outcomes.tests.sheets import DIALOG, LOWEST, MIDDLE, REQOL, REQOL_20, TOTAL, with_total

DAY = date(2026, 11, 1)
LIFE, SUPPORT = DIALOG.scales
UNHURRIED = settings(deadline=None)


def answers_of(of, items):
    return st.fixed_dictionaries({item: st.sampled_from(of.answers) for item in items})


def on(days, value, version=1):
    return Scored(DAY + timedelta(days=days), version, None if value is None else Fraction(value))


class TestScore:
    @UNHURRIED
    @given(answers_of(REQOL, TOTAL.items))
    def test_lies_within_its_range_whatever_is_answered(self, answers):
        assert 0 <= scoring.score(TOTAL, answers, of=REQOL).value <= 40

    @UNHURRIED
    @given(answers_of(REQOL, TOTAL.items))
    def test_turns_the_items_round_that_run_the_other_way(self, answers):
        turned = {item: 4 - value for item, value in answers.items()}

        assert scoring.score(TOTAL, answers, of=REQOL).value + scoring.score(TOTAL, turned, of=REQOL).value == 40

    @pytest.mark.parametrize(
        ("answers", "value"), [(LOWEST, 0), (MIDDLE, 20), (with_total(27), 27), (with_total(40), 40)]
    )
    def test_adds_up(self, answers, value):
        assert scoring.score(TOTAL, answers, of=REQOL).value == value

    @UNHURRIED
    @given(answers_of(REQOL, TOTAL.items), st.sampled_from(TOTAL.items))
    def test_lets_the_mean_of_the_others_stand_for_one_that_is_missing(self, answers, item):
        others = {number: value for number, value in answers.items() if number != item}

        found = scoring.score(TOTAL, others, of=REQOL)

        counted = [scoring.scored_answer(value, number, of=REQOL) for number, value in others.items()]
        assert (found.value, found.supplied) == (Fraction(sum(counted), 9) * 10, 1)

    @UNHURRIED
    @given(answers_of(REQOL, TOTAL.items), st.sets(st.sampled_from(TOTAL.items), min_size=2))
    def test_gives_no_result_where_more_are_missing_and_says_which(self, answers, items):
        others = {number: value for number, value in answers.items() if number not in items}

        found = scoring.score(TOTAL, others, of=REQOL)

        assert found.value is None
        assert all(str(item) in found.reason for item in items)
        assert "one may be left out" in found.reason

    @UNHURRIED
    @given(
        answers_of(REQOL, TOTAL.items),
        st.sampled_from(TOTAL.items),
        st.integers().filter(lambda n: n not in range(5)),
    )
    def test_gives_no_result_with_an_answer_the_measure_does_not_have(self, answers, item, value):
        found = scoring.score(TOTAL, {**answers, item: value}, of=REQOL)

        assert found.value is None
        assert found.reason.startswith(f"Item {item} has an answer that ReQoL-10 does not have (0 to 4)")

    def test_does_not_count_the_item_on_physical_health(self):
        assert scoring.score(TOTAL, {**MIDDLE, 11: 4}, of=REQOL).value == 20

    def test_allows_two_of_twenty_to_be_missing(self):
        total = REQOL_20.scale("total")
        answers = dict.fromkeys(total.items[2:], 2)

        assert scoring.score(total, answers, of=REQOL_20).value == 40
        assert scoring.score(total, dict(list(answers.items())[1:]), of=REQOL_20).value is None

    def test_says_nothing_of_nothing(self):
        assert scoring.score(TOTAL, {}, of=REQOL).value is None


class TestScores:
    @UNHURRIED
    @given(answers_of(DIALOG, DIALOG.numbers))
    def test_are_two_means_of_dialog_and_no_total(self, answers):
        life, support = scoring.scores(answers, of=DIALOG)

        assert life.value == Fraction(sum(answers[n] for n in range(1, 9)), 8)
        assert support.value == Fraction(sum(answers[n] for n in range(9, 12)), 3)
        assert {scale.code for scale in DIALOG.scales} == {"life", "support"}

    def test_give_one_mean_where_only_its_items_are_answered(self):
        life, support = scoring.scores(dict.fromkeys(range(1, 9), 4), of=DIALOG)

        assert life.value == 4
        assert support.value is None
        assert "9, 10 and 11" in support.reason

    def test_take_eight_for_no_answer_of_dialog(self):
        life, _ = scoring.scores({**dict.fromkeys(DIALOG.numbers, 4), 2: 8}, of=DIALOG)

        assert "Item 2 has an answer that DIALOG does not have (1 to 7)" in life.reason


class TestChange:
    @UNHURRIED
    @given(st.integers(0, 40), st.integers(0, 40))
    def test_is_reliable_from_five_on(self, first, latest):
        found = scoring.change(TOTAL, Fraction(first), Fraction(latest))

        expected = Change.BETTER if latest - first >= 5 else Change.WORSE if first - latest >= 5 else Change.SAME
        assert found == expected

    def test_is_exact_at_the_edge(self):
        assert scoring.change(TOTAL, Fraction(20), Fraction(249, 10)) == Change.SAME

    def test_is_not_said_where_nobody_has_a_rule(self):
        assert scoring.change(LIFE, Fraction(1), Fraction(7)) == Change.NO_RULE


class TestPair:
    def test_is_the_first_and_the_latest(self):
        found = scoring.pair(TOTAL, [on(30, 24), on(0, 14), on(60, 19)], days=14)

        assert (found.first.value, found.latest.value, found.change) == (14, 19, Change.BETTER)

    def test_needs_fourteen_days(self):
        assert scoring.pair(TOTAL, [on(0, 10), on(13, 30)], days=14) is None
        assert scoring.pair(TOTAL, [on(0, 10), on(14, 30)], days=14) is not None

    def test_needs_the_same_version(self):
        assert scoring.pair(TOTAL, [on(0, 10), on(30, 30, version=2)], days=14) is None

    def test_takes_the_newest_version_that_has_two(self):
        found = scoring.pair(TOTAL, [on(0, 10), on(20, 12), on(30, 30, version=2)], days=14)

        assert (found.first.version, found.latest.value) == (1, 12)

    def test_leaves_out_what_has_no_result(self):
        assert scoring.pair(TOTAL, [on(0, None), on(20, 12)], days=14) is None

    @pytest.mark.parametrize(
        ("filled", "why"),
        [
            ([on(0, None)], Missing.NOT_SCORED),
            ([on(0, 1)], Missing.ONCE),
            ([on(0, 1), on(3, 2)], Missing.TOO_CLOSE),
            ([on(0, 1), on(30, 2, version=2)], Missing.VERSIONS),
        ],
    )
    def test_says_why_there_is_none(self, filled, why):
        assert scoring.why_no_pair(filled, days=14) == why


class TestWorrying:
    @pytest.mark.parametrize(
        ("of", "answers", "items"),
        [
            (REQOL, {6: 4}, [6]),
            (REQOL, {6: 3, 1: 0}, [6]),
            (REQOL, {6: 2}, []),
            (REQOL, {}, []),
            (DIALOG, {1: 1, 8: 1, 2: 1}, [1, 8]),
        ],
    )
    def test_asks_of_single_answers_whatever_the_rest_comes_to(self, of, answers, items):
        assert scoring.worrying(answers, of=of) == items


class TestNumberWords:
    @pytest.mark.parametrize(
        ("value", "words"),
        [(Fraction(7), "7"), (Fraction(9, 2), "4.5"), (Fraction(20, 3), "6.7"), (Fraction(1, 20), "0.1")],
    )
    def test_says_one_decimal_place_at_most(self, value, words):
        assert scoring.number_words(value) == words


class TestInstruments:
    @pytest.mark.parametrize("of", instruments.versions(), ids=lambda of: of.code)
    def test_say_of_every_rule_where_it_comes_from(self, of):
        assert {"range", "pair"} <= set(of.sources)
        assert all(set(scale.items) <= set(of.numbers) for scale in of.scales)
        assert set(of.worrying) <= set(of.numbers)
        assert of.reversed <= set(of.numbers)
        assert all(scale.boundary is None or scale.boundary in scale.boundaries for scale in of.scales)

    @pytest.mark.parametrize("of", instruments.versions(), ids=lambda of: of.code)
    def test_bring_words_only_where_they_are_our_own(self, of):
        assert (of.own_words is not None) == of.is_ours

    def test_are_known_by_code_and_version(self):
        assert instruments.in_force("dialog", on=DAY) == DIALOG
        with pytest.raises(LookupError):
            instruments.in_force("dialog", on=date(2025, 1, 1))
        with pytest.raises(LookupError):
            instruments.instrument("dialog", 9)
        with pytest.raises(LookupError):
            DIALOG.scale("total")
