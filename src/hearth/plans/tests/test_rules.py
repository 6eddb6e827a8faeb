from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.refusals import refusal

from hearth.plans import rules
from hearth.plans.codes import Mark
from hearth.plans.rules import Call, Card, thread
from hearth.plans.tests.plans import CARD, GOAL

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


@dataclass(frozen=True)
class One:
    id: UUID
    written_at: datetime
    replaces_id: UUID | None = None
    settles_id: UUID | None = None
    signed_at: datetime | None = None


def one(minute=0, *, before=None, settles=None, signed=False):
    at = NOON + timedelta(minutes=minute)
    return One(uuid4(), at, before and before.id, settles and settles.id, at if signed else None)


class TestThread:
    def test_is_none_where_nothing_is_written(self):
        assert thread([]) is None

    def test_shows_the_newest_words_until_something_is_signed(self):
        first = one()
        second = one(1, before=first)

        found = thread([first, second])

        assert found.stands == found.newest == second
        assert not found.is_mine
        assert not found.is_divided

    def test_lets_signed_words_stand_until_newer_ones_are_signed(self):
        mine = one(signed=True)
        newer = one(1, before=mine)

        found = thread([mine, newer])
        after = thread([mine, replace(newer, signed_at=NOON)])

        assert (found.stands, found.waiting, found.newest) == (mine, (newer,), newer)
        assert found.is_mine
        assert (after.stands, after.waiting) == (replace(newer, signed_at=NOON), ())

    def test_keeps_both_of_two_who_wrote_at_once(self):
        first = one()
        theirs, ours = one(1, before=first), one(2, before=first)

        found = thread([first, theirs, ours])

        assert found.is_divided
        assert set(found.heads) == {theirs, ours}

    def test_keeps_both_beside_what_is_signed(self):
        mine = one(signed=True)
        theirs, ours = one(1, before=mine), one(2, before=mine)

        found = thread([mine, theirs, ours])

        assert found.stands == mine
        assert found.is_divided
        assert set(found.waiting) == {theirs, ours}

    def test_goes_on_from_what_was_chosen(self):
        theirs, ours = one(), one(1)
        chosen = one(2, before=ours, settles=theirs)

        found = thread([theirs, ours, chosen])

        assert not found.is_divided
        assert found.stands == chosen

    # A busy machine draws slowly; that is no fault of what is drawn.
    @settings(suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(st.tuples(st.integers(0, 7), st.booleans()), min_size=1, max_size=8))
    def test_never_loses_a_head_and_never_shows_one_as_mine_that_is_not(self, steps):
        every = []
        for minute, (which, signed) in enumerate(steps):
            every.append(one(minute, before=every[which % len(every)] if every else None, signed=signed))

        found = thread(every)

        gone = {version.replaces_id for version in every}
        newest_signed = max((v.written_at for v in every if v.signed_at), default=None)
        heads = [v for v in every if v.id not in gone and (newest_signed is None or v.written_at > newest_signed)]
        assert set(heads) <= {found.stands, *found.waiting}
        assert found.is_mine == (newest_signed is not None)
        assert all(v.signed_at is None for v in found.waiting)


class TestCheckWords:
    @pytest.mark.parametrize("words", ["", "  \n", "\x00"])
    def test_asks_for_some(self, words):
        assert refusal(lambda: rules.check_words(words)) == rules.WORDS_FIRST

    def test_says_how_many_are_too_many(self):
        assert "8000 letters" in refusal(lambda: rules.check_words("a" * 8_001))

    def test_takes_the_space_away_around_them(self):
        assert rules.check_words(" Tea.\n") == "Tea."


class TestCheckMark:
    @pytest.mark.parametrize(
        ("mark", "typed", "witness", "fine"),
        [
            (Mark.PAGE, "", "", True),
            (Mark.NAME, "Kit", "", True),
            (Mark.NAME, " ", "Dee", False),
            (Mark.CROSS, "", "Dee", True),
            (Mark.CROSS, "Kit", "", False),
            (Mark.THUMB, "", " ", False),
            (Mark.SPOKEN, "", "", False),
            (Mark.SPOKEN, "", "Dee", True),
        ],
    )
    def test_asks_who_saw_what_leaves_no_words(self, mark, typed, witness, fine):
        assert (refusal(lambda: rules.check_mark(mark, typed=typed, witness=witness)) == "") == fine


class TestCheckCard:
    def test_takes_a_card_that_fits(self):
        rules.check_card(CARD)

    def test_takes_one_line(self):
        rules.check_card(Card("Sit with me."))

    @pytest.mark.parametrize(
        ("changed", "says"),
        [
            ({"do_first": " "}, "do first"),
            ({"calls": (Call("Jess", ""),)}, "name and a number"),
            ({"calls": (Call("Jess", "1"),) * 5}, "At most 4"),
            ({"calms": "a" * 600}, "Take out about"),
        ],
    )
    def test_says_what_is_wrong(self, changed, says):
        assert says in refusal(lambda: rules.check_card(replace(CARD, **changed)))


class TestTenthsOf:
    def test_counts_every_line_heading_and_call(self):
        assert rules.tenths_of(Card("Sit.")) == 13
        assert rules.tenths_of(Card("Sit.", (Call("Jess", "1"),))) == 13 + 18 + 26
        assert rules.tenths_of(Card("Sit.", calms="Tea.\n\nToast.")) == 13 + 18 + 30
        assert rules.tenths_of(Card("Sit.", not_to_ring="a" * 60)) == 13 + 20

    def test_leaves_room_for_everything_said_shortly(self):
        short = dict.fromkeys(("calms", "where_to_be", "please_dont", "medicines", "home", "safer"), "Tea, and quiet.")

        rules.check_card(Card("Sit with me.", (Call("Jess", "1"), Call("Dee", "2")), **short))


class TestCheckGoal:
    @pytest.mark.parametrize(
        ("changed", "says"),
        [({"words": ""}, "own words"), ({"next_step": " "}, "next step"), ({"confidence": 11}, "from 0 to 10")],
    )
    def test_says_what_is_missing(self, changed, says):
        assert says in refusal(lambda: rules.check_goal(replace(GOAL, **changed)))

    @pytest.mark.parametrize("sure", [None, 0, 10])
    def test_takes_any_confidence_or_none(self, sure):
        rules.check_goal(replace(GOAL, confidence=sure, by_when=date(2026, 12, 1)))


class TestIsSteady:
    @pytest.mark.parametrize(
        ("days", "unsafe", "steady"), [(None, False, True), (13, False, False), (14, False, True), (None, True, False)]
    )
    def test_waits_two_weeks_after_a_crisis_and_while_somebody_is_unsafe(self, days, unsafe, steady):
        crisis = None if days is None else NOON - timedelta(days=days)

        assert rules.is_steady(last_crisis_at=crisis, unsafe_now=unsafe, at=NOON) == steady
