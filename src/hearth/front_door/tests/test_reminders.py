"""Reminders of a talk: those the person chose, in time, and never of a talk that was moved."""

from datetime import UTC, date, datetime, timedelta

import pytest
from tests import world as worlds

from hearth.core.actor import SYSTEM
from hearth.core.errors import NotPermitted, NotPossible
from hearth.core.scope import acting_as
from hearth.front_door import actions, reminder_rules
from hearth.front_door.reminder_rules import Reminder, due_at, due_now, offered, wording
from hearth.front_door.tests.welcoming import booked, does, ended
from hearth.front_door.welcome_codes import BookingOutcome
from hearth.front_door.welcome_models import Booking
from hearth.messaging import actions as messaging
from hearth.messaging.codes import MessageState
from hearth.messaging.decision import PAST
from hearth.messaging.models import Message, MessageEvent
from hearth.organisations.tests.factories import NOON
from hearth.people.models import Person

BOTH = ("day-before", "two-hours")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
REMINDER = {"key__startswith": "booking-reminder/"}


class TestOffered:
    def test_is_the_newest_version_of_that_day(self, monkeypatch):
        evening = Reminder("evening", "In the evening", hours=20)
        there_were = (*reminder_rules.versions(), (date(2027, 1, 1), (evening,)))
        monkeypatch.setattr(reminder_rules, "versions", lambda: there_were)

        assert [one.code for one in offered(on=date(2026, 12, 31))] == list(BOTH)
        assert [one.code for one in offered(on=date(2027, 1, 1))] == ["evening"]

    def test_knows_none_before_the_first(self):
        with pytest.raises(LookupError):
            offered(on=date(2025, 12, 31))


class TestDueAt:
    @pytest.mark.parametrize(
        ("starts_at", "due"),
        [
            (datetime(2026, 11, 24, 14, tzinfo=UTC), datetime(2026, 11, 23, 14, tzinfo=UTC)),
            # The clocks go back on 25 October 2026: ten in the morning stays ten in the morning.
            (datetime(2026, 10, 25, 10, tzinfo=UTC), datetime(2026, 10, 24, 9, tzinfo=UTC)),
            (datetime(2026, 3, 29, 9, tzinfo=UTC), datetime(2026, 3, 28, 10, tzinfo=UTC)),
        ],
    )
    def test_is_the_same_hour_on_the_wall_a_day_before(self, starts_at, due):
        assert due_at(offered(on=date(2026, 1, 1))[0], starts_at=starts_at) == due

    def test_is_two_hours_before_as_they_pass(self):
        starts_at = datetime(2026, 10, 25, 2, 30, tzinfo=UTC)

        assert due_at(offered(on=date(2026, 1, 1))[1], starts_at=starts_at) == starts_at - 2 * HOUR


class TestDueNow:
    def told(self, chosen=BOTH, *, booked=-3 * DAY, at=-HOUR):
        found = due_now(chosen, booked_at=NOON + booked, starts_at=NOON, at=NOON + at)
        return [one.code for one in found]

    def test_is_what_was_chosen_and_has_come(self):
        assert self.told(at=-25 * HOUR) == []
        assert self.told(at=-DAY) == ["day-before"]
        assert self.told() == list(BOTH)
        assert self.told(["two-hours"]) == ["two-hours"]

    def test_leaves_out_what_was_due_before_it_was_booked(self):
        assert self.told(booked=-3 * HOUR) == ["two-hours"]

    def test_is_nothing_once_it_has_begun(self):
        assert self.told(at=timedelta()) == []


class TestWording:
    def test_says_when_and_with_whom_and_nothing_else(self):
        said = wording(name="Sam", starts_at=NOON, at=NOON - 2 * HOUR)

        assert said.subject == "Sam today"
        assert wording(name="", starts_at=NOON, at=NOON - DAY).body.startswith("See you tomorrow at")
        assert "on " in wording(name="Sam", starts_at=NOON, at=NOON - 2 * DAY).subject


@pytest.fixture
def world():
    return worlds.build(NOON)


@pytest.fixture
def referral(world):
    return worlds.asked(world)[0]


def reminds(world, after):
    with acting_as(SYSTEM, at=world.at + after) as scope:
        return actions.remind_of_talks(SYSTEM, at=scope.at)


def leaves(world, message, after):
    """The message at the instant of sending."""
    with acting_as(SYSTEM, at=world.at + after) as scope:
        seen = Message.objects.visible_to(SYSTEM).get(pk=message.pk)
        messaging.take_up_message(SYSTEM, message=seen, at=scope.at)
    (now,) = worlds.all_of(Message, pk=message.pk)
    return now.state


