"""Who held somebody, and handovers that came to a yes, as the picture of a journey takes them."""

import pytest
from tests import world as worlds

from hearth.core.scope import acting_as
from hearth.holding import actions as holding
from hearth.holding.picture_queries import hands, journey_facts
from hearth.holding.rules import Proposal
from hearth.organisations.queries import worker_actor
from hearth.record.journey.facts import Shape

pytestmark = pytest.mark.django_db
ASKED = Proposal(reason="She moves.", keep_doing="We ring on Fridays.", person_view="That suits me.")


def handed_over(world, person):
    lead, peer = worker_actor(world.lead), worker_actor(world.peer)
    with acting_as(lead, at=world.at):
        held = worlds.holding_of(lead, person)
        asked = holding.propose_handover(lead, holding=held, to=world.peer, proposal=ASKED, at=world.at)
    with acting_as(peer, at=world.at):
        asked = holding.accept_handover(peer, handover=asked, at=world.at)
    with acting_as(lead, at=world.at):
        asked = holding.have_met(lead, handover=asked, met_at=world.at, at=world.at)
        holding.complete_handover(lead, handover=asked, at=world.at)


class TestHands:
    def test_names_who_holds_and_whom_they_work_for(self, world, keeley):
        lead = worker_actor(world.lead)

        with acting_as(lead, at=world.at):
            (hand,) = hands(lead, person_id=keeley.id)

        assert (hand.name, hand.lane, hand.until_at) == ("Priya", "Ouse Valley Trust", None)

    def test_are_nobodys_for_whoever_may_not_know(self, world, keeley):
        stranger = worker_actor(worlds.worker("Noor", "Aziz", "clinician", world.surgery))

        with acting_as(stranger, at=world.at):
            assert hands(stranger, person_id=keeley.id) == []
            assert journey_facts(stranger, person_id=keeley.id, at=world.at).happenings == ()


class TestJourneyFacts:
    def test_has_one_passing_with_a_yes_for_a_handover(self, world, keeley):
        handed_over(world, keeley)
        lead = worker_actor(world.lead)

        with acting_as(lead, at=world.at):
            told = journey_facts(lead, person_id=keeley.id, at=world.at)

        (passing,) = [one for one in told.happenings if one.shape is Shape.PASSED]
        assert (passing.yes, passing.lane) == (True, "Ouse Valley Trust")
        assert told.hands[-1].until_at is None
