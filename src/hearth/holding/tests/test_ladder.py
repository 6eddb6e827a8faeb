"""Before a promise is broken, whoever owes it hears; once it is, whoever leads them hears too."""

from datetime import timedelta

import pytest
from tests import world as worlds

from hearth.core import clocks
from hearth.core.actor import SYSTEM
from hearth.core.errors import NotPermitted
from hearth.core.models import Clock, ClockNotice
from hearth.core.scope import acting_as
from hearth.holding import actions
from hearth.organisations.queries import worker_actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(world):
    referral, _ = worlds.asked(world)
    with acting_as(SYSTEM, at=world.at):
        return referral.person.person


def look_round(world, **later):
    at = world.at + timedelta(**later)
    with acting_as(SYSTEM, at=at):
        return actions.tell_what_is_late(SYSTEM, at=at)


def told(code="first-contact"):
    with acting_as(SYSTEM, at=worlds.now()):
        notices = ClockNotice.objects.filter(clock__definition=code)
        return {(notice.rung, notice.to_id) for notice in notices}


class TestTellWhatIsLate:
    def test_says_nothing_while_there_is_time(self, world, person):
        assert look_round(world, days=2) == 0
        assert told() == set()

    def test_tells_whoever_owes_it_before_it_is_broken(self, world, person):
        look_round(world, days=4)

        assert told() == {("amber", world.lead.id)}

    def test_tells_whoever_leads_them_once_it_is_broken(self, world, person):
        look_round(world, days=7)

        assert told() == {("amber", world.lead.id), ("red", world.lead.id), ("red", world.manager.id)}

    def test_tells_each_once_however_often_it_runs(self, world, person):
        assert look_round(world, days=7) == 3
        assert look_round(world, days=8) == 0

    def test_says_nothing_of_a_promise_that_was_kept(self, world, person):
        worlds.write_down(world, person, at=world.at + timedelta(days=1))
        look_round(world, days=7)

        assert told() == set()

    def test_is_hearths_own_work(self, world, person):
        actor = worker_actor(world.manager)
        with pytest.raises(NotPermitted), acting_as(actor, at=world.at):
            actions.tell_what_is_late(actor, at=world.at)

    def test_stands_on_the_desk_of_whoever_leads(self, world, person):
        with acting_as(SYSTEM, at=world.at):
            Clock.objects.filter(person_id=person.id).update(
                amber_at=world.at - timedelta(days=9), due_at=world.at - timedelta(days=8)
            )
        look_round(world, hours=0)

        page = worlds.words(worlds.client_of(world.manager).get("/desk"))

        assert "Later than promised" in page
        assert f"{world.lead.worker.given_name} holds this." in page


class TestPromises:
    def test_go_along_to_whoever_holds_next(self, world, person):
        at = world.at + timedelta(hours=1)
        lead = worker_actor(world.lead)
        with acting_as(lead, at=at):
            actions.move_holder(lead, holding=worlds.holding_of(lead, person), to=world.peer, at=at)

        with acting_as(SYSTEM, at=at):
            assert {clock.owner_id for clock in Clock.objects.filter(person_id=person.id)} == {world.peer.id}

    def test_stay_with_whoever_was_named_for_them(self, world, person):
        with acting_as(SYSTEM, at=world.at):
            Clock.objects.filter(person_id=person.id, definition="first-contact").update(owner_id=world.manager.id)
            actions.move_holder(SYSTEM, holding=worlds.holding_of(SYSTEM, person), to=world.peer, at=world.at)

            owners = dict(Clock.objects.filter(person_id=person.id).values_list("definition", "owner_id"))
        assert owners == {"first-contact": world.manager.id, "welcoming-conversation": world.peer.id}

    def test_waits_while_the_person_chose_to_wait(self, world, person):
        with acting_as(SYSTEM, at=world.at):
            for clock in Clock.objects.filter(person_id=person.pk):
                clocks.add_event(clock, kind="pause", occurred_at=world.at, at=world.at, reason="After the summer.")

        assert look_round(world, days=40) == 0

        later = world.at + timedelta(days=41)
        with acting_as(SYSTEM, at=later):
            for clock in Clock.objects.filter(person_id=person.pk):
                clocks.add_event(clock, kind="resume", occurred_at=later, at=later)

        assert look_round(world, days=42) == 0
        assert look_round(world, days=45) > 0