@pytest.mark.django_db
class TestBookWelcome:
    def test_tells_them_which_they_chose(self, world, referral):
        booking = booked(world, referral, reminders=BOTH)

        assert booking.reminded == "You are reminded the day before and two hours before."

    def test_knows_no_other_reminder(self, world, referral):
        with pytest.raises(NotPossible, match="no such reminder"):
            booked(world, referral, reminders=("hourly",))

        assert worlds.all_of(Booking) == []


@pytest.mark.django_db
class TestRemindOfTalks:
    def test_writes_each_once_and_in_time(self, world, referral):
        booked(world, referral, reminders=BOTH)

        assert reminds(world, DAY - HOUR) == 0
        assert [reminds(world, DAY), reminds(world, DAY + HOUR)] == [1, 0]
        assert [reminds(world, 2 * DAY - 2 * HOUR), reminds(world, 2 * DAY + HOUR)] == [1, 0]
        first, second = worlds.all_of(Message, **REMINDER)
        assert first.good_until_at == world.at + 2 * DAY
        assert {first.subject_line, second.subject_line} == {"Priya tomorrow", "Priya today"}

    def test_writes_nothing_to_whoever_wants_none(self, world, referral):
        booked(world, referral)

        assert reminds(world, 2 * DAY - HOUR) == 0
        assert worlds.all_of(Message, **REMINDER) == []

    def test_writes_nothing_of_a_talk_that_was_moved(self, world, referral):
        booking = booked(world, referral, reminders=BOTH)
        ended(world, booking, BookingOutcome.THEY_MOVED, after=2 * HOUR)

        assert reminds(world, 2 * DAY - HOUR) == 0

    def test_leaves_out_a_name_that_would_tell_too_much(self, world, referral):
        with acting_as(SYSTEM, at=world.at):
            type(world.lead.worker).objects.filter(pk=world.lead.worker_id).update(given_name="Nurse")
        booked(world, referral, reminders=BOTH)
        reminds(world, DAY)

        assert worlds.all_of(Message, **REMINDER)[0].body.startswith("See you tomorrow")

    def test_is_done_by_hearth_itself(self, world, referral):
        booked(world, referral, reminders=BOTH)

        with pytest.raises(NotPermitted):
            does(world, world.lead, actions.remind_of_talks, after=DAY)

        assert worlds.all_of(Message, **REMINDER) == []


@pytest.mark.django_db
class TestEndBooking:
    def test_calls_off_what_waits(self, world, referral):
        booking = booked(world, referral, reminders=BOTH)
        reminds(world, DAY)
        ended(world, booking, BookingOutcome.THEY_MOVED, after=DAY + HOUR)

        (message,) = worlds.all_of(Message, **REMINDER)
        assert message.state == MessageState.NOT_SENT
        assert worlds.all_of(MessageEvent, message=message, state="not-sent")[0].words.startswith("That talk was moved")

    def test_leaves_the_first_letter_of_the_talk_alone(self, world, referral):
        booking = booked(world, referral, reminders=BOTH)
        ended(world, booking, BookingOutcome.THEY_MOVED, after=2 * HOUR)

        assert worlds.all_of(Message, key=f"booking/{booking.pk}")[0].state == MessageState.WAITING

    def test_is_made_good_by_the_next_look_where_whoever_moved_it_does_not_see_messages(self, world, referral):
        booking = booked(world, referral, reminders=BOTH)
        reminds(world, DAY)
        with acting_as(SYSTEM, at=world.at + DAY):
            moved = {"outcome": "they-rearranged", "ended_by": world.lead, "ended_at": world.at + DAY}
            Booking.objects.filter(pk=booking.pk).update(**moved)
        reminds(world, DAY + HOUR)

        assert worlds.all_of(Message, **REMINDER)[0].state == MessageState.NOT_SENT


@pytest.mark.django_db
class TestAtTheInstantOfSending:
    def test_nobody_who_has_died_is_reminded(self, world, referral):
        booked(world, referral, reminders=BOTH)
        reminds(world, DAY)
        (message,) = worlds.all_of(Message, **REMINDER)
        with acting_as(SYSTEM, at=world.at):
            Person.objects.filter(pk=referral.person_id).update(status="died")

        assert leaves(world, message, DAY) == MessageState.NOT_SENT

    def test_a_talk_that_has_begun_is_not_reminded_of(self, world, referral):
        booked(world, referral, reminders=BOTH)
        reminds(world, DAY)
        (message,) = worlds.all_of(Message, **REMINDER)

        assert leaves(world, message, 2 * DAY) == MessageState.NOT_SENT
        assert worlds.all_of(MessageEvent, message=message, state="not-sent")[0].words == PAST

    def test_where_no_way_is_safe_somebody_tells_them(self, world, referral):
        booked(world, referral, reminders=BOTH)
        reminds(world, DAY)
        (message,) = worlds.all_of(Message, **REMINDER)

        assert leaves(world, message, DAY) == MessageState.TO_TELL
