from uuid import uuid4

import pytest
from django.db import DatabaseError, connection
from tests import world as worlds
from tests.refusals import broken_rule

from hearth.core.actor import PUBLIC
from hearth.core.errors import NotPermitted, NotPossible
from hearth.core.models import AuditEvent
from hearth.core.scope import acting_as
from hearth.exchange.actions.sending import note_failure, read_kept_message, see_to, send_referral
from hearth.exchange.codes import Door, Fault
from hearth.exchange.machine_rules import Caller, Failure
from hearth.exchange.models import FailedCall, KeptMessage, SeenTo, SentReferral
from hearth.exchange.tests.bars.messages import Sender, referral
from hearth.exchange.tests.machines import SHORT, Machine, key_for
from hearth.organisations.queries import worker_actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def key(world):
    return key_for(world)


def lost(world, key, body="words of somebody"):
    """A call of the surgery's machine that failed."""
    machine = Caller(key.key.pk, world.surgery.pk, "Foss Surgery", "").actor
    with acting_as(machine, at=world.at):
        failure = Failure(Door.BARS, Fault.NOT_SUPPORTED, str(uuid4()), key.key.pk, "192.0.2.1", body)
        return note_failure(machine, failure=failure, at=world.at)


class TestNoteFailure:
    def test_keeps_who_called_and_what_they_sent(self, world, key):
        answer = Machine(key.secret).send({**SHORT, "diagnosis": "F32"})

        (call,), (kept,) = worlds.all_of(FailedCall), worlds.all_of(KeptMessage)
        assert (call.door, call.fault, call.key_id, call.address) == ("api", "invalid", key.key.pk, None)
        assert call.request_id == answer["X-Request-ID"]
        assert worlds.STORY in kept.body

    def test_keeps_nothing_a_stranger_sent_but_where_from(self, world):
        Machine("nobody").send(SHORT)

        (call,) = worlds.all_of(FailedCall)
        assert (call.fault, call.key_id, call.address) == ("no-key", None, "127.0.0.1")
        assert worlds.all_of(KeptMessage) == []

    def test_does_not_fill_up_with_strangers(self, world, monkeypatch):
        monkeypatch.setattr("hearth.exchange.gate.has_room", lambda *_, **__: False)

        assert Machine("nobody").send(SHORT).status_code == 429
        assert worlds.all_of(FailedCall) == []

    def test_answers_even_if_the_failure_cannot_be_kept(self, world, key, monkeypatch):
        def broken(*_, **__):
            raise DatabaseError

        monkeypatch.setattr("hearth.exchange.gate.note_failure", broken)

        assert Machine(key.secret).send({}).status_code == 422

    def test_leaves_no_word_of_it_in_the_logs(self, world, key, capfd):
        told = {**SHORT, "family_name": worlds.SURNAME, "diagnosis": "F32"}

        Machine(key.secret).send(told)
        Sender(key.secret).send(referral(Patient={"birthDate": worlds.SURNAME}))

        said = "".join(capfd.readouterr())
        assert "exchange:referrals" in said
        assert worlds.SURNAME not in said
        assert key.secret not in said

    def test_is_not_for_anyone_signed_in(self, world):
        lead = worker_actor(world.lead)

        with pytest.raises(NotPermitted), acting_as(lead, at=world.at):
            note_failure(lead, failure=Failure(Door.API, Fault.OURS, "x", None, None), at=world.at)

        assert worlds.all_of(FailedCall) == []


class TestSeeTo:
    def test_says_who_did_what_and_forgets_what_was_sent(self, world, key):
        call, administrator = lost(world, key), worker_actor(world.administrator)

        with acting_as(administrator, at=world.at):
            see_to(administrator, call=call, words=" Rang them. ", at=world.at)

        (seen,) = worlds.all_of(SeenTo)
        assert (seen.by_id, seen.words, seen.at) == (world.administrator.pk, "Rang them.", world.at)
        assert worlds.all_of(KeptMessage) == []

    def test_is_done_once_and_with_a_word(self, world, key):
        call, lead = lost(world, key), worker_actor(world.lead)
        with pytest.raises(NotPossible, match="Say in a few words"), acting_as(lead, at=world.at):
            see_to(lead, call=call, words=" ", at=world.at)
        assert len(worlds.all_of(KeptMessage)) == 1

        with acting_as(lead, at=world.at):
            see_to(lead, call=call, words="Rang them.", at=world.at)
        with pytest.raises(NotPossible, match="already"), acting_as(lead, at=world.at):
            see_to(lead, call=call, words="Again.", at=world.at)

        assert [seen.words for seen in worlds.all_of(SeenTo)] == ["Rang them."]

    def test_is_not_for_everybody(self, world, key):
        call, peer = lost(world, key), worker_actor(world.peer)

        with pytest.raises(NotPermitted), acting_as(peer, at=world.at):
            see_to(peer, call=call, words="Rang them.", at=world.at)

        assert worlds.all_of(SeenTo) == []


