"""What is said of a referral after it was sent: added to, or taken back. A human hears it, and nothing closes."""

import pytest
from django.db import IntegrityError, transaction
from tests import world as worlds

from hearth.core.actor import SYSTEM
from hearth.core.scope import acting_as
from hearth.exchange.models import FollowUp, KeptMessage
from hearth.exchange.tests.bars.messages import REASONS, Sender, referral
from hearth.exchange.tests.bars.test_views import published, refused_as
from hearth.exchange.tests.machines import key_for
from hearth.front_door.models import Referral, ReferrerWord
from hearth.holding.models import Holding
from hearth.messaging.models import Message
from hearth.record.models import Entry

pytestmark = pytest.mark.django_db
THEIRS = "their-request-7"
NOT_FOUND = "REC__404-REC_NOT_FOUND-not-found"


@pytest.fixture
def sender(world):
    return Sender(key_for(world).secret)


def later(reason="update", **request):
    """A message about the request sent before; without the person, as a cancellation may come."""
    told = {"id": THEIRS, **request}
    header = {"reason": {"coding": [{"system": REASONS, "code": reason}]}}
    sent = referral(MessageHeader=header, ServiceRequest=told)
    sent["entry"] = [one for one in sent["entry"] if one["resource"]["resourceType"] != "Patient"]
    return sent


def first(sender):
    assert sender.send(referral(ServiceRequest={"id": THEIRS})).status_code == 200
    return worlds.all_of(Referral)[0]


class TestUpdate:
    def test_is_added_to_the_referral_and_told_to_whoever_holds(self, world, sender):
        found = first(sender)
        answer = sender.send(later(reasonCode=[{"text": "She is at her sister's now."}]))

        (said,), (followed,) = worlds.all_of(ReferrerWord), worlds.all_of(FollowUp)
        assert answer.status_code == 200
        assert (said.referral_id, said.kind) == (found.pk, "addition")
        assert said.words.startswith("She is at her sister's now.")
        assert (followed.referral_id, followed.kind) == (found.pk, "addition")
        assert len(worlds.all_of(Referral)) == 1
        assert [one.membership_id for one in worlds.all_of(Message, key=f"front_door.word/{said.pk}")] == [
            world.lead.pk
        ]

    def test_may_name_the_referral_as_we_do(self, sender):
        found = first(sender)

        assert sender.send(later(id=str(found.pk))).status_code == 200
        assert len(worlds.all_of(FollowUp, referral=found)) == 1

    def test_is_taken_once(self, sender):
        first(sender)
        sent = later()
        sender.send(sent)

        assert refused_as(sender.send(sent)) == published("REC__409-REC_CONFLICT-duplicate")
        assert len(worlds.all_of(ReferrerWord)) == 1


class TestCancellation:
    @pytest.mark.parametrize(
        ("reason", "status"), [("update", "revoked"), ("update", "entered-in-error"), ("delete", "active")]
    )
    def test_is_something_a_human_sees_and_closes_nothing(self, world, sender, reason, status):
        found = first(sender)
        answer = sender.send(later(reason, status=status))

        note = answer.json()["entry"][1]["resource"]
        assert note["status"] == "active"
        assert "Priya at 30 Clarence Street" in note["note"][0]["text"]
        (said,) = worlds.all_of(ReferrerWord)
        assert said.kind == "withdraw"
        (entry,) = worlds.all_of(Entry, subject_id=said.pk)
        assert entry.title.endswith("takes back what they asked")
        assert worlds.all_of(Referral)[0].status == found.status
        (held,) = worlds.all_of(Holding, person=found.person_id)
        assert (held.status, held.holder) == ("welcoming", world.lead)


class TestRefusals:
    @pytest.mark.parametrize("written", ["nobody-sent-this", "", "01a203fc-a87b-7479-9e4f-a22d32f3ab42"])
    def test_of_an_unknown_referral_keep_the_words_for_a_human(self, sender, written):
        first(sender)

        assert refused_as(sender.send(later(id=written))) == published(NOT_FOUND)
        assert worlds.all_of(FollowUp) == []
        assert len(worlds.all_of(KeptMessage)) == 1

    def test_say_nothing_of_what_another_organisation_sent(self, world, sender):
        found = first(sender)
        other = Sender(key_for(world, world.council).secret)

        for written in (THEIRS, str(found.pk)):
            assert refused_as(other.send(later(id=written))) == published(NOT_FOUND)
        assert worlds.all_of(ReferrerWord) == []


class TestConstraints:
    @pytest.mark.parametrize(
        ("changed", "name"),
        [({"header_id": "other"}, "followup_bundle_once"), ({"bundle_id": "other"}, "followup_header_once")],
    )
    def test_take_each_message_once(self, world, sender, changed, name):
        found = first(sender)
        mine = {"referral": found, "organisation": world.surgery, "key": key_for(world).key, "sent_at": world.at}
        named = {"kind": "addition", "bundle_id": "one", "header_id": "two"}
        with acting_as(SYSTEM, at=world.at):
            FollowUp(**mine, **named).save(force_insert=True)
            with pytest.raises(IntegrityError, match=name), transaction.atomic():
                FollowUp(**mine, **{**named, **changed}).save(force_insert=True)
