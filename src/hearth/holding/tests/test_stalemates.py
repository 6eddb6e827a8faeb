"""Two services do not agree: from the first second somebody holds and somebody pays, and it goes up by itself."""

import pytest
from tests import world as worlds

from hearth.core.actor import SYSTEM
from hearth.core.errors import NotPermitted, NotPossible
from hearth.core.models import Clock
from hearth.core.scope import acting_as
from hearth.holding import actions
from hearth.holding import stalemate_queries as queries
from hearth.holding.codes import AbsenceKind, Dispute, Ladder, Stand
from hearth.holding.models import Holding, SeatAnswer, SeatAsked, Stalemate, StalemateStep
from hearth.holding.stalemate_rules import Raised
from hearth.holding.tests.stalemates import TOLD, answer, asked_now, look_round, now, raised
from hearth.messaging.models import Message
from hearth.organisations.models import Membership
from hearth.organisations.queries import worker_actor
from hearth.organisations.tests.factories import NOON
from hearth.people.models import Person
from hearth.record.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return worlds.build(at=NOON)  # a Friday: two working days are over on Tuesday, five on the next Friday


@pytest.fixture
def person(world):
    return worlds.known(world)


def falls_ill(world, who, covered_by):
    with acting_as(SYSTEM, at=world.at):
        found = Membership.objects.select_related("manager__worker", "worker").get(pk=who.pk)
        given = {"membership": found, "kind": AbsenceKind.ILL, "cover": covered_by, "from_at": world.at, "at": world.at}
        actions.note_absence(SYSTEM, **given)


def titles(person):
    return [entry.title for entry in sorted(worlds.all_of(Entry, person=person), key=lambda one: one.recorded_at)]


class TestRaiseStalemate:
    def test_names_who_holds_and_who_pays_in_the_same_second(self, world, person):
        found = now(raised(world, person))

        assert (found.interim_holder, found.interim_payer) == (world.lead, world.trust)
        assert worlds.all_of(Holding, person=person)[0].holder == world.lead

    def test_may_name_another_holder_who_holds_from_now_on(self, world, person):
        raised(world, person, holder=world.peer)

        assert worlds.all_of(Holding, person=person)[0].holder == world.peer

    def test_asks_a_seat_of_each_service_and_lets_it_know_whom_it_is_about(self, world, person):
        found = raised(world, person)

        assert asked_now(world, found) == {("Ouse Valley Trust", world.lead), ("City housing", world.partner)}
        partner = worker_actor(world.partner)
        with acting_as(partner, at=world.at):
            assert Person.objects.visible_to(partner).filter(pk=person.pk).exists()

    def test_promises_every_rung_from_the_first_day(self, world, person):
        found = raised(world, person)

        clocks = worlds.all_of(Clock, subject_id=found.pk)
        assert {clock.definition for clock in clocks} == {
            "stalemate-workers",
            "stalemate-managers",
            "stalemate-decision",
        }
        assert {clock.owner_id for clock in clocks} == {world.lead.pk}

    def test_tells_the_person_that_it_is_not_their_fault_who_holds_and_who_pays(self, world, person):
        raised(world, person)

        told = worlds.all_of(Entry, person=person, kind="handover")[-1].body
        for words in ("not your fault", "Priya Nair holds you", "Ouse Valley Trust pays meanwhile", "nothing you have"):
            assert words in told
        assert len(worlds.all_of(Message, person_id=person.pk)) == 1

    def test_can_be_done_by_the_person(self, world, person):
        found = raised(world, person, by=worlds.themselves(world, person))

        assert now(found).raised_by is None

    def test_lets_the_person_name_nobody_else_as_holder(self, world, person):
        with pytest.raises(NotPermitted):
            raised(world, person, by=worlds.themselves(world, person), holder=world.peer)

    def test_is_refused_to_a_worker_who_may_not_write(self, world, person):
        welcomer = worlds.worker("Wren", "Low", "welcomer", world.trust, hub=world.hub)
        actor = worker_actor(welcomer)
        with acting_as(actor, at=world.at), pytest.raises(NotPermitted):
            actions.raise_stalemate(
                actor,
                holding=Holding(pk=person.pk),
                told=TOLD,
                between=[world.trust, world.council],
                payer=world.trust,
                at=world.at,
            )

    @pytest.mark.parametrize(
        ("changed", "says"),
        [
            ({"told": Raised(Dispute.AREA, "  ")}, "what they do not agree about"),
            ({"between": []}, "Name the two services"),
        ],
    )
    def test_says_what_is_missing_and_changes_nothing(self, world, person, changed, says):
        with pytest.raises(NotPossible, match=says):
            raised(world, person, **changed)

        assert worlds.all_of(Stalemate) == []

    def test_is_there_once_of_a_kind(self, world, person):
        raised(world, person)

        with pytest.raises(NotPossible, match="being settled already"):
            raised(world, person)

    def test_asks_whoever_leads_the_hub_for_a_service_that_has_nobody_here(self, world, person):
        empty = worlds.OrganisationFactory(name="Far council", kind="council")
        found = raised(world, person, between=[world.trust, empty])

        assert ("Far council", world.manager) in asked_now(world, found)


