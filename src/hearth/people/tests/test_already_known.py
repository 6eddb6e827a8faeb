"""Before somebody new is written down: who may be meant already, and nobody unlikely."""

from datetime import date

import pytest

from hearth.core.actor import PUBLIC, SYSTEM
from hearth.core.models import AuditEvent
from hearth.core.scope import acting_as
from hearth.core.values import NhsNumber
from hearth.organisations.queries import worker_actor
from hearth.people import actions, queries
from hearth.people.queries import Told
from hearth.people.tests.robert import BORN

pytestmark = pytest.mark.django_db


@pytest.fixture
def before_new(world):
    def run(by=None, **told):
        actor = worker_actor(by or world.lead)
        with acting_as(actor, at=world.at):
            return actions.ask_already_known(actor, told=Told(**told), at=world.at)

    return run


class TestAskAlreadyKnown:
    @pytest.mark.parametrize(
        "told",
        [
            {"given": "Robert", "family": "Ward"},
            {"given": "Bob", "family": "Ward"},
            {"known_as": "Robert", "family": "Catterick", "birth_on": BORN},
            {"given": "Robrt", "family": "Ward", "birth_on": BORN},
            {"phone": "+44 7700 900123"},
            {"known_as": "somebody", "phone": "07700 900123"},
            {"nhs_number": NhsNumber("9990000026")},
        ],
    )
    def test_shows_who_may_be_meant(self, robert, before_new, told):
        assert [one.person_id for one in before_new(**told)] == [robert.id]

    @pytest.mark.parametrize(
        "told",
        [
            {},
            {"known_as": "Wendy"},
            {"given": "Robert", "family": "Ward", "birth_on": date(1951, 7, 30)},
            {"given": "Robert", "family": "Marchbanks"},
            {"given": "Ro", "family": "Wa"},
            {"phone": "07700 900124"},
        ],
    )
    def test_troubles_nobody_with_the_unlikely(self, robert, before_new, told):
        assert before_new(**told) == []

    def test_leaves_a_trace_that_counts_as_a_search(self, robert, before_new, world):
        before_new(given="Robert", family="Ward")

        with acting_as(SYSTEM, at=world.at):
            (event,) = AuditEvent.objects.filter(event="people.searched")
        assert event.detail == {"found": 1}

    def test_tells_the_public_nothing(self, robert, world):
        with acting_as(PUBLIC, at=world.at):
            assert queries.already_known(PUBLIC, told=Told(given="Robert", family="Ward"), at=world.at) == []
