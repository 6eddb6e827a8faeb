from datetime import timedelta

import pytest
from tests import world as worlds

from hearth.core.actor import SYSTEM
from hearth.core.errors import NotPermitted, NotPossible
from hearth.core.models import Clock
from hearth.core.scope import acting_as
from hearth.organisations.queries import worker_actor
from hearth.plans import actions, checks, jobs
from hearth.plans.codes import AFTER_CLOCK, Happened
from hearth.plans.models import PartVersion, ReviewCause
from hearth.plans.tests.plans import act, part, sign
from hearth.record import actions as record
from hearth.record.codes import EntryKind
from hearth.record.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def robin(world):
    found = worlds.known(world, known_as="Robin")
    sign(world, found, part(world, found), later=timedelta())
    return found


def soon(robin):
    return worlds.all_of(Clock, person_id=robin.pk, definition=AFTER_CLOCK, stopped_at=None)


def crisis(world, robin):
    lead = worker_actor(world.lead)
    told = {"kind": EntryKind.CRISIS, "body": "A hard night.", "occurred_at": world.at, "at": world.at}
    with acting_as(lead, at=world.at):
        return record.write_entry(lead, person=robin, **told)


def notice(world, later=timedelta(hours=1)):
    with acting_as(SYSTEM, at=world.at + later):
        return actions.notice_crises(SYSTEM, at=world.at + later)


class TestNoteHappened:
    def test_promises_to_look_again_within_a_week(self, world, robin):
        act(world, actions.note_happened, person=robin, happened=Happened.MOVE, happened_on=world.at.date())

        (clock,) = soon(robin)
        assert clock.owner_id == world.lead.pk
        assert clock.due_at - world.at < timedelta(days=8)

    def test_says_in_the_journey_that_and_never_what(self, world, robin):
        act(world, actions.note_happened, person=robin, happened=Happened.BEREAVEMENT, happened_on=world.at.date())

        bodies = [entry.body for entry in worlds.all_of(Entry, person=robin)]
        assert "Something has changed. The plan is looked at again soon." in bodies
        assert not any("died" in body for body in bodies)

    def test_makes_one_promise_of_two_things(self, world, robin):
        for happened in (Happened.MOVE, Happened.BIRTH):
            act(world, actions.note_happened, person=robin, happened=happened, happened_on=world.at.date())

        assert len(soon(robin)) == 1
        assert len(worlds.all_of(ReviewCause)) == 2

    def test_is_kept_by_looking_at_it(self, world, robin):
        act(world, actions.note_happened, person=robin, happened=Happened.MOVE, happened_on=world.at.date())
        (mine,) = worlds.all_of(PartVersion, person=robin)

        sign(world, robin, mine, later=timedelta(days=2))

        assert soon(robin) == []

    def test_refuses_a_day_that_has_not_come(self, world, robin):
        tomorrow = world.at.date() + timedelta(days=1)

        with pytest.raises(NotPossible, match="has not come"):
            act(world, actions.note_happened, person=robin, happened=Happened.MOVE, happened_on=tomorrow)
        assert worlds.all_of(ReviewCause) == []


class TestNoticeCrises:
    def test_finds_a_crisis_wherever_it_was_written_once(self, world, robin):
        crisis(world, robin)

        assert notice(world) == 1
        assert notice(world, timedelta(hours=2)) == 0
        assert len(soon(robin)) == 1

    def test_leaves_alone_who_has_no_plan_and_what_is_long_ago(self, world, robin):
        crisis(world, worlds.known(world, known_as="Kit", nhs_number=None))
        crisis(world, robin)

        assert notice(world, timedelta(days=20)) == 0

    def test_is_for_hearth_alone(self, world):
        with pytest.raises(NotPermitted):
            act(world, actions.notice_crises)

    def test_runs_by_the_clock(self, world, robin):
        crisis(world, robin)

        jobs.notice_crises.func(0)

        assert len(soon(robin)) == 1


class TestChecks:
    def test_are_clean_and_notice_a_plan_that_nobody_looks_at_again(self, world, robin):
        def problems():
            with acting_as(SYSTEM, at=world.at):
                return [line for check in checks.checks() for line in check.problems()]

        assert problems() == []
        with acting_as(SYSTEM, at=world.at):
            Clock.objects.filter(person_id=robin.pk, definition="plan-review").update(definition="first-contact")
        assert problems() == [f"person {robin.pk} signed a plan that nobody looks at again"]