class TestReadKeptMessage:
    def test_gives_whoever_leads_the_words_and_says_that_they_were_read(self, world, key):
        call, lead = lost(world, key), worker_actor(world.lead)

        with acting_as(lead, at=world.at):
            assert read_kept_message(lead, call=call, at=world.at) == "words of somebody"

        (event,) = worlds.all_of(AuditEvent, event="exchange.kept_message_read")
        assert event.membership_id == world.lead.pk

    def test_is_closed_to_administrators_and_in_the_database_too(self, world, key):
        call, administrator = lost(world, key), worker_actor(world.administrator)
        with pytest.raises(NotPermitted), acting_as(administrator, at=world.at):
            read_kept_message(administrator, call=call, at=world.at)

        for membership in (world.administrator, world.peer):
            actor = worker_actor(membership)
            with acting_as(actor, at=world.at), connection.cursor() as cursor:
                cursor.execute("SELECT exchange_kept(%s)", [call.pk])
                assert cursor.fetchone() == (None,)
                assert list(KeptMessage.objects.visible_to(actor)) == []


class TestSendReferral:
    def test_is_for_machines_of_an_organisation_alone(self, world, key):
        for actor in (PUBLIC, worker_actor(world.lead)):
            with pytest.raises(NotPermitted), acting_as(actor, at=world.at):
                send_referral(actor, told=None, key_id=key.key.pk, door=Door.API, at=world.at)

    def test_shows_what_was_sent_to_nobody(self, world, key):
        Machine(key.secret).send(SHORT)
        actor = worker_actor(world.lead)

        with acting_as(actor, at=world.at):
            assert list(SentReferral.objects.visible_to(actor)) == []


class TestTables:
    def test_know_a_caller_by_a_key_or_by_an_address(self, world, key):
        told = {"door": "api", "fault": "ours", "request_id": "x", "failed_at": world.at}

        assert "failedcall_known_by_key_or_address" in refused(
            world, FailedCall(key=key.key, address="192.0.2.1", **told)
        )

    def test_ask_what_was_done(self, world, key):
        seen = SeenTo(call=lost(world, key), words="", by=world.lead, at=world.at)

        assert "seento_says_what_was_done" in refused(world, seen)

    def test_see_to_a_call_once(self, world, key):
        call = lost(world, key)
        told = {"call": call, "words": "Rang.", "by": world.lead, "at": world.at}
        with acting_as(PUBLIC, at=world.at):
            SeenTo(**told).save(force_insert=True)

        assert "call_id" in refused(world, SeenTo(**told))

    def test_ask_for_the_name_of_a_message(self, world, key):
        assert "sentreferral_message_has_a_name" in refused(world, sent(world, key, door="bars"))

    @pytest.mark.parametrize("column", ["bundle_id", "header_id"])
    def test_take_a_message_once_from_one_organisation(self, world, key, column):
        first, other = sent(world, key, **{column: "m"}), sent(world, key, **{column: "m"})
        other.organisation = world.council
        for one in (first, other):
            with acting_as(PUBLIC, at=world.at):
                one.save(force_insert=True)

        rule = f"sentreferral_{column.removesuffix('_id')}_once"
        assert rule in refused(world, sent(world, key, **{column: "m"}))


def sent(world, key, **told):
    """What a machine of the surgery sent, about somebody new."""
    about, _ = worlds.asked(world)
    told = {"door": "api", "sent_at": world.at, **told}
    return SentReferral(referral=about, organisation=world.surgery, key=key.key, **told)


def refused(world, row):
    """The rule by which the database itself does not take the row."""
    return broken_rule(lambda: row.save(force_insert=True), at=world.at, by=PUBLIC)
