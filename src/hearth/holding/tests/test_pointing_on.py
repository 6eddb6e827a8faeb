"""Whoever is asked to hold points on to somebody else, and nobody is passed on without end."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from tests import world as worlds

from hearth.core.actor import SYSTEM
from hearth.core.errors import NotPossible
from hearth.core.models import Clock
from hearth.core.scope import acting_as
from hearth.holding import queries
from hearth.holding.codes import HandoverStatus
from hearth.holding.models import Handover, Holding
from hearth.holding.tests.handovers import PROPOSAL, accept, again, answer_clock, complete, holder, meet, point, propose
from hearth.organisations.queries import worker_actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(world):
    return worlds.known(world)


class TestPointingOn:
    def test_asks_the_next_one_and_leaves_the_first_unsettled(self, world, person):
        first = propose(world, person, world.partner)
        second = point(world, first, world.partner, world.outsider)

        assert (again(first).status, again(first).alternative_id) == (HandoverStatus.TALKING, second.id)
        assert (second.to_worker, second.root_id) == (world.outsider, first.root_id)
        assert (second.keep_doing, second.person_view) == (PROPOSAL.keep_doing, PROPOSAL.person_view)
        assert holder(person) == world.lead

    def test_settles_the_first_once_somebody_says_yes(self, world, person):
        first = propose(world, person, world.partner)
        second = point(world, first, world.partner, world.peer)
        third = point(world, second, world.peer, world.outsider)
        accept(world, third, world.outsider, hours=3)

        assert [again(one).status for one in (first, second, third)] == ["declined", "declined", "accepted"]
        assert again(first).alternative_id == third.id

    def test_keeps_the_day_by_which_an_answer_was_promised(self, world, person):
        first = propose(world, person, world.partner)
        due = answer_clock(first).due_at
        point(world, first, world.partner, world.outsider)

        assert (answer_clock(first).due_at, answer_clock(first).stopped_at) == (due, None)

    @pytest.mark.parametrize(("missing", "words"), [({"spoken_to": " "}, "spoke to"), ({"because": ""}, "right place")])
    def test_says_who_was_spoken_to_and_why(self, world, person, missing, words):
        first = propose(world, person, world.partner)

        with pytest.raises(NotPossible, match=words):
            point(world, first, world.partner, world.outsider, **missing)

    def test_never_goes_round_in_a_circle(self, world, person):
        first = propose(world, person, world.partner)
        second = point(world, first, world.partner, world.peer)

        with pytest.raises(NotPossible, match="asked already"):
            point(world, second, world.peer, world.partner)

    def test_counts_as_a_hop(self, world, person):
        first = propose(world, person, world.partner)
        point(world, first, world.partner, world.outsider)

        actor = worker_actor(world.lead)
        with acting_as(actor, at=world.at + timedelta(hours=3)):
            holding = Holding.objects.visible_to(actor).get(person=person)
            assert queries.hops(actor, holding=holding) == 1

    def test_is_no_answer_without_a_yes_even_in_the_database(self, world, person):
        first = propose(world, person, world.partner)

        with pytest.raises(IntegrityError, match="handover_declined_has_other"), acting_as(SYSTEM, at=world.at):
            Handover.objects.filter(pk=first.pk).update(status="declined")


class TestHops:
    def pass_on(self, world, person, to, by, hours):
        handover = propose(world, person, to, by=by, hours=hours)
        accept(world, handover, to, hours=hours + 1)
        meet(world, handover, by=by, hours=hours + 2)
        complete(world, handover, by=by, hours=hours + 3)
        return handover

    def test_the_second_brings_everyone_to_one_table_in_the_same_week(self, world, person):
        self.pass_on(world, person, world.peer, world.lead, 1)
        second = propose(world, person, world.lead, by=world.peer, hours=6)

        with acting_as(SYSTEM, at=worlds.now()):
            assert Clock.objects.filter(definition="second-hop-talk", subject_id=second.root_id).exists()

    def test_the_third_goes_through_whoever_answers_for_the_hub(self, world, person):
        self.pass_on(world, person, world.peer, world.lead, 1)
        self.pass_on(world, person, world.lead, world.peer, 6)
        self.pass_on(world, person, world.peer, world.lead, 11)

        with pytest.raises(NotPossible, match="hub manager"):
            propose(world, person, world.lead, by=world.peer, hours=16)
