"""How often somebody was passed on, told it again, was assessed again: and of how many that is known."""

from hypothesis import given, settings

from hearth.record.journey.facts import Shape, When
from hearth.record.journey.figures import Figure, ricochet, what_was_tried
from hearth.record.tests.journey.making import journey, journeys, passed, thing


class TestRicochet:
    def test_counts_passing_on_without_a_yes_before_and_since(self):
        before = [passed(300, "GP surgery", "Access team"), passed(250, "Crisis team", "GP surgery")]
        yes = passed(201, "GP surgery", "The Hub", yes=True)

        told = ricochet(journey(*before, yes, thing(10), held=200))

        assert told.before.passed_on == Figure(2, 3, 3)
        assert told.since.passed_on == Figure(0, 0, 0)

    def test_says_of_how_many_passings_a_yes_is_known(self):
        told = ricochet(journey(passed(50, "GP surgery", "Access team", yes=None), passed(40, "Access team", "")))

        assert told.before.passed_on == Figure(1, 1, 2)
        assert not told.before.passed_on.whole

    def test_looks_at_one_year_on_either_side(self):
        far = [passed(900, "GP surgery", "Access team"), thing(20, Shape.MISSED)]

        told = ricochet(journey(*far, held=500))

        assert told.before.passed_on.number == 0
        assert told.since.missed.number == 0
        assert (told.before.days, told.since.days) == (365, 365)

    def test_has_no_since_for_somebody_nobody_here_holds(self):
        assert ricochet(journey(thing(20))).since is None

    @settings(max_examples=60, deadline=None)
    @given(facts=journeys())
    def test_never_knows_more_than_there_is(self, facts):
        told = ricochet(facts)

        for figures in filter(None, (told.before, told.since)):
            every = (figures.passed_on, figures.days_unheld, figures.told_again, figures.assessed_again, figures.missed)
            assert all(0 <= one.known <= one.of for one in every)
            assert figures.days_unheld.number <= figures.days + 1

    @settings(max_examples=60, deadline=None)
    @given(facts=journeys())
    def test_finds_no_day_in_no_ones_hands_since(self, facts):
        since = ricochet(facts).since

        assert since is None or since.days_unheld.number == 0


class TestDaysUnheld:
    def test_guesses_nothing_from_a_month(self):
        vague = passed(100, "GP surgery", "Access team", when=When.MONTH)

        figure = ricochet(journey(vague, thing(60), passed(50, "GP surgery", "Access team"), thing(40))).before

        assert figure.days_unheld == Figure(10, 1, 2)


class TestToldAgain:
    def test_counts_what_is_known_of_all_who_met_them(self):
        met = [thing(30, told_again=True), thing(20, Shape.CRISIS, told_again=False), thing(10), thing(5, Shape.TRIED)]

        assert ricochet(journey(*met)).before.told_again == Figure(1, 2, 3)


class TestAssessedAgain:
    def test_counts_one_within_a_year_of_another(self):
        three = [thing(400, assessment=True), thing(300, assessment=True), thing(20, assessment=True)]

        assert ricochet(journey(*three)).before.assessed_again.number == 2

    def test_leaves_out_one_long_after(self):
        two = [thing(700, assessment=True), thing(20, assessment=True), thing(10)]

        assert ricochet(journey(*two)).before.assessed_again == Figure(0, 1, 2)


class TestWhatWasTried:
    def test_is_what_the_entry_says_itself(self):
        assert what_was_tried([thing(9, Shape.MISSED, tried="A letter")], 0) == "A letter"

    def test_is_the_next_try_of_the_same_team(self):
        things = [thing(9, Shape.MISSED), thing(8, Shape.TRIED, "Police"), thing(7, Shape.TRIED, body="Went by")]

        assert what_was_tried(things, 0) == "Went by"

    def test_is_nothing_after_the_next_appointment(self):
        things = [thing(9, Shape.MISSED), thing(8), thing(7, Shape.TRIED, body="Went by")]

        assert what_was_tried(things, 0) == ""

    def test_is_nothing_more_than_four_weeks_later(self):
        things = [thing(60, Shape.MISSED), thing(20, Shape.TRIED, body="Went by")]

        assert what_was_tried(things, 0) == ""

    def test_is_nothing_where_nothing_follows(self):
        assert what_was_tried([thing(9, Shape.MISSED)], 0) == ""
