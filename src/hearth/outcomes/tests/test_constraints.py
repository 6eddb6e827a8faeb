import pytest
from tests.refusals import broken_rule

from hearth.core.clocks import day_of
from hearth.outcomes.models import Answer, Area, Fill, Offer, Retraction, Worry
from hearth.outcomes.tests.sheets import DIALOG, begin

pytestmark = pytest.mark.django_db


class TestTables:
    def write(self, model, keeley, **told):
        return model(person=keeley, **told).save(force_insert=True)

    def a_fill(self, world, keeley, **changed):
        told = {"instrument": "reqol-10", "version": 1, "mode": "own", "filled_by": "themselves"}
        told |= {"answered_on": day_of(world.at), "begun_at": world.at}
        return lambda: self.write(Fill, keeley, **{**told, **changed})

    @pytest.mark.parametrize(
        ("changed", "rule"),
        [
            ({"mode": "paper"}, "fill_recorded_by_name_unless_own"),
            ({"status": "done"}, "fill_done_stands_in_the_journey"),
            ({"about_type": "Goal"}, "fill_about_type_and_id_together"),
        ],
    )
    def test_hold_a_sitting_to_its_rules(self, world, keeley, changed, rule):
        assert broken_rule(self.a_fill(world, keeley, **changed), at=world.at) == rule

    def test_hold_one_own_sitting_at_a_time(self, world, keeley):
        assert broken_rule(self.a_fill(world, keeley), at=world.at) == ""
        assert broken_rule(self.a_fill(world, keeley), at=world.at) == "fill_one_own_at_a_time"

    def test_hold_one_answer_an_item_within_reason(self, world, keeley):
        fill = begin(world, keeley)
        told = {"fill": fill, "item": 1, "answered_at": world.at}

        assert broken_rule(lambda: self.write(Answer, keeley, value=11, **told), at=world.at) == "answer_in_any_range"
        assert broken_rule(lambda: self.write(Answer, keeley, value=1, **told), at=world.at) == ""
        assert broken_rule(lambda: self.write(Answer, keeley, value=1, **told), at=world.at) == "answer_one_an_item"

    def test_hold_three_areas_at_most_each_once(self, world, keeley):
        told = {"fill": begin(world, keeley, DIALOG), "chosen_at": world.at, "talked_at": world.at}
        told["talked_with"] = world.peer

        def area(item, place):
            return broken_rule(lambda: self.write(Area, keeley, item=item, place=place, **told), at=world.at)

        assert area(1, 4) == "area_three_at_most"
        assert area(1, 1) == ""
        assert area(1, 2) == "area_chosen_once"
        assert area(2, 1) == "area_one_a_place"

    def test_hold_a_worry_to_whoever_was_there_or_was_told(self, world, keeley):
        told = {"fill": begin(world, keeley), "seen_at": world.at, "beside": world.peer, "desk_told": world.lead}

        assert broken_rule(lambda: self.write(Worry, keeley, **told), at=world.at) == "worry_beside_or_told"

    def test_hold_a_retraction_and_an_offer_not_made_to_their_reason(self, world, keeley):
        told = {"fill": begin(world, keeley), "retracted_by": world.peer, "retracted_at": world.at, "reason": ""}
        offer = {"instrument": "dialog", "outcome": "not-offered", "at": world.at}

        assert broken_rule(lambda: self.write(Retraction, keeley, **told), at=world.at) == "retraction_says_why"
        assert broken_rule(lambda: self.write(Offer, keeley, **offer), at=world.at) == "offer_not_made_says_why"
