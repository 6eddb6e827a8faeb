"""Sending: decided at the instant, noted afterwards, and hardly ever twice."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection

from hearth.core import jobs as background
from hearth.core.actor import SYSTEM
from hearth.core.errors import NotPermitted
from hearth.core.scope import acting_as
from hearth.messaging import actions, carriers, jobs, queries, rules
from hearth.messaging.carriers import Outcome
from hearth.messaging.codes import ChoiceKind, MessageState
from hearth.messaging.tests.post import HALE, now_is, send, state_of, states_of
from hearth.organisations import actions as organisations
from hearth.organisations.queries import worker_actor
from hearth.people import actions as people
from hearth.people.models import Person

pytestmark = pytest.mark.django_db
NIGHT = datetime(2026, 11, 20, 23, 50, tzinfo=UTC)


class TestWorkerKilled:
    """Between giving a message away and writing it down."""

    @pytest.fixture
    def taken_up(self, queue, monkeypatch):
        def killed(parcel):
            carry(parcel)
            raise KeyboardInterrupt

        def die(**to):
            message = queue(**to)
            with monkeypatch.context() as patch:
                patch.setattr(carriers, "carry", killed)
                with pytest.raises(KeyboardInterrupt):
                    send(message)
            return message

        carry = carriers.carry
        return die

    def test_leaves_it_to_nobody_for_five_minutes(self, taken_up, mobile, notify):
        message = taken_up()

        send(message, at=now_is(message, minutes=4))

        assert state_of(message) == "sending"

    def test_sends_no_second_text(self, taken_up, mobile, notify):
        message = taken_up()

        send(message, at=now_is(message, minutes=6))

        assert len(notify.taken) == 1
        assert state_of(message) == "sent"

    def test_sends_an_email_again_under_the_same_name(self, taken_up, referrer, mailbox):
        message = taken_up(to=referrer)

        send(message, at=now_is(message, minutes=6))

        first, second = mailbox.mails
        assert first.message_id == second.message_id

    def test_says_that_it_may_have_left_when_it_must_not_go_any_more(self, taken_up, referrer, mailbox):
        message = taken_up(to=referrer)
        with acting_as(SYSTEM, at=message.queued_at):
            actions.stop_address(SYSTEM, message_id=message.pk, address=HALE, at=message.queued_at)

        send(message, at=now_is(message, minutes=6))

        assert states_of(message)[-1] == (
            "not-sent",
            "They asked us not to write to this address. It may have left already.",
        )


class TestAtTheInstantOfSending:
    """Hazards 8 and 27: what was right when it was queued may be wrong when it goes."""

    def test_nothing_reaches_somebody_who_has_died(self, queue, person, mobile, notify):
        message = queue()
        with acting_as(SYSTEM, at=message.queued_at):
            Person.objects.visible_to(SYSTEM).filter(pk=person.pk).update(died_on=message.queued_at.date())

        send(message)

        assert states_of(message)[-1] == ("not-sent", "They have died. Nothing more is sent.")
        assert notify.taken == []

    def test_nothing_goes_where_they_no_longer_are(self, queue, mobile, notify):
        message = queue()
        with acting_as(SYSTEM, at=message.queued_at):
            people.end_contact(SYSTEM, contact=mobile, at=message.queued_at)

        send(message)

        assert state_of(message) == "to-tell"
        assert notify.taken == []

    def test_nothing_goes_where_it_has_become_unsafe(self, queue, mobile, notify, world):
        message = queue()
        with acting_as(SYSTEM, at=world.at):
            type(mobile).objects.visible_to(SYSTEM).filter(pk=mobile.pk).update(safe_to_use=False)

        send(message)

        assert state_of(message) == "to-tell"
        assert notify.taken == []

    def test_nothing_goes_after_they_said_stop_and_something_goes_when_they_said_start(
        self, queue, person, mobile, notify, world
    ):
        say(world, person, ChoiceKind.STOP)
        first = queue(key="one")
        send(first)
        say(world, person, ChoiceKind.START, minutes=1)
        second = queue(key="two")
        send(second)

        assert (state_of(first), state_of(second)) == ("not-sent", "sent")

    def test_nothing_goes_to_an_address_that_said_stop(self, queue, referrer, mailbox, world):
        message = queue(to=referrer)
        with acting_as(SYSTEM, at=world.at):
            actions.stop_address(SYSTEM, message_id=message.pk, address=HALE.upper(), at=world.at)

        send(message)

        assert state_of(message) == "not-sent"
        assert mailbox.mails == []

    def test_nothing_goes_to_a_worker_who_has_left(self, queue, world, mailbox):
        message = queue(to=rules.worker(world.partner.pk))
        with acting_as(SYSTEM, at=world.at):
            organisations.worker_leaves(SYSTEM, membership=world.partner, at=world.at)

        send(message)

        assert states_of(message)[-1] == ("not-sent", "They no longer work here.")
        assert mailbox.mails == []

    def test_a_text_waits_for_the_morning(self, queue, mobile, notify):
        message = queue(at=NIGHT)

        send(message)
        assert (states_of(message)[-1], notify.taken) == (("held", "It waits until 08:00."), [])
        send(message, at=NIGHT + timedelta(hours=8, minutes=11))

        assert state_of(message) == "sent"


def say(world, person, choice, *, minutes=0):
    at = world.at + timedelta(minutes=minutes)
    with acting_as(SYSTEM, at=at):
        actions.choose_messages(SYSTEM, person=person, channel="all", choice=choice, at=at)


class TestTakeUpMessage:
    def test_is_hearths_own_work(self, queue, world):
        message = queue()
        lead = worker_actor(world.lead)

        with pytest.raises(NotPermitted), acting_as(lead, at=world.at):
            actions.take_up_message(lead, message=message, at=world.at)

        assert state_of(message) == "waiting"

    def test_needs_nobody_it_is_about(self, queue, referrer, mailbox, person):
        message = queue(to=referrer, about=None, subject=("Address", person.pk))

        send(message)

        assert len(mailbox.mails) == 1

    def test_does_nothing_for_what_is_done(self, queue, mobile, notify):
        message = queue()
        send(message)

        send(message)

        assert len(notify.taken) == 1

    def test_keeps_everything_in_the_house_in_a_demonstration(self, queue, mobile, notify, referrer, monkeypatch):
        for place in ("post", "actions.sending"):
            monkeypatch.setattr(f"hearth.messaging.{place}.is_demonstration", lambda: True)
        text, mail = queue(key="text"), queue(key="mail", to=referrer)

        send(text)
        send(mail)

        assert notify.taken == []
        assert state_of(text) == state_of(mail) == "sent"
        assert "Nothing left this machine" in states_of(text)[-1][1]


class TestNoteOutcome:
    def test_is_hearths_own_work(self, queue, world):
        message = queue()
        lead = worker_actor(world.lead)

        with pytest.raises(NotPermitted), acting_as(lead, at=world.at):
            actions.note_outcome(lead, message=message, outcome=Outcome(MessageState.SENT), at=world.at)

        assert state_of(message) == "waiting"


class TestSendWhatIsDue:
    def test_asks_once_for_what_waited(self, queue, mobile, notify):
        message = queue()
        send(message, at=NIGHT)
        done_with_jobs()

        for _ in range(2):
            with time_machine.travel(NIGHT + timedelta(hours=9)):
                jobs.send_what_is_due.func(0)

        assert [job.args for job in asked_for()] == [{"message_id": str(message.pk)}]

    def test_finds_only_what_is_due(self, queue, world):
        message = queue()

        with acting_as(SYSTEM, at=world.at):
            assert queries.due_messages(SYSTEM, at=world.at) == [message.pk]
            assert queries.due_messages(SYSTEM, at=world.at - timedelta(minutes=1)) == []


def done_with_jobs():
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")


def asked_for():
    from procrastinate.contrib.django.models import ProcrastinateJob

    return list(ProcrastinateJob.objects.filter(task_name=queries.SENDING_JOB))


class TestByTheWorker:
    @pytest.mark.django_db(transaction=True)
    def test_leaves_once_what_told_of_it_is_kept(self, queue, referrer, mailbox):
        message = queue(to=referrer)

        background.work(wait=False)

        assert [mail.to for mail in mailbox.mails] == [[HALE]]
        assert state_of(message) == "sent"
