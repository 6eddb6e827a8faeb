from datetime import timedelta

import pytest
from tests import world as worlds

from hearth.core.scope import acting_as
from hearth.holding import actions as holding
from hearth.organisations.queries import worker_actor
from hearth.people import actions as people
from hearth.people.models import Person

pytestmark = pytest.mark.django_db


class TestRewriteSight:
    def test_opens_at_once_what_begins_an_instant_after_the_request(self):
        world = worlds.build()
        lead, later = worker_actor(world.lead), world.at + timedelta(milliseconds=3)

        with acting_as(lead, at=world.at):
            evan = people.create_person(lead, known_as="Evan", at=later)
            holding.take_in(lead, person=evan, hub=world.hub, holder=world.lead, at=later)

            assert Person.objects.visible_to(lead).get() == evan
