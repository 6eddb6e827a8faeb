import pytest
from tests import world as worlds

from hearth.core.clocks import day_of
from hearth.core.errors import NotPossible
from hearth.core.scope import acting_as
from hearth.organisations.queries import worker_actor
from hearth.outcomes import actions, queries
from hearth.outcomes.codes import Step
from hearth.outcomes.models import Area
from hearth.outcomes.tests.sheets import DAY, DIALOG, act, begin, filled

pytestmark = pytest.mark.django_db


class TestAreas:
    @pytest.fixture
    def rated(self, world, keeley):
        return filled(world, keeley, dict.fromkeys(DIALOG.numbers, 4), DIALOG).fill

    def choose(self, world, rated, item):
        return act(world, actions.choose_area, fill=rated, item=item)

    def test_are_chosen_up_to_three_and_talked_through_in_four_steps(self, world, rated):
        for item in (4, 9, 2):
            self.choose(world, rated, item)
        with pytest.raises(NotPossible, match="Up to 3"):
            self.choose(world, rated, 5)
        with pytest.raises(NotPossible, match="chosen already"):
            self.choose(world, rated, 2)

        peer = worker_actor(world.peer)
        with acting_as(peer, at=world.at):
            area = queries.areas_of(peer, fill=rated)[0]
            actions.talk_through(peer, area=area, words={Step.ACTIONS: "Ring the landlord.\x00"}, at=world.at)
            with pytest.raises(NotPossible, match="at least one"):
                actions.talk_through(peer, area=area, words={Step.ACTIONS: " "}, at=world.at)

        rows = worlds.all_of(Area)
        assert sorted((row.place, row.item) for row in rows) == [(1, 4), (2, 9), (3, 2)]
        assert {row.actions for row in rows} == {"Ring the landlord.", ""}

    def test_begin_with_what_was_agreed_the_last_time(self, world, keeley):
        fills = [
            filled(world, keeley, {4: 4}, DIALOG, answered_on=day_of(world.at) - days * DAY).fill
            for days in (60, 30, 1)
        ]
        peer = worker_actor(world.peer)
        for number, fill in enumerate(fills[:2]):
            self.choose(world, fill, 4)
            with acting_as(peer, at=world.at):
                (area,) = queries.areas_of(peer, fill=fill)
                actions.talk_through(peer, area=area, words={Step.ACTIONS: f"Agreed {number}."}, at=world.at)

        with acting_as(peer, at=world.at):
            assert [one.actions for one in queries.agreed_before(peer, fill=fills[2])] == ["Agreed 1."]
            assert queries.agreed_before(peer, fill=fills[0]) == []

    def test_wait_until_everything_is_rated(self, world, keeley):
        with pytest.raises(NotPossible, match="Finish rating first"):
            act(world, actions.choose_area, fill=begin(world, keeley, DIALOG), item=1)
