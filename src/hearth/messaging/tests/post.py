"""Queueing messages and looking at what became of them."""

import email
import email.policy
from dataclasses import dataclass
from datetime import timedelta

import time_machine

from hearth.core.actor import SYSTEM
from hearth.core.scope import acting_as
from hearth.messaging import actions, jobs, rules
from hearth.messaging.models import Message
from hearth.messaging.rules import Wording

HALE = "hale@surgery.example"

WORDS = Wording("Thank you", "We have what you wrote.\nAda rings you tomorrow.")


def queue(*, about, at, by=SYSTEM, to=None, wording=WORDS, key="receipt:1", subject=None):
    with acting_as(by, at=at):
        return actions.queue_message(
            by,
            to=to or rules.the_person(),
            about=about,
            wording=wording,
            key=key,
            subject=subject or ("Person", about),
            at=at,
        )


def states_of(message):
    """Every state the message went through, in order, with the reason where there is one."""
    with acting_as(SYSTEM, at=message.queued_at):
        kept = Message.objects.visible_to(SYSTEM).get(pk=message.pk)
        return [(event.state, event.words) for event in kept.events.order_by("id")]


@dataclass
class Mail:
    """One e-mail as the mail server got it."""

    to: list[str]
    sender: str
    subject: str
    message_id: str
    words: str


def read_mail(envelope):
    told = email.message_from_bytes(envelope.content, policy=email.policy.default)
    return Mail(envelope.rcpt_tos, told["From"], told["Subject"], told["Message-ID"], told.get_content())


def send(message, *, at=None):
    """Do the job of one message, at its own moment or another."""
    with time_machine.travel(at or message.queued_at, tick=True):
        jobs.send_message(message_id=str(message.pk))


def state_of(message):
    return states_of(message)[-1][0]


def now_is(message, *, minutes=0):
    return message.queued_at + timedelta(minutes=minutes)
