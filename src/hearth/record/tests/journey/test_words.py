"""The picture in words."""

from datetime import date, timedelta

import pytest

from hearth.record.journey import words
from hearth.record.journey.facts import Shape, When
from hearth.record.journey.figures import ricochet
from hearth.record.tests.journey.making import NOW, journey, passed, thing


class TestPlainly:
    def test_tells_before_and_since(self):
        facts = journey(passed(300, "GP surgery", "Access team"), thing(250), held=200)

        assert words.plainly(ricochet(facts), "Robin") == (
            "In the year before, Robin was passed on once without a yes, and for 50 days nobody held them. "
            "Since then somebody by name has held Robin all the time. Robin has not been passed on without a yes."
        )

    def test_says_you_to_the_person(self):
        facts = journey(passed(201, "GP surgery", "Access team"), thing(201), held=200)

        assert words.plainly(ricochet(facts), "you") == (
            "In the year before, you were passed on once without a yes. "
            "Since then somebody by name has held you all the time. You have not been passed on without a yes."
        )

    def test_says_so_when_nobody_is_known_to_have_passed_them_on(self):
        assert words.plainly(ricochet(journey(thing(3))), "you") == (
            "In the last year, nobody is known to have passed you on without a yes."
        )

    def test_does_not_say_that_nobody_did_since_when_somebody_did(self):
        facts = journey(passed(20, "The Hub", "Access team"), held=200)

        assert "has not been passed on" not in words.plainly(ricochet(facts), "Robin")


class TestWhen:
    @pytest.mark.parametrize(
        ("when", "said"), [(When.DAY, "3 May 2019"), (When.MONTH, "May 2019"), (When.YEAR, "2019")]
    )
    def test_says_no_more_than_is_known(self, when, said):
        assert words.when_words(date(2019, 5, 3), when) == said

    def test_gives_the_hour_of_a_crisis_and_the_end_of_a_stay(self):
        stay = thing(9, Shape.STAY, until=NOW)

        assert words.moment_words(thing(0, Shape.CRISIS)) == "22 November 2026, 12:00"
        assert words.moment_words(stay) == "13 November 2026 to 22 November 2026"
        assert words.moment_words(thing(0)) == "22 November 2026"

    @pytest.mark.parametrize(("days", "said"), [(1, "1 day"), (13, "13 days"), (55, "8 weeks")])
    def test_says_how_long_a_stay_was(self, days, said):
        assert words.stay_words(NOW - timedelta(days=days), NOW) == said


class TestShort:
    def test_keeps_what_fits(self):
        assert words.short("Tea \n and rain", 40) == "Tea and rain"

    def test_cuts_what_does_not(self):
        assert words.short("Tea, and then rain", 5) == "Tea…"


class TestTimes:
    @pytest.mark.parametrize(("number", "said"), [(1, "once"), (2, "twice"), (5, "five times"), (40, "40 times")])
    def test_counts_as_people_do(self, number, said):
        assert words.times(number) == said


class TestGaps:
    def test_say_whether_they_go_on(self):
        assert words.gap_words(72, goes_on=False) == "72 days, nobody holding"
        assert words.gap_words(1, goes_on=True) == "1 day, nobody holding, and it goes on"
        assert words.wait_words(3, goes_on=True) == "has waited 3 days"
        assert words.wait_words(3, goes_on=False) == "waited 3 days"


class TestHeld:
    def test_names_whoever_holds_now(self):
        assert words.held_words(["Dee"], NOW, None) == "held by Dee, since 22 November 2026"
        assert words.held_words(["Sam", "Dee"], NOW, None) == "held since 22 November 2026, now by Dee"
        assert words.held_words(["Sam"], NOW, NOW) == "held here, 22 November 2026 to 22 November 2026"
