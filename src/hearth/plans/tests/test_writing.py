import pytest
from tests import world as worlds

from hearth.core.errors import NotPermitted, NotPossible
from hearth.core.models import AuditEvent
from hearth.organisations.queries import worker_actor
from hearth.plans import actions
from hearth.plans.codes import About, How, Part
from hearth.plans.models import CardVersion, GoalVersion, PartVersion, WishVersion
from hearth.plans.tests.plans import CARD, act, card, goal, part, pen, sign, stands
from hearth.plans.wish_rules import Wish
from hearth.record.models import Entry

pytestmark = pytest.mark.django_db


def told_in_the_journey(robin):
    return [(entry.title, entry.body) for entry in worlds.all_of(Entry, person=robin, kind="plan-change")]


class TestWritePart:
    def test_says_who_held_the_pen_and_waits_for_a_yes(self, world, robin):
        written = part(world, robin)

        assert (written.how, written.author_name, written.written_by_id) == (How.WITH, "Priya Nair", world.lead.pk)
        assert not stands(world, robin, About.PART).is_mine
        assert worlds.all_of(AuditEvent, event="plans.part_written", person_id=robin.pk)

    def test_tells_the_journey_that_it_was_written_and_not_what(self, world, robin):
        part(world, robin, "The allotment.")

        ((title, body),) = told_in_the_journey(robin)
        assert title == "My plan"
        assert "together with the person" in body
        assert "allotment" not in body

    def test_is_in_their_own_hand_on_their_own_page(self, world, robin):
        written = part(world, robin, by=worlds.themselves(world, robin), how=How.FOR)

        assert (written.how, written.written_by_id, written.acting_as) == (How.THEMSELVES, None, "my own words")
        assert told_in_the_journey(robin)[0][1] == "I wrote a part of the plan myself."

    def test_keeps_what_stood_before(self, world, robin):
        first = part(world, robin, "Tea.")
        part(world, robin, "Tea and toast.", first)

        assert {one.words for one in worlds.all_of(PartVersion)} == {"Tea.", "Tea and toast."}
        assert stands(world, robin, About.PART).stands.words == "Tea and toast."

    def test_keeps_both_where_two_wrote_at_once(self, world, robin):
        first = part(world, robin, "Tea.")
        part(world, robin, "Tea and toast.", first)
        part(world, robin, "Coffee.", first, by=worlds.themselves(world, robin))

        found = stands(world, robin, About.PART)
        assert found.is_divided
        assert {one.words for one in found.heads} == {"Tea and toast.", "Coffee."}

    def test_refuses_words_that_stand_there_already(self, world, robin):
        first = part(world, robin, "Tea.")

        with pytest.raises(NotPossible, match="stand there already"):
            part(world, robin, "Tea.", first)
        assert len(worlds.all_of(PartVersion)) == 1

    def test_refuses_no_words(self, world, robin):
        with pytest.raises(NotPossible, match="few words"):
            part(world, robin, " ")
        assert worlds.all_of(PartVersion) == []

    @pytest.mark.parametrize("who", ["partner", "outsider", "administrator"])
    def test_refuses_whoever_does_not_write_plans(self, world, robin, who):
        worlds.let_in(world, robin, world.council)

        with pytest.raises(NotPermitted):
            part(world, robin, by=worker_actor(getattr(world, who)))
        assert worlds.all_of(PartVersion) == []

    def test_refuses_somebody_else_on_their_own_page(self, world, robin):
        jess = worlds.known(world, known_as="Jess", nhs_number=None)

        with pytest.raises(NotPermitted):
            part(world, robin, by=worlds.themselves(world, jess))

    def test_takes_the_place_of_nothing_that_is_not_of_this_part(self, world, robin):
        other = part(world, robin, "Tea.", part=Part.GOOD_DAYS)

        assert part(world, robin, "The allotment.", other).replaces_id is None


class TestWriteCard:
    def test_keeps_every_word_and_the_order_of_calls(self, world, robin):
        written = card(world, robin)

        (kept,) = worlds.all_of(CardVersion)
        assert kept.pk == written.pk
        assert [call["name"] for call in kept.calls] == ["Jess", "Dee"]
        assert kept.do_first == CARD.do_first

    def test_tells_the_journey_no_more_than_any_part_does(self, world, robin):
        card(world, robin)

        assert told_in_the_journey(robin) == [
            ("My plan", "Priya Nair wrote a part of the plan together with the person. It waits for their yes.")
        ]

    def test_refuses_one_that_fits_no_screen(self, world, robin):
        with pytest.raises(NotPossible, match="one screen"):
            card(world, robin, calms="a" * 600)
        assert worlds.all_of(CardVersion) == []


class TestWriteGoal:
    def test_goes_on_under_the_same_root(self, world, robin):
        first = goal(world, robin, reason=("Referral", robin.pk))
        second = goal(world, robin, first, root_id=first.root_id, state="trying", confidence=6)

        assert second.root_id == first.root_id == first.pk
        assert (first.reason_type, first.reason_id) == ("Referral", robin.pk)
        assert stands(world, robin, About.GOAL).stands.state == "trying"

    def test_begins_another_without_a_root(self, world, robin):
        first = goal(world, robin)
        second = goal(world, robin, words="A dog.")

        assert first.root_id != second.root_id

    def test_refuses_one_without_a_next_step(self, world, robin):
        with pytest.raises(NotPossible, match="next step"):
            goal(world, robin, next_step="")
        assert worlds.all_of(GoalVersion) == []


class TestWriteWish:
    def test_keeps_what_is_known_and_leaves_the_rest_unsaid(self, world, robin):
        act(world, actions.write_wish, person=robin, wish=Wish("refusal", "No.", life=True), pen=pen())

        (kept,) = worlds.all_of(WishVersion)
        assert (kept.life, kept.even_if, kept.signed_on) == (True, None, None)

    def test_refuses_a_day_that_has_not_come(self, world, robin):
        wish = Wish("statement", "My bed.", world.at.date().replace(year=2030))

        with pytest.raises(NotPossible, match="has not come"):
            act(world, actions.write_wish, person=robin, wish=wish, pen=pen())
        assert worlds.all_of(WishVersion) == []


class TestWhatIsSigned:
    def test_stands_until_something_newer_is_signed(self, world, robin):
        mine = card(world, robin)
        sign(world, robin, mine)
        newer = card(world, robin, mine, how=How.FOR, do_first="Ring the crisis team.", later=worlds.timedelta(hours=1))

        found = stands(world, robin, About.CARD)
        assert found.stands.pk == mine.pk
        assert [one.pk for one in found.waiting] == [newer.pk]

        sign(world, robin, newer, later=worlds.timedelta(hours=2))
        assert stands(world, robin, About.CARD).stands.pk == newer.pk
        assert stands(world, robin, About.CARD).waiting == ()
