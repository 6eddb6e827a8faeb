"""Handing over: the sender holds until a named human has said yes and they have met."""

from datetime import timedelta

import pytest
from tests import world as worlds

from hearth.core.actor import SYSTEM
from hearth.core.errors import NotPermitted, NotPossible
from hearth.core.scope import acting_as
from hearth.holding import actions, queries
from hearth.holding.codes import HandoverStatus
from hearth.holding.tests.handovers import (
    PROPOSAL,
    accept,
    again,
    answer_clock,
    complete,
    does,
    holder,
    meet,
    point,
    propose,
)
from hearth.organisations.queries import worker_actor
from hearth.people.models import Person
from hearth.record.models import Entry
from hearth.sharing.models import Relationship

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(world):
    return worlds.known(world)


def titles(person):
    with acting_as(SYSTEM, at=worlds.now()):
        return list(Entry.objects.filter(person=person, kind="handover").order_by("id").values_list("title", flat=True))


class TestProposing:
    def test_moves_nothing(self, world, person):
        propose(world, person, world.peer)

        assert holder(person) == world.lead

    def test_tells_the_person_who_is_asked_why_and_who_holds_until_then(self, world, person):
        propose(world, person, world.partner)

        with acting_as(SYSTEM, at=worlds.now()):
            entry = Entry.objects.get(person=person, kind="handover")
        assert entry.title == f"{world.partner.worker.name}, {world.partner.organisation.name}, is asked to hold"
        assert PROPOSAL.reason in entry.body
        assert PROPOSAL.keep_doing in entry.body
        assert f"{world.lead.worker.name} holds until they have met." in entry.body

    def test_promises_an_answer_within_two_working_days(self, world, person):
        clock = answer_clock(propose(world, person, world.partner))

        assert (clock.owner_id, clock.stopped_at) == (world.partner.id, None)

    def test_lets_whoever_is_asked_know_whom_it_is_about_and_no_more(self, world, person):
        worlds.written(world, person)
        propose(world, person, world.outsider)

        actor = worker_actor(world.outsider)
        with acting_as(actor, at=world.at + timedelta(hours=2)):
            assert list(Person.objects.visible_to(actor)) == [person]
            assert list(Entry.objects.visible_to(actor)) == []
            assert [asked.person_id for asked in queries.asked_of(actor)] == [person.id]

    def test_asks_a_team_as_well(self, world, person):
        propose(world, person, world.team)

        actor = worker_actor(world.peer)
        with acting_as(actor, at=world.at + timedelta(hours=2)):
            assert queries.asked_of(actor).count() == 1

    @pytest.mark.parametrize(
        ("missing", "words"),
        [
            ({"reason": " "}, "Say why"),
            ({"keep_doing": ""}, "keep doing"),
            ({"person_view": "", "person_not_asked": " "}, "what they want"),
        ],
    )
    def test_needs_its_answers(self, world, person, missing, words):
        with pytest.raises(NotPossible, match=words):
            propose(world, person, world.partner, **missing)

    def test_is_for_the_holder_and_whoever_leads(self, world, person):
        with pytest.raises(NotPermitted):
            propose(world, person, world.lead, by=world.peer)

    def test_asks_one_at_a_time(self, world, person):
        propose(world, person, world.partner)

        with pytest.raises(NotPossible, match="asked already"):
            propose(world, person, world.peer)

    def test_does_not_ask_the_holder(self, world, person):
        with pytest.raises(NotPossible, match="holds them already"):
            propose(world, person, world.lead)


class TestAccepting:
    def test_still_moves_nothing(self, world, person):
        accept(world, propose(world, person, world.partner), world.partner)

        assert holder(person) == world.lead

    def test_is_done_by_name_and_keeps_the_promise_of_an_answer(self, world, person):
        handover = propose(world, person, world.team)
        accept(world, handover, world.peer)

        assert again(handover).accepted_by == world.peer
        assert answer_clock(handover).stopped_at == world.at + timedelta(hours=2)
        assert titles(person)[-1] == f"{world.peer.worker.name} said yes"

    def test_is_only_for_whoever_was_asked(self, world, person):
        handover = propose(world, person, world.partner)

        with pytest.raises(NotPermitted):
            accept(world, handover, world.peer)

    def test_happens_once(self, world, person):
        handover = propose(world, person, world.team)
        seen = again(handover)
        accept(world, handover, world.peer)

        with pytest.raises(NotPossible, match="answered"):
            does(world, world.lead, actions.accept_handover, handover=seen, hours=2)


