"""Handing over: the sender holds until a named human has said yes and they have met."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError
from tests import world as worlds

from hearth.core.actor import SYSTEM
from hearth.core.errors import NotPermitted, NotPossible
from hearth.core.models import Clock
from hearth.core.scope import acting_as
from hearth.holding import actions, queries
from hearth.holding.codes import HandoverStatus
from hearth.holding.models import Handover, Holding
from hearth.holding.rules import Proposal
from hearth.organisations.queries import worker_actor
from hearth.people.models import Person
from hearth.record.models import Entry
from hearth.sharing.models import Relationship

pytestmark = pytest.mark.django_db
PROPOSAL = Proposal(
    reason="The flat is what keeps them awake, and you know flats.",
    keep_doing="Our walk on Thursdays.",
    person_view="Yes, if Dee still comes along.",
)


@pytest.fixture
def person(world):
    return worlds.known(world)


def does(world, membership, act, *, hours=1, **more):
    """Let one worker act, `hours` after the world began."""
    actor, at = worker_actor(membership), world.at + timedelta(hours=hours)
    with acting_as(actor, at=at):
        return act(actor, at=at, **more)


def propose(world, person, to, by=None, hours=1, **changed):
    return does(
        world,
        by or world.lead,
        lambda actor, at: actions.propose_handover(
            actor,
            holding=Holding.objects.visible_to(actor).get(person=person),
            to=to,
            proposal=replace(PROPOSAL, **changed),
            at=at,
        ),
        hours=hours,
    )


def accept(world, handover, by, hours=2):
    return does(world, by, actions.accept_handover, handover=again(handover), hours=hours)


def meet(world, handover, by=None, hours=3):
    met_at = world.at + timedelta(hours=hours)
    return does(world, by or world.lead, actions.have_met, handover=again(handover), met_at=met_at, hours=hours)


def complete(world, handover, by=None, hours=4):
    return does(world, by or world.lead, actions.complete_handover, handover=again(handover), hours=hours)


def again(handover):
    with acting_as(SYSTEM, at=worlds.now()):
        return Handover.objects.select_related("person", *queries.WITH_NAMES).get(pk=handover.pk)


def holder(person):
    with acting_as(SYSTEM, at=worlds.now()):
        return Holding.objects.get(person=person).holder


def titles(person):
    with acting_as(SYSTEM, at=worlds.now()):
        return list(Entry.objects.filter(person=person, kind="handover").order_by("id").values_list("title", flat=True))


def answer_clock(handover):
    with acting_as(SYSTEM, at=worlds.now()):
        return Clock.objects.get(definition="handover-answer", subject_id=handover.root_id)


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


class TestPointingOn:
    def point(self, world, handover, by, to, **changed):
        told = {"spoken_to": "Ama, this morning", "because": "They run the flats.", **changed}
        return does(world, by, actions.point_on, handover=again(handover), to=to, hours=2, **told)

    def test_asks_the_next_one_and_leaves_the_first_unsettled(self, world, person):
        first = propose(world, person, world.partner)
        second = self.point(world, first, world.partner, world.outsider)

        assert (again(first).status, again(first).alternative_id) == (HandoverStatus.TALKING, second.id)
        assert (second.to_worker, second.root_id) == (world.outsider, first.root_id)
        assert (second.keep_doing, second.person_view) == (PROPOSAL.keep_doing, PROPOSAL.person_view)
        assert holder(person) == world.lead

    def test_settles_the_first_once_somebody_says_yes(self, world, person):
        first = propose(world, person, world.partner)
        second = self.point(world, first, world.partner, world.peer)
        third = self.point(world, second, world.peer, world.outsider)
        accept(world, third, world.outsider, hours=3)

        assert [again(one).status for one in (first, second, third)] == ["declined", "declined", "accepted"]
        assert again(first).alternative_id == third.id

    def test_keeps_the_day_by_which_an_answer_was_promised(self, world, person):
        first = propose(world, person, world.partner)
        due = answer_clock(first).due_at
        self.point(world, first, world.partner, world.outsider)

        assert (answer_clock(first).due_at, answer_clock(first).stopped_at) == (due, None)

    @pytest.mark.parametrize(("missing", "words"), [({"spoken_to": " "}, "spoke to"), ({"because": ""}, "right place")])
    def test_says_who_was_spoken_to_and_why(self, world, person, missing, words):
        first = propose(world, person, world.partner)

        with pytest.raises(NotPossible, match=words):
            self.point(world, first, world.partner, world.outsider, **missing)

    def test_never_goes_round_in_a_circle(self, world, person):
        first = propose(world, person, world.partner)
        second = self.point(world, first, world.partner, world.peer)

        with pytest.raises(NotPossible, match="asked already"):
            self.point(world, second, world.peer, world.partner)

    def test_counts_as_a_hop(self, world, person):
        first = propose(world, person, world.partner)
        self.point(world, first, world.partner, world.outsider)

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


class TestTakingBack:
    def test_ends_every_question_of_the_chain_and_says_why(self, world, person):
        first = propose(world, person, world.partner)
        second = TestPointingOn().point(world, first, world.partner, world.outsider)
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
