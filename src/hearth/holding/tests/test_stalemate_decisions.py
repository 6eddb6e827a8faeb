"""Two services do not agree until somebody decides, by name and with reasons; and what is kept of it."""

from datetime import timedelta

import pytest
from tests import world as worlds

from hearth.core.errors import NotPermitted, NotPossible
from hearth.core.models import Clock
from hearth.core.scope import acting_as
from hearth.holding import actions
from hearth.holding import stalemate_queries as queries
from hearth.holding.codes import Dispute
from hearth.holding.models import Barrier, Holding, Stalemate
from hearth.holding.stalemate_rules import Decided, Raised
from hearth.holding.tests.stalemates import answer, look_round, now, raised
from hearth.organisations.queries import worker_actor
from hearth.organisations.tests.factories import NOON
from hearth.people.models import Person
from hearth.record.models import Entry

pytestmark = pytest.mark.django_db

OUTCOME = Decided("The trust works with her, housing joins each month.", "She said so, and both can.")


@pytest.fixture
def world():
    return worlds.build(at=NOON)  # a Friday: two working days are over on Tuesday, five on the next Friday


@pytest.fixture
def person(world):
    return worlds.known(world)


def decide(world, stalemate, by, told=OUTCOME, at=None):
    actor, at = worker_actor(by), at or world.at + timedelta(hours=2)
    with acting_as(actor, at=at):
        found = Stalemate.objects.visible_to(actor).get(pk=stalemate.pk)
        return actions.decide_stalemate(actor, stalemate=found, told=told, payer=world.council, at=at)


class TestDecideStalemate:
    def both_answered(self, world, person, **more):
        found = raised(world, person, **more)
        answer(world, found, world.partner)
        answer(world, found, world.lead)
        return found

    def test_ends_it_by_name_with_reasons_and_lets_go_of_nobody(self, world, person):
        found = self.both_answered(world, person)
        decide(world, found, world.lead)

        ended = now(found)
        assert (ended.decided_by, ended.payer) == (world.lead, world.council)
        assert {clock.stopped_at is None for clock in worlds.all_of(Clock, subject_id=found.pk)} == {False}
        assert worlds.all_of(Holding, person=person)[0].holder == world.lead
        assert "Why: She said so" in worlds.all_of(Entry, title="Priya Nair decided")[0].body

    def test_ends_what_being_asked_let_them_know(self, world, person):
        decide(world, self.both_answered(world, person), world.lead)

        partner, later = worker_actor(world.partner), world.at + timedelta(hours=3)
        with acting_as(partner, at=later):
            assert not Person.objects.visible_to(partner).filter(pk=person.pk).exists()

    def test_waits_until_every_service_has_spoken(self, world, person):
        found = raised(world, person)

        with pytest.raises(NotPossible, match="Not every service"):
            decide(world, found, world.lead)

        assert now(found).decided_at is None

    def test_needs_reasons(self, world, person):
        found = self.both_answered(world, person)

        with pytest.raises(NotPossible, match="Say why"):
            decide(world, found, world.lead, Decided("So be it.", " "))

    def test_is_for_the_directors_once_it_has_come_to_them(self, world, person):
        found = raised(world, person)
        look_round(world, days=20)
        later = world.at + timedelta(days=20)

        with pytest.raises(NotPermitted):
            decide(world, found, world.lead, at=later)
        decide(world, found, world.partner, at=later)

        assert now(found).decided_by == world.partner

    def test_needs_the_plan_and_a_worker_of_each_for_two_kinds_of_support_together(self, world, person):
        told = Raised(Dispute.CO_OCCURRING, "Both want the other to go first.")
        found = self.both_answered(world, person, told=told)
        with_plan = Decided("Both at once.", "It belongs together.", "Sam and Tom see her on Tuesdays.")

        with pytest.raises(NotPossible, match="a worker of each"):
            decide(world, found, world.lead, with_plan)
        for party, who in (("Ouse Valley Trust", world.peer), ("City housing", world.partner)):
            self.name(world, found, party, who)
        with pytest.raises(NotPossible, match="Write the plan"):
            decide(world, found, world.lead, Decided("Both.", "Because."))
        decide(world, found, world.lead, with_plan)

        assert now(found).joint_plan == "Sam and Tom see her on Tuesdays."

    def name(self, world, found, party, who):
        actor = worker_actor(world.lead)
        with acting_as(actor, at=world.at):
            there = queries.parties_of(actor, stalemate=found).get(organisation__name=party)
            actions.name_for_joint_plan(actor, stalemate=now_seen(actor, found), party=there, worker=who, at=world.at)

    def test_takes_nobody_from_elsewhere_into_the_plan(self, world, person):
        found = raised(world, person, told=Raised(Dispute.CO_OCCURRING, "Both."))

        with pytest.raises(NotPossible, match="works for City housing"):
            self.name(world, found, "City housing", world.peer)


def now_seen(actor, stalemate):
    return Stalemate.objects.visible_to(actor).select_related("person__person").get(pk=stalemate.pk)


class TestKeepBarrier:
    def kept(self, world, found):
        actor, at = worker_actor(world.lead), world.at + timedelta(hours=3)
        with acting_as(actor, at=at):
            return actions.keep_barrier(actor, stalemate=now_seen(actor, found), at=at)

    def test_keeps_kinds_and_days_and_nothing_that_leads_back(self, world, person):
        found = TestDecideStalemate().both_answered(world, person)
        decide(world, found, world.lead)
        barrier = self.kept(world, found)

        assert (barrier.kind, barrier.rungs, barrier.days) == ("which-team", 1, 0)
        assert barrier.between == ["housing", "nhs-trust"]
        columns = {field.name for field in Barrier._meta.get_fields()}
        assert columns == {"id", "kind", "rungs", "days", "between", "area", "month"}
        assert barrier.id.version == 4

    def test_is_for_what_is_decided_and_once(self, world, person):
        found = TestDecideStalemate().both_answered(world, person)
        with pytest.raises(NotPossible):
            self.kept(world, found)
        decide(world, found, world.lead)
        self.kept(world, found)

        with pytest.raises(NotPossible):
            self.kept(world, found)

        assert len(worlds.all_of(Barrier)) == 1
