"""What was promised when somebody asked is kept by what happens then, and by nothing else."""

from datetime import timedelta

import pytest
from tests import world as worlds

from hearth.core.actor import SYSTEM
from hearth.core.models import AuditEvent, Clock, ClockEvent
from hearth.core.scope import acting_as
from hearth.front_door import actions
from hearth.organisations.queries import worker_actor
from hearth.record.codes import EntryKind

pytestmark = pytest.mark.django_db


def asked(world):
    referral, _ = worlds.asked(world)
    with acting_as(SYSTEM, at=world.at):
        return referral.person.person


def write_down(world, person, kind, *, after):
    at = world.at + timedelta(hours=1)
    lead = worker_actor(world.lead)
    with acting_as(lead, at=at):
        return actions.write_down(lead, person=person, kind=kind, body="We spoke.", occurred_at=world.at + after, at=at)


def kept(person):
    with acting_as(SYSTEM, at=worlds.now()):
        clocks = Clock.objects.filter(person_id=person.id).exclude(stopped_at=None)
        return {clock.definition: clock.stopped_at for clock in clocks}


class TestWriteDown:
    @pytest.mark.parametrize(
        ("kind", "codes"),
        [
            (EntryKind.CONVERSATION, {"first-contact", "welcoming-conversation"}),
            (EntryKind.VISIT, {"first-contact", "welcoming-conversation"}),
            (EntryKind.CALL, {"first-contact"}),
            (EntryKind.CONTACT_ATTEMPT, set()),
            (EntryKind.DID_NOT_MAKE_IT, set()),
            (EntryKind.DECISION, set()),
        ],
    )
    def test_keeps_what_this_kind_of_thing_keeps(self, world, kind, codes):
        person = asked(world)

        write_down(world, person, kind, after=timedelta(minutes=20))

        assert kept(person) == dict.fromkeys(codes, world.at + timedelta(minutes=20))

    def test_leaves_a_trace_of_each_promise_kept(self, world):
        person = asked(world)

        write_down(world, person, EntryKind.CALL, after=timedelta(minutes=20))

        with acting_as(SYSTEM, at=worlds.now()):
            traces = AuditEvent.objects.filter(event="front_door.promise_kept", person_id=person.id)
            assert [trace.detail for trace in traces] == [{"code": "first-contact"}]

    def test_keeps_nothing_by_what_happened_before_they_asked(self, world):
        person = asked(world)

        write_down(world, person, EntryKind.CONVERSATION, after=-timedelta(days=1))

        assert kept(person) == {}

    def test_keeps_each_promise_once(self, world):
        person = asked(world)

        write_down(world, person, EntryKind.CALL, after=timedelta(minutes=20))
        write_down(world, person, EntryKind.CALL, after=timedelta(minutes=30))

        assert kept(person) == {"first-contact": world.at + timedelta(minutes=20)}
        with acting_as(SYSTEM, at=worlds.now()):
            assert ClockEvent.objects.filter(person_id=person.id, kind="stop").count() == 1
