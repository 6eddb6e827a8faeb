"""Which ways are safe, what the next try should be, and when there were enough."""

from datetime import timedelta

import pytest
from tests.refusals import refusal

from hearth.core.errors import NotPossible
from hearth.front_door import attempt_rules as rules
from hearth.front_door.attempt_rules import Reach, Try
from hearth.front_door.welcome_codes import AttemptOutcome, Channel, PartOfDay
from hearth.organisations.tests.factories import NOON

CALL, TEXT, VISIT, THROUGH = Channel.CALL, Channel.TEXT, Channel.VISIT, Channel.THROUGH
ALL = frozenset(Channel)
TODAY = NOON.date()
LADDER = rules.ladder(on=TODAY)
MAIL = Reach("email", "Lee@Example.org")
PHONE = Reach("phone", "07700 900 123", message=True)


def tries(*made):
    """(channel, outcome, days after noon, hours after noon)."""
    return [Try(c, o, NOON + timedelta(days=d, hours=h)) for c, o, d, h in made]


def unanswered(n):
    channels = [CALL, TEXT, CALL, VISIT, CALL, TEXT]
    days = [0, 1, 3, 7, 14, 15]
    return tries(*((channels[i], AttemptOutcome.NO_ANSWER, days[i], 6 * (i % 2)) for i in range(n)))


def next_after(made, *, ways=ALL, days=0, hours=0):
    return rules.next_try(made, open_ways=ways, of=LADDER, now=NOON + timedelta(days=days, hours=hours))


class TestLadder:
    def test_is_data_that_names_its_source(self):
        assert LADDER.source.startswith("Hearth default")
        assert [step.after_days for step in LADDER.steps] == [0, 1, 3, 7, 14]

    def test_was_not_in_force_for_ever(self):
        with pytest.raises(LookupError):
            rules.ladder(on=TODAY.replace(year=2020))


class TestNextTry:
    def test_begins_today_by_the_first_safe_way(self):
        first = next_after([])

        assert (first.rung, first.channel, first.from_on) == (1, CALL, TODAY)

    def test_takes_another_way_and_another_part_of_the_day(self):
        second = next_after(unanswered(1))

        assert (second.rung, second.channel, second.part) == (2, TEXT, PartOfDay.MORNING)
        assert second.from_on == TODAY + timedelta(days=1)

    def test_never_names_a_part_of_today_that_is_over(self):
        assert next_after([], hours=2).part == PartOfDay.AFTERNOON
        assert next_after([], hours=6).part == PartOfDay.EVENING

    def test_lets_people_sleep(self):
        late = next_after([], hours=9)

        assert (late.part, late.from_on) == (PartOfDay.MORNING, TODAY + timedelta(days=1))

    def test_keeps_to_the_one_way_that_is_safe(self):
        assert next_after(unanswered(1), ways=frozenset({CALL})).channel == CALL

    def test_asks_somebody_they_trust_when_no_way_is_safe(self):
        assert next_after([], ways=frozenset()).channel == THROUGH

    def test_leaves_a_wrong_number_for_another_way(self):
        wrong = tries((CALL, AttemptOutcome.WRONG, 0, 0), (VISIT, AttemptOutcome.NO_ANSWER, 1, 0))

        assert next_after(wrong, ways=frozenset({CALL, VISIT})).channel == VISIT

    def test_rings_straight_back_when_the_line_was_cut_off(self):
        again = next_after(tries((CALL, AttemptOutcome.CUT_OFF, 0, 0)))

        assert (again.channel, again.from_on) == (CALL, TODAY)

    def test_begins_anew_once_they_were_reached(self):
        made = [*unanswered(2), *tries((CALL, AttemptOutcome.REACHED, 2, 0))]

        assert next_after(made).rung == 1

    def test_goes_on_after_the_last_rung(self):
        late = next_after(unanswered(6), days=16)

        assert (late.rung, late.enough) == (7, True)


class TestCheckEnough:
    def enough(self, made, *, days=16, ways=ALL):
        rules.check_enough(made, open_ways=ways, of=LADDER, today=TODAY + timedelta(days=days))

    def test_lets_the_whole_ladder_pass(self):
        assert refusal(lambda: self.enough(unanswered(5))) == ""

    @pytest.mark.parametrize(
        ("made", "days", "missing"),
        [
            ([], 0, "There were 0 tries of 5"),
            (unanswered(4), 16, "There were 4 tries of 5"),
            (unanswered(5), 13, "Trying began 13 days ago"),
            ([Try(one.channel, one.outcome, NOON) for one in unanswered(5)], 16, "another time of day"),
            ([Try(CALL, one.outcome, one.at) for one in unanswered(5)], 16, "another way"),
        ],
    )
    def test_says_what_is_missing(self, made, days, missing):
        with pytest.raises(NotPossible, match=missing):
            self.enough(made, days=days)

    def test_counts_only_tries_since_they_were_reached(self):
        with pytest.raises(NotPossible, match="0 tries"):
            self.enough([*unanswered(5), *tries((CALL, AttemptOutcome.REACHED, 15, 0))])

    def test_asks_for_one_way_only_where_one_is_safe(self):
        calls = [Try(CALL, one.outcome, one.at) for one in unanswered(5)]

        assert refusal(lambda: self.enough(calls, ways=frozenset({CALL}))) == ""


class TestCheckWay:
    def check(self, channel=CALL, reach=PHONE, **more):
        rules.check_way(channel, reach=reach, never=more.pop("never", []), **more)

    @pytest.mark.parametrize("reach", [PHONE, None])
    def test_lets_a_safe_way_pass(self, reach):
        assert refusal(lambda: self.check(reach=reach)) == ""

    @pytest.mark.parametrize(
        ("given", "says"),
        [
            ({"died": True}, "have died"),
            ({"decided": False}, "First decide together"),
            ({"reach": Reach("phone", "07700 900 123", safe=False)}, "not safe"),
            ({"reach": Reach("phone", "07700 900 123", ended=True)}, "not theirs any more"),
            ({"channel": TEXT, "reach": Reach("phone", "07700 900 123")}, "text is safe"),
            ({"channel": VISIT}, "does not lead there"),
            ({"never": ["+44 7700 900123"]}, "must not be contacted"),
            ({"reach": MAIL, "channel": Channel.EMAIL, "never": ["lee@example.org"]}, "must not"),
        ],
    )  # fmt: skip
    def test_refuses_any_other_in_a_sentence(self, given, says):
        with pytest.raises(NotPossible, match=says):
            self.check(**given)


class TestOpenWays:
    def test_are_only_those_that_are_safe(self):
        reaches = [PHONE, Reach("email", "k@example.org", safe=False), Reach("place", "By the station")]

        assert rules.open_ways(reaches, never=[], trusted=False) == {CALL, TEXT, VISIT}
        assert rules.open_ways([], never=[], trusted=True) == {THROUGH}


class TestCheckOutcome:
    def test_refuses_a_message_where_none_may_be_left(self):
        with pytest.raises(NotPossible, match="No message"):
            rules.check_outcome(CALL, AttemptOutcome.MESSAGE, reach=Reach("phone", "07700 900 123"))
        rules.check_outcome(CALL, AttemptOutcome.MESSAGE, reach=PHONE)

    def test_refuses_what_cannot_come_of_it(self):
        with pytest.raises(NotPossible, match="cannot come of"):
            rules.check_outcome(VISIT, AttemptOutcome.CUT_OFF, reach=None)
