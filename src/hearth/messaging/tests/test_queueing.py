"""Keeping what is to be told: once, by whoever acts, with words that tell a stranger nothing."""

from datetime import timedelta

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob
from tests import world as worlds

from hearth.core.actor import PUBLIC, SYSTEM
from hearth.core.errors import NotPermitted, NotPossible
from hearth.core.models import AuditEvent
from hearth.core.scope import acting_as
from hearth.messaging import actions, rules
from hearth.messaging.codes import AddresseeKind, ChoiceKind
from hearth.messaging.models import Message, MessageChoice, MessageEvent
from hearth.messaging.rules import Wording
from hearth.messaging.tests.post import states_of
from hearth.organisations.queries import worker_actor

pytestmark = pytest.mark.django_db


class TestQueueMessage:
    def test_keeps_the_words_and_asks_for_them_to_be_sent(self, queue, person):
        message = queue()

        (kept,) = worlds.all_of(Message)
        (job,) = ProcrastinateJob.objects.filter(task_name="messaging.jobs.send_message")
        (line,) = worlds.all_of(AuditEvent, event="messaging.message_queued")
        assert (kept.person_id, kept.to_kind, kept.body) == (person.pk, "person", message.body)
        assert states_of(message) == [("waiting", "")]
        assert job.args == {"message_id": str(message.pk)}
        assert (line.subject_id, line.detail) == (str(message.pk), {"to": "person", "again": False})

    @pytest.mark.parametrize("by", ["public", "system", "worker", "person"])
    def test_is_open_to_whoever_acts(self, queue, world, person, by):
        actors = {
            "public": lambda: PUBLIC,
            "system": lambda: SYSTEM,
            "worker": lambda: worker_actor(world.lead),
            "person": lambda: worlds.themselves(world, person),
        }

        queue(by=actors[by]())

        assert len(worlds.all_of(Message)) == len(worlds.all_of(MessageEvent)) == 1

    @pytest.mark.parametrize("by", [PUBLIC, SYSTEM])
    def test_does_nothing_the_second_time(self, queue, by):
        first, second = queue(by=by), queue(by=by)

        assert first.pk == second.pk
        assert len(worlds.all_of(Message)) == len(worlds.all_of(MessageEvent)) == 1
        assert ProcrastinateJob.objects.filter(task_name="messaging.jobs.send_message").count() == 1

    def test_needs_nobody_it_is_about_for_somebody_by_address(self, queue, person):
        to = rules.by_email(AddresseeKind.REFERRER, " dr.hale@surgery.example ")

        queue(by=PUBLIC, to=to, about=None, subject=("Address", person.pk))

        (kept,) = worlds.all_of(Message)
        assert (kept.person_id, kept.address) == (None, "dr.hale@surgery.example")

    def test_refuses_words_that_tell_a_stranger(self, queue):
        with pytest.raises(ValueError, match="hub"):
            queue(wording=Wording("Come along", "See you at the hub."))

        assert worlds.all_of(Message) == []

    def test_lets_services_be_told_plainly(self, queue):
        queue(
            to=rules.by_email(AddresseeKind.PARTNER, "desk@surgery.example"), wording=Wording("Your referral", "Yes.")
        )

        assert len(worlds.all_of(Message)) == 1

    def test_lets_the_person_be_told_plainly_once_they_said_so(self, queue, world, person):
        plain = Wording("From the hub", "Come by.")
        for choice, minutes in ((ChoiceKind.PLAIN, 0), (ChoiceKind.NEUTRAL, 2)):
            at = world.at + timedelta(minutes=minutes)
            with acting_as(SYSTEM, at=at):
                actions.choose_messages(SYSTEM, person=person, channel="all", choice=choice, at=at)
            if choice == ChoiceKind.PLAIN:
                queue(by=PUBLIC, wording=plain)

        with pytest.raises(ValueError, match="must not say"):
            queue(by=PUBLIC, wording=plain, key="again")
        assert len(worlds.all_of(Message)) == 1


class TestChooseMessages:
    @pytest.mark.parametrize(("choice", "channel"), [("stop", "pigeon"), ("plain", "text")])
    def test_refuses_what_nobody_can_choose(self, world, person, choice, channel):
        with acting_as(SYSTEM, at=world.at), pytest.raises(NotPossible, match="Every message"):
            actions.choose_messages(SYSTEM, person=person, channel=channel, choice=choice, at=world.at)

        assert worlds.all_of(MessageChoice) == []

    def test_is_not_for_another_person(self, world, person):
        other = worlds.themselves(world, worlds.known(world, known_as="Kit", given="Kit", nhs_number=None))

        with pytest.raises(NotPermitted), acting_as(other, at=world.at):
            actions.choose_messages(other, person=person, channel="all", choice="stop", at=world.at)

        assert worlds.all_of(MessageChoice) == []
