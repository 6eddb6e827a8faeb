"""Carrying: by e-mail or by GOV.UK Notify, outside any transaction, and what became of it."""

from dataclasses import replace
from uuid import uuid4

import pytest
import time_machine
from tests import world as worlds

from hearth.core.actor import SYSTEM
from hearth.core.scope import acting_as
from hearth.messaging import carriers, jobs, rules
from hearth.messaging.models import Message
from hearth.messaging.tests.post import HALE, now_is, send, state_of, states_of

pytestmark = pytest.mark.django_db


class TestByEmail:
    def test_reaches_a_referrer_with_a_way_to_stop(self, queue, referrer, mailbox):
        message = queue(to=referrer)

        send(message)

        (mail,) = mailbox.mails
        assert (mail.to, mail.subject) == ([HALE], "Thank you")
        assert "/e-mails/" in mail.words
        assert HALE not in mail.words
        assert state_of(message) == "sent"

    def test_tells_a_stranger_nothing_when_it_is_for_the_person(self, queue, reach, mailbox, settings):
        settings.NEUTRAL_FROM = "Messages <post@house.example>"
        reach("email", "keeley@mail.example")
        message = queue()

        send(message)

        (mail,) = mailbox.mails
        assert (mail.sender, mail.message_id) == ("Messages <post@house.example>", f"<{message.pk}@house.example>")
        assert "/e-mails/" not in mail.words

    def test_reaches_a_worker_where_they_sign_in(self, queue, world, mailbox):
        send(queue(to=rules.worker(world.peer.pk)))

        assert mailbox.mails[0].to == ["sam@hearth.example"]

    def test_is_tried_again_when_the_server_does_not_answer(self, queue, referrer, mailbox, settings):
        settings.EMAIL_PORT = 1
        message = queue(to=referrer)

        send(message)

        (kept,) = worlds.all_of(Message)
        assert states_of(message)[-1] == ("waiting", "The mail server did not answer.")
        assert kept.not_before_at > message.queued_at

    @pytest.mark.parametrize(("answer", "state"), [("451 Later, please", "waiting"), ("554 Not that", "undelivered")])
    def test_believes_what_the_server_says(self, queue, referrer, mailbox, answer, state):
        mailbox.answer = answer
        message = queue(to=referrer)

        send(message)

        assert state_of(message) == state

    def test_gives_up_on_a_mailbox_there_is_not(self, queue, referrer, mailbox):
        mailbox.answer_to_address = "550 No such mailbox"
        message = queue(to=referrer)

        send(message)

        assert states_of(message)[-1] == ("undelivered", "There is no such mailbox, or it takes no mail.")

    def test_gives_up_after_twelve_tries(self, queue, referrer, mailbox, settings):
        settings.EMAIL_PORT = 1
        message = queue(to=referrer)

        for hours in range(13):
            send(message, at=now_is(message, minutes=61 * hours))

        assert states_of(message)[-1] == ("undelivered", "It was tried 12 times. Nobody took it.")

    def test_waits_when_there_is_no_mail_server(self, queue, referrer):
        message = queue(to=referrer)

        send(message)
        send(message, at=now_is(message, minutes=11))

        assert [state for state, _ in states_of(message)] == ["waiting", "waiting"]
        assert states_of(message)[-1][1].startswith("Nothing is set up here yet")


class TestByNotify:
    def test_sends_a_text(self, queue, mobile, notify):
        message = queue()

        send(message)

        (taken,) = notify.taken
        assert taken["told"]["phone_number"] == "07700 900123"
        assert taken["told"]["personalisation"] == {"body": message.body}
        assert taken["reference"] == str(message.pk)
        assert state_of(message) == "sent"

    def test_sends_an_email_where_there_is_no_mail_server(self, queue, referrer, notify):
        send(queue(to=referrer))

        assert notify.taken[0]["told"]["email_address"] == HALE

    def test_sends_a_letter_where_it_prints_for_us(self, queue, reach, notify, settings):
        settings.NOTIFY_LETTERS = True
        reach("address", "3 Foss Walk, York YO1 9AA")
        message = queue()

        send(message)

        assert notify.taken[0]["type"] == "letter"
        assert state_of(message) == "sent"

    @pytest.mark.parametrize("status", [403, 429, 500])
    def test_is_tried_again_for_what_can_be_put_right(self, queue, mobile, notify, status):
        notify.says = fake_refusal(status)
        message = queue()

        send(message)
        notify.says = None
        send(message, at=now_is(message, minutes=5))

        assert state_of(message) == "sent"

    def test_asks_a_human_when_the_number_is_none(self, queue, reach, notify):
        reach("phone", "07624 500123", safe_to_leave_message=True)
        notify.says = fake_refusal(400)
        message = queue()

        send(message)

        assert [state for state, _ in states_of(message)][-2:] == ["undelivered", "to-tell"]

    def test_is_not_sent_twice_when_the_answer_was_lost(self, queue, mobile, notify):
        message = queue()
        notify.dies_after_taking = True
        send(message)
        assert state_of(message) == "waiting"

        notify.dies_after_taking = False
        send(message, at=now_is(message, minutes=5))

        assert len(notify.taken) == 1
        assert state_of(message) == "sent"


def fake_refusal(status):
    from hearth.messaging.tests.fake_notify import Refused

    return Refused(status, "ValidationError" if status == 400 else "AuthError", "Words that may change")


class TestWhatBecame:
    @pytest.mark.parametrize(
        ("status", "states"),
        [
            ("delivered", ["delivered"]),
            ("permanent-failure", ["undelivered", "to-tell"]),
            ("temporary-failure", ["undelivered", "to-tell"]),
            ("sending", ["sent"]),
        ],
    )
    def test_is_asked_of_notify(self, queue, mobile, notify, status, states):
        message = queue()
        send(message)
        notify.becomes(status)

        with time_machine.travel(now_is(message, minutes=5)):
            jobs.ask_what_became.func(0)

        assert [state for state, _ in states_of(message)][-len(states) :] == states

    def test_waits_when_notify_does_not_answer(self, queue, mobile, notify):
        message = queue()
        send(message)
        notify.says = fake_refusal(500)

        with time_machine.travel(now_is(message, minutes=5)):
            jobs.ask_what_became.func(0)

        assert state_of(message) == "sent"


class TestCarry:
    def test_is_refused_inside_a_transaction(self, world):
        parcel = carriers.Parcel(uuid4(), True, "email", HALE, "Hello", "Bye", False)

        with acting_as(SYSTEM, at=world.at), pytest.raises(RuntimeError, match="inside a transaction"):
            carriers.carry(replace(parcel))
