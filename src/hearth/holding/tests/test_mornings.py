"""In touch in the morning, as was promised: by the button, or by writing down that one was."""

from datetime import timedelta

import pytest
from tests import world as worlds

from hearth.core.errors import NotPossible
from hearth.core.models import AuditEvent, Clock
from hearth.core.scope import acting_as
from hearth.front_door import actions as front_door
from hearth.holding import actions, closing_rules
from hearth.holding.closing_queries import MORNING
from hearth.holding.tests.evenings import CLOSES, LATE, OPENS, plan
from hearth.organisations.queries import worker_actor
from hearth.record.codes import EntryKind

PROMISED = LATE + timedelta(hours=13)
MORNING_CALL = PROMISED - timedelta(minutes=20)


class TestKeepsMorning:
    @pytest.mark.parametrize("kind", [EntryKind.CALL, EntryKind.CONVERSATION, EntryKind.VISIT])
    def test_is_being_in_touch_that_morning_or_later(self, kind):
        assert closing_rules.keeps_morning(kind, occurred_at=MORNING_CALL, morning_at=PROMISED)
        assert closing_rules.keeps_morning(kind, occurred_at=PROMISED + timedelta(days=1), morning_at=PROMISED)

    @pytest.mark.parametrize("kind", [EntryKind.CONTACT_ATTEMPT, EntryKind.DECISION, EntryKind.DID_NOT_MAKE_IT])
    def test_is_not_trying_to(self, kind):
        assert not closing_rules.keeps_morning(kind, occurred_at=MORNING_CALL, morning_at=PROMISED)

    @pytest.mark.parametrize("hours", [-12, -5])
    def test_is_nothing_of_the_night_before(self, hours):
        at = PROMISED + timedelta(hours=hours)

        assert not closing_rules.keeps_morning(EntryKind.CALL, occurred_at=at, morning_at=PROMISED)


@pytest.fixture
def world():
    world = worlds.build(at=LATE)
    world.hub.opens, world.hub.closes = OPENS, CLOSES
    world.hub.save()
    return world


@pytest.fixture
def person(world):
    return worlds.known(world)


def writes(world, person, by, *, kind=EntryKind.CALL, at=MORNING_CALL):
    actor = worker_actor(by)
    with acting_as(actor, at=at + timedelta(minutes=5)) as scope:
        front_door.write_down(actor, person=person, kind=kind, body="She slept.", occurred_at=at, at=scope.at)


def kept_at():
    (clock,) = worlds.all_of(Clock, definition=MORNING)
    return clock.stopped_at


@pytest.mark.django_db
class TestWriteDown:
    @pytest.mark.parametrize("kind", [EntryKind.CALL, EntryKind.CONVERSATION])
    def test_keeps_what_was_promised_for_the_morning(self, world, person, kind):
        plan(world, person)
        writes(world, person, world.lead, kind=kind)

        assert kept_at() == MORNING_CALL
        assert len(worlds.all_of(AuditEvent, event="holding.in_touch_in_the_morning")) == 1

    def test_is_enough_and_the_button_says_so(self, world, person):
        made = plan(world, person)
        writes(world, person, world.lead)
        lead = worker_actor(world.lead)

        with acting_as(lead, at=PROMISED), pytest.raises(NotPossible, match="in touch already"):
            actions.in_touch_in_the_morning(lead, plan=made, at=PROMISED)

    def test_of_somebody_else_keeps_nothing(self, world, person):
        plan(world, person)
        writes(world, person, world.peer)

        assert kept_at() is None

    @pytest.mark.parametrize(("kind", "at"), [(EntryKind.CONTACT_ATTEMPT, MORNING_CALL), (EntryKind.CALL, LATE)])
    def test_of_something_else_keeps_nothing(self, world, person, kind, at):
        plan(world, person)
        writes(world, person, world.lead, kind=kind, at=at)

        assert kept_at() is None

    def test_of_another_person_keeps_nothing(self, world, person):
        plan(world, person)
        other = worlds.known(world, known_as="Ash", given="Ash", family="Vale", nhs_number=None)
        writes(world, other, world.lead)

        assert kept_at() is None
