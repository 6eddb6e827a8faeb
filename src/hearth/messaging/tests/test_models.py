"""What the database itself keeps true of messages, and who sees them."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from tests import world as worlds

from hearth.core.actor import SYSTEM
from hearth.core.ids import new_id
from hearth.core.scope import acting_as
from hearth.core.sight import Level
from hearth.messaging import queries, rules
from hearth.messaging.codes import AddresseeKind
from hearth.messaging.models import Message, MessageChoice, MessageEvent
from hearth.messaging.tests.post import send
from hearth.organisations.queries import worker_actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def whole(world, person):
    """Every column of a message that may stand."""
    about = {"subject_type": "Person", "subject_id": person.pk, "queued_at": world.at, "not_before_at": world.at}
    words = {"subject_line": "Hello", "body": "Bye.", "key": str(uuid4())}
    return {"person_id": person.pk, "to_kind": "person", **words, **about}


def keep(row, at):
    with acting_as(SYSTEM, at=at), transaction.atomic():
        row.save(force_insert=True)


class TestMessage:
    @pytest.mark.parametrize(
        "changed",
        [
            {"person_id": None},
            {"address": "a@b.example"},
            {"to_kind": "worker"},
            {"to_kind": "referrer"},
            {"to_kind": "partner", "address": ""},
        ],
    )
    def test_is_for_one_addressee(self, whole, world, changed):
        with pytest.raises(IntegrityError, match="message_is_for_one"):
            keep(Message(**{**whole, **changed}), world.at)

    @pytest.mark.parametrize("empty", ["subject_line", "body"])
    def test_says_something(self, whole, world, empty):
        with pytest.raises(IntegrityError, match="message_says_something"):
            keep(Message(**{**whole, empty: ""}), world.at)

    @pytest.mark.parametrize("state", ["sent", "delivered", "to-print", "printed", "posted"])
    def test_went_some_way_once_it_went(self, whole, world, state):
        with pytest.raises(IntegrityError, match="message_sent_has_channel"):
            keep(Message(**whole, state=state), world.at)

    @pytest.mark.parametrize("changed", [{"state": "sending", "channel": "text"}, {"claimed_at": True}])
    def test_is_in_somebodys_hands_only_while_it_is_sent(self, whole, world, changed):
        claimed = {"claimed_at": world.at} if "claimed_at" in changed else {}

        with pytest.raises(IntegrityError, match="message_claimed_while_sending"):
            keep(Message(**{**whole, **changed, **claimed}), world.at)

    def test_is_one_for_each_key(self, whole, world):
        keep(Message(**whole), world.at)

        with pytest.raises(IntegrityError, match="messaging_message_key"):
            keep(Message(**whole, id=new_id()), world.at)


class TestMessageEvent:
    @pytest.mark.parametrize("state", ["not-sent", "undelivered", "to-tell"])
    def test_says_why_nothing_came_of_it(self, queue, world, state):
        with pytest.raises(IntegrityError, match="messageevent_says_why_not"):
            keep(MessageEvent(message=queue(), state=state, at=world.at), world.at)


class TestMessageChoice:
    @pytest.mark.parametrize("address", ["", "a@b.example"])
    def test_is_of_a_person_or_of_an_address(self, world, person, address):
        whose = {"person_id": person.pk, "address": address} if address else {}

        with pytest.raises(IntegrityError, match="messagechoice_of_one"):
            keep(MessageChoice(**whose, channel="all", choice="stop", said_at=world.at), world.at)


class TestVisibleTo:
    def seen_by(self, actor, world):
        with acting_as(actor, at=world.at):
            rows = (model.objects.visible_to(actor).count() for model in (Message, MessageEvent, MessageChoice))
            return tuple(rows)

    @pytest.fixture
    def told(self, queue, world, person):
        """One message to the person and one to a referrer, and one choice of each."""
        referrer = rules.by_email(AddresseeKind.REFERRER, "hale@surgery.example")
        for key, to in (("one", rules.the_person()), ("two", referrer)):
            queue(key=key, to=to)
        for whose in ({"person_id": person.pk}, {"address": "hale@surgery.example"}):
            keep(MessageChoice(**whose, channel="all", choice="stop", said_at=world.at), world.at)

    def test_shows_a_worker_who_sees_them_whole_everything_about_the_person(self, world, told):
        assert self.seen_by(worker_actor(world.lead), world) == (2, 2, 1)

    def test_shows_the_person_what_was_written_to_them(self, world, person, told):
        assert self.seen_by(worlds.themselves(world, person), world) == (1, 1, 1)

    def test_shows_somebody_they_let_in_nothing(self, world, person, told):
        jess = worlds.known(world, known_as="Jess", given="Jess", nhs_number=None)
        worlds.let_in(world, person, jess)

        assert self.seen_by(worlds.themselves(world, jess), world) == (0, 0, 0)

    @pytest.mark.parametrize("level", [Level.MINIMUM, Level.APPOINTMENTS, Level.PLAN])
    def test_shows_a_partner_nothing_below_everything(self, world, person, told, level):
        worlds.let_in(world, person, world.council, level)

        assert self.seen_by(worker_actor(world.partner), world) == (0, 0, 0)

    def test_shows_hearth_itself_everything(self, world, told):
        assert self.seen_by(SYSTEM, world) == (2, 2, 2)


class TestMessagesBySubject:
    def test_finds_what_one_thing_led_to(self, queue, world, person):
        wanted = queue(subject=("Referral", person.pk))
        queue(key="other", subject=("Handover", uuid4()))
        send(wanted)

        with acting_as(SYSTEM, at=world.at):
            (found,) = queries.messages_by_subject(SYSTEM, subject=("Referral", person.pk))
            assert [step.state for step in found.steps] == ["waiting", "to-tell"]
