"""Stretches in no one's hands, and waits."""

from datetime import timedelta
from itertools import pairwise

from hypothesis import given, settings

from hearth.record.codes import EntryKind
from hearth.record.journey.facts import Shape, When
from hearth.record.journey.gaps import nobody_held, waits, within
from hearth.record.tests.journey.making import NOW, days_ago, journey, journeys, passed, thing


class TestNobodyHeld:
    def test_begins_with_a_passing_on_and_ends_with_a_meeting(self):
        facts = journey(passed(100, "GP surgery", "Access team"), thing(29, lane="Access team"))

        (gap,) = nobody_held(facts)

        assert (gap.days, gap.known) == (71, True)

    def test_is_ended_by_no_crisis_police_or_missed_appointment(self):
        between = [
            thing(90, Shape.CRISIS),
            thing(80, Shape.STEPPED_IN),
            thing(70, Shape.MISSED),
            thing(60, Shape.TRIED),
        ]

        (gap,) = nobody_held(journey(passed(100, "GP surgery", "Access team"), *between, thing(29)))

        assert gap.days == 71

    def test_is_lengthened_and_not_doubled_by_a_second_passing_on(self):
        twice = [passed(100, "GP surgery", "Access team"), passed(80, "Crisis team", "GP surgery")]

        (gap,) = nobody_held(journey(*twice, thing(50, lane="GP surgery")))

        assert gap.days == 50

    def test_is_ended_by_a_handover_with_a_yes(self):
        yes = passed(90, "GP surgery", "The Hub", yes=True)

        (gap,) = nobody_held(journey(passed(100, "Access team", "GP surgery"), yes))

        assert gap.days == 10

    def test_does_not_begin_with_a_handover_with_a_yes(self):
        assert nobody_held(journey(passed(100, "GP surgery", "The Hub", yes=True), thing(1))) == []

    def test_is_over_the_day_somebody_here_holds_them(self):
        (gap,) = nobody_held(journey(passed(100, "GP surgery", "Access team"), thing(10), held=40))

        assert gap.days == 60

    def test_goes_on_for_somebody_nobody_holds(self):
        (gap,) = nobody_held(journey(passed(100, "GP surgery", "Access team")))

        assert (gap.days, gap.until) == (100, None)

    def test_is_not_known_by_the_day_when_an_end_is_not(self):
        (gap,) = nobody_held(journey(passed(100, "GP surgery", "", when=When.MONTH), thing(50)))

        assert not gap.known

    def test_is_never_after_somebody_here_holds_them(self):
        assert nobody_held(journey(passed(20, "The Hub", "Access team"), thing(10), held=40)) == []

    @settings(max_examples=60, deadline=None)
    @given(facts=journeys())
    def test_never_overlaps_another(self, facts):
        gaps = nobody_held(facts)

        assert all(gap.until is None or gap.until >= gap.from_at for gap in gaps)
        assert all(one.until <= other.from_at for one, other in pairwise(gaps))


class TestWaits:
    def test_last_from_asking_to_the_first_meeting(self):
        facts = journey(thing(20, Shape.NOTED, kind=EntryKind.REFERRAL), thing(8), thing(2))

        (wait,) = waits(facts)

        assert (wait.days, wait.lane) == (12, "The Hub")

    def test_go_on_while_nobody_has_met_them(self):
        (wait,) = waits(journey(thing(20, Shape.NOTED, kind=EntryKind.REFERRAL), thing(8, lane="Police")))

        assert (wait.days, wait.until) == (20, None)

    def test_are_none_when_somebody_met_them_that_day(self):
        asked = thing(20, Shape.NOTED, kind=EntryKind.REFERRAL)

        assert waits(journey(asked, thing(19.95))) == []


class TestWithin:
    def test_cuts_a_stretch_to_what_is_asked(self):
        facts = journey(passed(100, "GP surgery", "Access team"), thing(50))

        (gap,) = within(nobody_held(facts), start=days_ago(80), end=days_ago(60), now=NOW)

        assert gap.days == 20

    def test_leaves_out_what_lies_outside(self):
        gaps = nobody_held(journey(passed(100, "GP surgery", "Access team"), thing(50)))

        assert list(within(gaps, start=days_ago(40), end=NOW + timedelta(days=1), now=NOW)) == []
