"""Two records of one person are joined: two plans stand side by side until somebody chooses, and part again whole."""

from datetime import timedelta

import pytest
from tests import world as worlds

from hearth.core.scope import acting_as
from hearth.identity import actions as identity
from hearth.organisations.queries import worker_actor
from hearth.plans.codes import About
from hearth.plans.models import CardVersion
from hearth.plans.tests.plans import card, sign, stands

pytestmark = pytest.mark.django_db


def join(world, survivor, merged):
    gail, hugh = (worker_actor(worlds.worker(given, "Hart", "guardian", world.trust)) for given in ("Gail", "Hugh"))
    told = {"survivor_id": survivor.pk, "merged_id": merged.pk, "because": "The same."}
    with acting_as(gail, at=world.at):
        merge = identity.propose_merge(gail, at=world.at, **told)
    with acting_as(hugh, at=world.at):
        identity.confirm_merge(hugh, merge=merge, at=world.at)


class TestTwoPlans:
    def test_stand_side_by_side_and_nothing_is_chosen_by_itself(self, world):
        robin, rob = worlds.known(world, known_as="Robin"), worlds.known(world, known_as="Rob", nhs_number=None)
        card(world, robin, do_first="Sit with me.")
        card(world, rob, do_first="Ring Jess.", later=timedelta(seconds=1))

        join(world, robin, rob)

        found = stands(world, robin, About.CARD)
        assert found.is_divided
        assert {one.do_first for one in found.heads} == {"Sit with me.", "Ring Jess."}
        assert {one.person_id for one in worlds.all_of(CardVersion)} == {robin.pk}

    def test_let_what_was_signed_stand(self, world):
        robin, rob = worlds.known(world, known_as="Robin"), worlds.known(world, known_as="Rob", nhs_number=None)
        sign(world, rob, card(world, rob, do_first="Ring Jess."))
        card(world, robin, do_first="Sit with me.", later=timedelta(seconds=1))

        join(world, robin, rob)

        found = stands(world, robin, About.CARD)
        assert found.is_mine
        assert found.stands.do_first == "Ring Jess."
        assert [one.do_first for one in found.waiting] == ["Sit with me."]