class TestCompleting:
    def test_moves_the_holder_once_they_have_met(self, world, person):
        handover = propose(world, person, world.partner)
        accept(world, handover, world.partner)
        meet(world, handover)
        complete(world, handover)

        assert holder(person) == world.partner
        assert again(handover).status == HandoverStatus.COMPLETED
        assert titles(person)[-1].endswith("holds from now on")

    def test_waits_until_they_have_met(self, world, person):
        handover = propose(world, person, world.partner)
        accept(world, handover, world.partner)

        with pytest.raises(NotPossible, match="not met yet"):
            complete(world, handover)

    def test_waits_for_a_yes(self, world, person):
        handover = propose(world, person, world.partner)

        with pytest.raises(NotPossible, match="nobody to meet"):
            meet(world, handover)

    def test_does_not_believe_in_a_meeting_to_come(self, world, person):
        handover = propose(world, person, world.partner)
        accept(world, handover, world.partner)

        with pytest.raises(NotPossible, match="still to come"):
            does(world, world.lead, actions.have_met, handover=again(handover), met_at=world.at + timedelta(days=9))

    def test_ends_what_being_asked_let_them_know(self, world, person):
        handover = propose(world, person, world.team)
        accept(world, handover, world.peer)
        meet(world, handover)
        complete(world, handover)

        with acting_as(SYSTEM, at=worlds.now()):
            assert not Relationship.objects.filter(person=person, kind="asked", until_at=None).exists()


class TestTakingBack:
    def test_ends_every_question_of_the_chain_and_says_why(self, world, person):
        first = propose(world, person, world.partner)
        second = point(world, first, world.partner, world.outsider)
        because = "They would rather stay."
        does(world, world.lead, actions.withdraw_handover, handover=again(second), because=because, hours=3)

        assert [(again(one).status, again(one).ended_because) for one in (first, second)] == [
            ("withdrawn", because),
            ("withdrawn", because),
        ]
        assert holder(person) == world.lead
        assert titles(person)[-1] == "Nothing changes hands"

    def test_needs_a_reason(self, world, person):
        handover = propose(world, person, world.partner)

        with pytest.raises(NotPossible, match="Say why"):
            does(world, world.lead, actions.withdraw_handover, handover=again(handover), because=" ")

    def test_ends_what_being_asked_let_them_know(self, world, person):
        handover = propose(world, person, world.outsider)
        does(world, world.lead, actions.withdraw_handover, handover=again(handover), because="Not now.", hours=2)

        actor = worker_actor(world.outsider)
        with acting_as(actor, at=world.at + timedelta(hours=3)):
            assert list(Person.objects.visible_to(actor)) == []


class TestLeaving:
    def leaves(self, world, membership, hours=3):
        at = world.at + timedelta(hours=hours)
        with acting_as(SYSTEM, at=at):
            actions.worker_leaves(SYSTEM, membership=membership, at=at)

    def manager(self, membership, manager):
        with acting_as(SYSTEM, at=worlds.now()):
            type(membership).objects.filter(pk=membership.pk).update(manager=manager)
        membership.manager = manager

    def test_puts_their_question_to_whoever_holds_in_their_place(self, world, person):
        handover = propose(world, person, world.peer)
        accept(world, handover, world.peer)
        self.manager(world.peer, world.manager)
        self.leaves(world, world.peer)

        assert (again(handover).status, again(handover).to_worker) == ("proposed", world.manager)
        assert again(handover).accepted_by is None

    def test_takes_it_back_if_there_is_nobody(self, world, person):
        handover = propose(world, person, world.partner)
        self.manager(world.partner, None)
        self.leaves(world, world.partner)

        assert again(handover).status == "withdrawn"
        assert holder(person) == world.lead