class TestAnswerStalemate:
    def test_keeps_who_said_what_in_which_seat(self, world, person):
        found = raised(world, person)
        answer(world, found, world.partner)

        (said,) = worlds.all_of(SeatAnswer)
        assert (said.by, said.rung, said.words) == (world.partner, "workers", "We ring Tom.")
        assert now(found).rung == Ladder.WORKERS

    def test_goes_up_at_once_when_one_asks_for_it_and_all_have_spoken(self, world, person):
        found = raised(world, person)
        answer(world, found, world.partner, Stand.ASK_ABOVE)
        answer(world, found, world.lead)

        assert now(found).rung == Ladder.MANAGERS
        assert titles(person)[-1] == "The service managers are asked now"
        (clock,) = worlds.all_of(Clock, definition="stalemate-workers")
        assert clock.stopped_at is not None

    def test_is_for_whoever_is_asked_now(self, world, person):
        found = raised(world, person)

        with pytest.raises(NotPermitted):
            answer(world, found, world.peer)
        answer(world, found, world.partner)
        with pytest.raises(NotPermitted):
            answer(world, found, world.partner)

        assert len(worlds.all_of(SeatAnswer)) == 1


class TestGoUpWhenDue:
    def test_leaves_what_is_not_due(self, world, person):
        found = raised(world, person)

        assert look_round(world, hours=1) == 0
        assert now(found).rung == Ladder.WORKERS

    def test_adds_people_who_must_answer_and_takes_nobody_away(self, world, person):
        found = raised(world, person)

        assert look_round(world, days=5) == 1

        assert now(found).rung == Ladder.MANAGERS
        assert asked_now(world, found) == {("Ouse Valley Trust", world.manager), ("City housing", world.partner)}
        assert len(worlds.all_of(SeatAsked)) == 4
        assert now(found).decided_at is None

    def test_reaches_every_rung_on_the_way(self, world, person):
        found = raised(world, person)
        look_round(world, days=20)

        assert now(found).rung == Ladder.DECISION
        assert [step.rung for step in worlds.all_of(StalemateStep)] == ["workers", "managers", "decision"]
        assert now(found).decided_at is None

    def test_changes_nothing_the_second_time(self, world, person):
        raised(world, person)

        assert look_round(world, days=5) == 1
        assert look_round(world, days=5) == 0

    def test_puts_the_seat_of_somebody_who_has_gone_to_the_next_one(self, world, person):
        found = raised(world, person)
        ama = worlds.worker("Ama", "Boateng", "partner-professional", world.council)
        with acting_as(SYSTEM, at=world.at):
            actions.worker_leaves(SYSTEM, membership=world.partner, at=world.at)

        look_round(world, minutes=5)

        assert ("City housing", ama) in asked_now(world, found)
        (clock,) = worlds.all_of(Clock, definition="stalemate-workers")
        assert clock.started_at == world.at

    def test_leaves_no_seat_empty_where_the_holder_falls_ill_at_the_same_moment(self, world, person):
        found = raised(world, person)
        with acting_as(SYSTEM, at=world.at):
            read_a_moment_ago = Stalemate.objects.select_related("person").get(pk=found.pk)
        for one in (world.partner, world.peer, world.manager, world.lead):
            falls_ill(world, one, covered_by=world.outsider)

        with acting_as(SYSTEM, at=world.at):
            for service in (world.trust, world.council):
                asked = queries.who_answers(
                    SYSTEM, organisation=service, rung=Ladder.MANAGERS, holding=read_a_moment_ago.person
                )
                assert asked
                assert {one.organisation for one in asked} == {service}

    def test_is_hearths_own_work(self, world):
        actor = worker_actor(world.manager)
        with acting_as(actor, at=world.at), pytest.raises(NotPermitted):
            actions.go_up_when_due(actor, at=world.at)
