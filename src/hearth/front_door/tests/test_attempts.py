"""Trying to reach somebody."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from tests import world as worlds
from tests.refusals import refusal

from hearth.core.actor import PUBLIC, SYSTEM
from hearth.core.errors import NotPermitted, NotPossible
from hearth.core.models import AuditEvent, Clock
from hearth.core.scope import acting_as
from hearth.front_door import actions
from hearth.front_door.codes import PersonKnows, Route
from hearth.front_door.tests.welcoming import does, tried
from hearth.front_door.welcome_codes import AttemptOutcome, Channel
from hearth.front_door.welcome_models import ContactAttempt
from hearth.messaging.models import Message
from hearth.messaging.rules import Wording
from hearth.organisations.queries import worker_actor
from hearth.organisations.tests.factories import NOON
from hearth.people.models import Contact, Person, Relation
from hearth.record.models import Entry

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def world():
    return worlds.build(NOON)


@pytest.fixture
def referral(world):
    return worlds.asked(world)[0]


def contact(referral, **changed):
    told = {"kind": "phone", "value": "07700 900 123", "safe_to_leave_message": True, **changed}
    with acting_as(SYSTEM, at=worlds.now()):
        (made,) = Contact.objects.bulk_create([Contact(person_id=referral.person_id, **told)])
    return made


def relation(referral, **changed):
    told = {"name": "Lee", "relation": "ex-partner", **changed}
    with acting_as(SYSTEM, at=worlds.now()):
        (made,) = Relation.objects.bulk_create([Relation(person_id=referral.person_id, **told)])
    return made


def clocks(referral, **wanted):
    return {c.definition: c.stopped_at for c in worlds.all_of(Clock, person_id=referral.person_id, **wanted)}


class TestNoteAttempt:
    def test_keeps_how_when_and_what_came_of_it(self, world, referral):
        way = contact(referral)

        tried(world, referral, by=world.peer, contact=way, words="It rang for long.")

        (kept,) = worlds.all_of(ContactAttempt)
        assert (kept.channel, kept.outcome, kept.contact_id) == ("call", "no-answer", way.pk)
        assert (kept.tried_by_id, kept.tried_at) == (world.peer.id, world.at + HOUR)

    def test_keeps_no_promise_by_trying(self, world, referral):
        tried(world, referral)

        assert set(clocks(referral).values()) == {None}

    def test_keeps_the_first_contact_promise_by_reaching_them(self, world, referral):
        tried(world, referral, outcome=AttemptOutcome.REACHED)

        assert clocks(referral) == {"first-contact": world.at + HOUR, "welcoming-conversation": None}

    def test_lets_somebody_be_alongside_whoever_feels_unsafe(self, world):
        referral, _ = worlds.asked(world, feels_unsafe=True)

        tried(world, referral, outcome=AttemptOutcome.REACHED)

        assert clocks(referral, definition="feeling-unsafe") == {"feeling-unsafe": world.at + HOUR}

    def test_promises_to_ring_straight_back_when_the_line_was_cut_off(self, world, referral):
        tried(world, referral, outcome=AttemptOutcome.CUT_OFF)

        (clock,) = worlds.all_of(Clock, definition="call-back")
        assert clock.due_at == world.at + HOUR + timedelta(minutes=15)

    def test_keeps_that_promise_by_trying_again(self, world, referral):
        tried(world, referral, outcome=AttemptOutcome.CUT_OFF)
        tried(world, referral, after=HOUR + timedelta(minutes=2))

        assert clocks(referral, definition="call-back")["call-back"] == world.at + HOUR + timedelta(minutes=2)

    def test_promises_it_anew_each_time(self, world, referral):
        for minute in (0, 2, 4):
            tried(world, referral, outcome=AttemptOutcome.CUT_OFF, after=HOUR + timedelta(minutes=minute))

        assert len(worlds.all_of(Clock, definition="call-back", stopped_at=None)) == 1

    def test_tells_the_person_and_leaves_a_trace_without_words(self, world, referral):
        tried(world, referral, words="It rang for long.")

        (entry,) = worlds.all_of(Entry, kind="contact-attempt")
        assert (entry.title, entry.body) == ("Rang", "There was no answer. It rang for long.")
        (event,) = worlds.all_of(AuditEvent, event="front_door.contact_tried")
        assert event.detail == {"channel": "call", "outcome": "no-answer"}


class TestRefusals:
    @pytest.fixture(autouse=True)
    def nothing_is_kept(self, world):
        yield
        assert worlds.all_of(ContactAttempt) == []

    def test_a_number_that_is_not_safe(self, world, referral):
        assert "not safe" in refusal(lambda: tried(world, referral, contact=contact(referral, safe_to_use=False)))

    def test_a_number_that_ended(self, world, referral):
        ended = contact(referral, until_on=world.at.date() - timedelta(days=1))
        assert "not theirs any more" in refusal(lambda: tried(world, referral, contact=ended))

    def test_a_number_of_somebody_who_must_not_be_contacted(self, world, referral):
        relation(referral, do_not_contact=True, how_to_reach="+447700900123")
        assert "must not be contacted" in refusal(lambda: tried(world, referral, contact=contact(referral)))

    def test_somebody_who_must_not_be_contacted(self, world, referral):
        lee = relation(referral, do_not_contact=True)
        assert "Lee must not" in refusal(lambda: tried(world, referral, channel=Channel.THROUGH, relation=lee))

    def test_somebody_who_does_not_know_before_it_is_decided(self, world):
        told = {"person_knows": PersonKnows.NO, "knows_not_because": "She would run.", "referrer_name": "Jess"}
        referral, _ = worlds.asked(world, route=Route.SOMEONE_WHO_CARES, **told)
        assert "First decide together" in refusal(lambda: tried(world, referral))

    def test_somebody_who_died(self, world, referral):
        with acting_as(SYSTEM, at=world.at):
            Person.objects.filter(pk=referral.person_id).update(died_on=world.at.date())
        assert "have died" in refusal(lambda: tried(world, referral))

    def test_what_has_not_happened_yet(self, world, referral):
        def early(actor, at, **given):
            later = actions.Tried(Channel.CALL, AttemptOutcome.NO_ANSWER, at + HOUR)
            return actions.note_attempt(actor, tried=later, at=at, **given)

        with pytest.raises(NotPossible, match="not come yet"):
            does(world, world.lead, early, referral=referral)

    def test_whoever_may_not_write(self, world, referral):
        told = actions.Tried(Channel.CALL, AttemptOutcome.NO_ANSWER, world.at)
        with acting_as(SYSTEM, at=world.at), pytest.raises(NotPermitted):
            actions.note_attempt(SYSTEM, referral=referral, tried=told, at=world.at)


class TestWriteToPerson:
    def write(self, world, referral, way, body="Sam here. Shall we talk on Friday?"):
        wording = Wording("A message from Sam", body)
        return does(world, world.peer, actions.write_to_person, referral=referral, contact=way, wording=wording)

    def test_queues_it_and_counts_as_a_try(self, world, referral):
        attempt = self.write(world, referral, contact(referral))

        (message,) = worlds.all_of(Message)
        assert (message.person_id, message.subject_id) == (referral.person_id, attempt.id)
        assert (attempt.channel, attempt.outcome) == ("text", "sent")

    @pytest.mark.parametrize("body", ["The hub here.", "Your nurse rang."])
    def test_refuses_words_that_tell_a_stranger_of_us(self, world, referral, body):
        with pytest.raises(NotPossible, match="Leave out"):
            self.write(world, referral, contact(referral), body)
        assert worlds.all_of(Message) == []
        assert worlds.all_of(ContactAttempt) == []

    def test_refuses_a_number_where_a_text_is_not_safe(self, world, referral):
        with pytest.raises(NotPossible, match="text is safe"):
            self.write(world, referral, contact(referral, safe_to_leave_message=False))
        assert worlds.all_of(Message) == []


class TestConstraints:
    @pytest.mark.parametrize(
        ("rule", "changed"),
        [
            ("only_a_call_is_cut_off", {"channel": "visit", "outcome": "cut-off"}),
            ("only_words_are_sent", {"channel": "call", "outcome": "sent"}),
            ("written_down_afterwards", {"recorded_at": worlds.now() - timedelta(days=9)}),
        ],
    )
    def test_keep_an_attempt_true(self, world, referral, rule, changed):
        told = {"channel": "call", "outcome": "no-answer", "tried_at": world.at, "recorded_at": world.at, **changed}
        row = ContactAttempt(person_id=referral.person_id, referral=referral, tried_by=world.lead, **told)
        with acting_as(SYSTEM, at=world.at), pytest.raises(IntegrityError, match=rule), transaction.atomic():
            row.save(force_insert=True)

    def test_name_a_relation_only_for_asking_them(self, world, referral):
        told = {"channel": "call", "outcome": "no-answer", "tried_at": world.at, "recorded_at": world.at}
        lee = relation(referral)
        row = ContactAttempt(person_id=referral.person_id, referral=referral, relation=lee, tried_by=world.lead, **told)
        with acting_as(SYSTEM, at=world.at), pytest.raises(IntegrityError, match="through_whom"), transaction.atomic():
            row.save(force_insert=True)


class TestNoteCutOff:
    @pytest.mark.parametrize("who", ["administrator", None])
    def test_is_for_a_worker_who_receives(self, world, referral, who):
        actor = worker_actor(getattr(world, who)) if who else PUBLIC

        with acting_as(actor, at=world.at), pytest.raises(NotPermitted):
            actions.note_cut_off(actor, referral=referral, at=world.at)

        assert worlds.all_of(ContactAttempt) == []
        assert worlds.all_of(Clock, definition="call-back") == []
