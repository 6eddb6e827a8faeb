"""Who is alongside me: first names, what each is there for, and how to reach them."""

import pytest
from tests import world as worlds
from tests.world import client_of_person, words

from hearth.core.actor import SYSTEM
from hearth.core.scope import acting_as
from hearth.organisations.models import Hub
from hearth.people.models import Relation
from hearth.portal.alongside import MOST, Face, Way, ways

pytestmark = pytest.mark.django_db


def close_to(world, person, name, **told):
    with acting_as(SYSTEM, at=world.at):
        relation = Relation(person=person, name=name, relation=told.pop("relation", "my sister"), **told)
        relation.save(force_insert=True)


def mine(world, person):
    return words(client_of_person(world, person).get("/me"))


class TestAlongside:
    def test_has_the_holder_first_and_says_how_to_reach_them(self, world, keeley):
        page = mine(world, keeley)

        assert f'Ring Priya at {world.hub.name}: <a href="tel:' in page
        assert '<a href="/me/messages#write">Write to Priya</a>' in page

    def test_names_a_colleague_by_what_they_do_and_a_partner_by_whose_they_are(self, world, keeley):
        for whom in (world.peer, world.partner):
            worlds.let_in(world, keeley, whom)

        page = mine(world, keeley)

        assert '<b>Sam</b><span class="stone">peer supporter</span>' in page
        assert '<b>Tom</b><span class="stone">City housing</span>' in page
        assert f"Ring Priya and Sam at {world.hub.name}" in page
        assert "Write to Priya, Sam and Tom</a>" in page

    def test_has_those_close_to_me_who_are_there_for_me_and_nobody_else(self, world, keeley):
        close_to(world, keeley, "Jess Hale", emergency=True, how_to_reach="07700 900 118, after six")
        close_to(world, keeley, "Bo Lund", relation="a neighbour")
        close_to(world, keeley, "Ash Lowe", relation="was close", do_not_contact=True, informal_carer=True)

        page = mine(world, keeley)

        assert "<b>Jess</b>" in page
        assert "Jess: 07700 900 118, after six" in page
        assert "<b>Bo</b>" not in page
        assert "Ash" not in page

    def test_is_no_crowd(self, world, keeley):
        for number in range(MOST):
            close_to(world, keeley, f"{'ABCDEFGH'[number]}nn Hale", informal_carer=True)

        assert mine(world, keeley).count('class="face') == MOST


class TestWays:
    def test_put_those_together_whom_one_reaches_alike(self):
        hub = Hub(name="Foss")
        faces = [Face("Dee", "holds me", hub=hub), Face("Tom", "housing"), Face("Sam", "peer supporter", hub=hub)]

        assert ways(faces) == [Way(["Dee", "Sam"], hub, "")]

    def test_say_nothing_of_somebody_close_without_a_number(self):
        assert ways([Face("Jess", "my sister", works=False)]) == []
