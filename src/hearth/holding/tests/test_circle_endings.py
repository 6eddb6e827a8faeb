"""Whoever holds somebody hears before what they opened for a while closes again."""

from datetime import timedelta

import pytest
from tests import world as worlds

from hearth.core.actor import SYSTEM
from hearth.core.errors import NotPermitted
from hearth.core.scope import acting_as
from hearth.holding import actions
from hearth.messaging.models import Message
from hearth.organisations.queries import worker_actor
from hearth.sharing.tests.test_endings import opened

pytestmark = pytest.mark.django_db


def tell(at):
    with acting_as(SYSTEM, at=at):
        return actions.tell_of_endings(SYSTEM, at=at)


class TestTellOfEndings:
    def test_tells_the_holder_once_without_a_name(self, world, keeley):
        choice = opened(world, keeley, ends=3)

        assert [tell(world.at), tell(world.at + timedelta(hours=1))] == [1, 1]

        (message,) = messages(world)
        assert (message.membership_id, message.person_id) == (world.lead.pk, None)
        assert message.good_until_at == choice.until_at
        assert "Keeley" not in message.subject_line + message.body

    def test_tells_once_of_all_that_closes_on_one_day(self, world, keeley):
        robin = worlds.known(world, known_as="Robin", nhs_number=None)
        for person, whom in ((keeley, world.council), (keeley, world.surgery), (robin, world.council)):
            opened(world, person, ends=3, whom=whom)

        assert tell(world.at) == 1

    def test_tells_of_each_day(self, world, keeley):
        opened(world, keeley, ends=3)
        opened(world, keeley, ends=5, whom=world.surgery)

        assert tell(world.at) == 2

    @pytest.mark.parametrize("ends", [-1, 30])
    def test_tells_nobody_too_early_or_when_it_is_over(self, world, keeley, ends):
        opened(world, keeley, ends=ends)

        assert tell(world.at) == 0
        assert messages(world) == []

    def test_is_done_by_hearth_alone(self, world, keeley):
        opened(world, keeley, ends=3)
        lead = worker_actor(world.lead)

        with acting_as(lead, at=world.at), pytest.raises(NotPermitted):
            actions.tell_of_endings(lead, at=world.at)
        assert messages(world) == []


def messages(world):
    with acting_as(SYSTEM, at=world.at):
        return list(Message.objects.filter(key__startswith="circle-endings"))
