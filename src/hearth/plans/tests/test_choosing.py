from datetime import timedelta

import pytest
from tests import world as worlds

from hearth.core.errors import NotPossible
from hearth.core.sight import Level
from hearth.plans import actions
from hearth.plans.codes import About, How, Part
from hearth.plans.models import CardOpening, CardVersion
from hearth.plans.queries import versions
from hearth.plans.tests.plans import act, card, part, sign, stands

pytestmark = pytest.mark.django_db
LATER = timedelta(minutes=5)


def choose(world, version, **more):
    return act(world, actions.choose_version, about=About.CARD, version=version, how=How.WITH, **more)


class TestChooseVersion:
    def test_lets_one_go_on_and_keeps_the_other(self, world, robin):
        ours = card(world, robin, do_first="Ring Jess.")
        theirs = card(world, robin, do_first="Sit with me.", by=worlds.themselves(world, robin))

        chosen = choose(world, theirs, later=LATER)

        assert (chosen.replaces_id, chosen.settles_id, chosen.do_first) == (theirs.pk, ours.pk, "Sit with me.")
        assert not stands(world, robin, About.CARD).is_divided
        assert len(worlds.all_of(CardVersion)) == 3

    def test_makes_nothing_theirs(self, world, robin):
        one, _ = card(world, robin), card(world, robin, do_first="Wait.")
        choose(world, one, later=LATER)

        assert not stands(world, robin, About.CARD).is_mine

    def test_settles_three_one_after_the_other(self, world, robin):
        first = card(world, robin)
        card(world, robin, do_first="Wait.")
        card(world, robin, do_first="Ring Jess.")
        chosen = choose(world, first, later=LATER)
        assert stands(world, robin, About.CARD).is_divided

        choose(world, chosen, later=2 * LATER)
        assert not stands(world, robin, About.CARD).is_divided

    def test_refuses_where_somebody_has_chosen(self, world, robin):
        only = card(world, robin)

        with pytest.raises(NotPossible, match="chosen already"):
            choose(world, only)
        assert len(worlds.all_of(CardVersion)) == 1

    def test_lets_what_is_signed_stand_meanwhile(self, world, robin):
        mine = card(world, robin)
        sign(world, robin, mine)
        for words in ("Wait.", "Ring Jess."):
            card(world, robin, mine, do_first=words, later=LATER)

        found = stands(world, robin, About.CARD)
        assert found.stands.pk == mine.pk
        assert found.is_divided


class TestOpenCard:
    def test_asks_how_it_was_explained(self, world, robin):
        with pytest.raises(NotPossible, match="explain"):
            act(world, actions.open_card, person=robin, explained_how=" ")
        assert worlds.all_of(CardOpening) == []

    def test_is_done_once_and_can_be_closed_again(self, world, robin):
        opening = act(world, actions.open_card, person=robin, explained_how="Over tea.")
        with pytest.raises(NotPossible, match="open already"):
            act(world, actions.open_card, person=robin, explained_how="Again.")

        act(world, actions.close_card, opening=opening, later=LATER)

        (kept,) = worlds.all_of(CardOpening)
        assert kept.until_at == world.at + LATER

    def test_explains_itself_on_their_own_page(self, world, robin):
        opening = act(world, actions.open_card, person=robin, explained_how="", by=worlds.themselves(world, robin))

        assert "own page" in opening.explained_how
        assert opening.recorded_by_id is None


class TestChooseLevel:
    def test_counts_in_the_same_second(self, world, robin):
        worlds.let_in(world, robin, world.council, Level.PLAN)
        part(world, robin)
        partner = worlds.worker_actor(world.partner)

        def seen():
            return act(world, lambda actor, at: versions.parts(actor, person_id=robin.pk), by=partner)

        assert list(seen()) == [Part.MATTERS]
        act(world, actions.choose_level, person=robin, part=Part.MATTERS, level=Level.FULL)
        assert seen() == {}
        act(world, actions.choose_level, person=robin, part=Part.MATTERS, level=Level.PLAN, later=LATER)
        assert list(seen()) == [Part.MATTERS]
