"""Supported, resting, back again: in the same hands all along."""

from datetime import timedelta

import pytest
from tests import world as worlds

from hearth.core.actor import PUBLIC
from hearth.core.errors import NotPermitted, NotPossible
from hearth.core.scope import acting_as
from hearth.holding import actions
from hearth.holding.models import HolderChange, Holding
from hearth.organisations.queries import worker_actor
from hearth.record.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(world):
    return worlds.known(world)


def does(world, person, act, *, by=None, because="She wants some quiet.", hours=1):
    actor, at = worker_actor(by or world.lead), world.at + timedelta(hours=hours)
    with acting_as(actor, at=at):
        return act(actor, holding=worlds.holding_of(actor, person), because=because, at=at)


def stands(person):
    holding = worlds.all_of(Holding, pk=person.pk)[0]
    return holding.status, holding.holder_id


class TestRest:
    def test_leaves_them_in_the_same_hands(self, world, person):
        does(world, person, actions.rest)

        assert stands(person) == ("resting", world.lead.id)
        assert [change.status for change in worlds.all_of(HolderChange, person=person)] == ["welcoming", "resting"]

    def test_tells_them_why(self, world, person):
        does(world, person, actions.rest)

        (entry,) = worlds.all_of(Entry, kind="handover")
        assert (entry.title, entry.body) == ("Resting, with the door open", "She wants some quiet.")

    def test_needs_a_reason(self, world, person):
        with pytest.raises(NotPossible, match="Say why"):
            does(world, person, actions.rest, because=" ")
        assert stands(person)[0] == "welcoming"

    def test_is_said_once(self, world, person):
        does(world, person, actions.rest)

        with pytest.raises(NotPossible, match="already"):
            does(world, person, actions.rest)

    def test_is_not_for_a_role_that_does_not_write(self, world, person):
        welcomer = worlds.worker("Wyn", "Ames", "welcomer", world.trust, hub=world.hub)
        with acting_as(PUBLIC, at=world.at), pytest.raises(NotPermitted):
            actions.rest(PUBLIC, holding=Holding(person=person, holder=welcomer), because="So.", at=world.at)
        assert stands(person)[0] == "welcoming"


class TestComeBack:
    @pytest.mark.parametrize("before", ["welcoming", "supported"])
    def test_leads_to_where_they_were(self, world, person, before):
        if before == "supported":
            does(world, person, actions.support)
        does(world, person, actions.rest, hours=2)

        does(world, person, actions.come_back, hours=3)

        assert stands(person) == (before, world.lead.id)


class TestSupport:
    def test_begins_when_the_welcome_ends(self, world, person):
        does(world, person, actions.support)

        assert stands(person) == ("supported", world.lead.id)
