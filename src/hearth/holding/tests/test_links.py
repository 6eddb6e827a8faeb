"""A yes by link: by a name, once, and never by a mailbox or a time-out."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from tests import world as worlds

from hearth.core.actor import PUBLIC, SYSTEM
from hearth.core.errors import NotPermitted, NotPossible
from hearth.core.models import Clock
from hearth.core.scope import acting_as, going_on_as
from hearth.holding import actions
from hearth.holding.models import Handover, HandoverLink, Holding
from hearth.holding.rules import Outside, Proposal
from hearth.messaging.models import Message
from hearth.organisations import actions as organisations
from hearth.organisations.models import Invitation, Membership, Worker
from hearth.organisations.queries import worker_actor
from hearth.record.models import Entry

pytestmark = pytest.mark.django_db
TOLD = Proposal(reason="You know the flats.", keep_doing="Our walk.", person_view="Yes, with Dee.")
WHO = {"given_name": "Ama", "family_name": "Boateng", "role": "Housing officer"}


@pytest.fixture
def person(world):
    return worlds.known(world)


def ask(world, person, name="Ama Boateng", email="ama@council.example"):
    """Returns the question and the secret of its link."""
    lead = worker_actor(world.lead)
    to = Outside(world.council.pk, world.council.name, name, email)
    with acting_as(lead, at=world.at):
        held = worlds.holding_of(lead, person)
        asked = actions.propose_handover(lead, holding=held, to=to, proposal=TOLD, at=world.at)
    return asked, secret_in(asked)


def secret_in(asked):
    (message,) = worlds.all_of(Message, subject_id=asked.root_id, to_kind="partner")
    return re.search(r"/h/(\S+)", message.body).group(1)


def accept(world, secret, at=None, **changed):
    at = at or world.at + timedelta(hours=1)
    with acting_as(PUBLIC, at=at):
        return actions.accept_by_link(PUBLIC, secret=secret, at=at, **{**WHO, **changed})


def now(asked):
    return worlds.all_of(Handover, pk=asked.pk)[0]


class TestProposeHandover:
    def test_writes_to_one_human_and_says_nothing_of_whom_it_is_about(self, world, person):
        asked, secret = ask(world, person)

        (message,) = worlds.all_of(Message, subject_id=asked.root_id, to_kind="partner")
        assert message.address == "ama@council.example"
        assert "Keeley" not in message.subject_line + message.body
        assert secret not in worlds.all_of(HandoverLink)[0].secret_hash

    @pytest.mark.parametrize(("name", "email"), [("", "ama@council.example"), ("Ama", "not an address")])
    def test_asks_nobody_without_a_name_and_an_address(self, world, person, name, email):
        with pytest.raises(NotPossible):
            ask(world, person, name=name, email=email)

        assert worlds.all_of(Handover) == []


class TestAcceptByLink:
    def test_is_a_yes_by_a_human_who_works_there_from_now_on(self, world, person):
        asked, secret = ask(world, person)
        accept(world, secret)

        after = now(asked)
        assert after.status == "accepted"
        assert after.accepted_by.worker.name == "Ama Boateng"
        assert after.accepted_by.organisation == world.council
        assert worlds.all_of(Holding, person=person)[0].holder == world.lead
        (clock,) = worlds.all_of(Clock, definition="handover-answer")
        assert clock.stopped_at is not None
        assert (
            "Ama Boateng answered by a link, as Housing officer" in worlds.all_of(Entry, title="A yes by name")[0].body
        )

    def test_leads_all_the_way_to_another_pair_of_hands(self, world, person):
        asked, secret = ask(world, person)
        accept(world, secret)
        lead, later = worker_actor(world.lead), world.at + timedelta(hours=2)
        with acting_as(lead, at=later):
            found = Handover.objects.visible_to(lead).select_related("person").get(pk=asked.pk)
            actions.have_met(lead, handover=found, met_at=later, at=later)
            actions.complete_handover(lead, handover=found, at=later)

        assert worlds.all_of(Holding, person=person)[0].holder.worker.name == "Ama Boateng"

    def test_offers_a_sign_in_that_keeps_who_they_hold(self, world, person):
        asked, secret = ask(world, person)
        accept(world, secret)
        (message,) = worlds.all_of(Message, key__startswith="partner-sign-in")
        assert message.address == "ama@council.example"
        (invitation,) = Invitation.objects.all()
        with acting_as(PUBLIC, at=world.at + timedelta(hours=2)):
            organisations.accept_invitation(
                PUBLIC,
                invitation=invitation,
                given_name="Ama",
                family_name="Boateng",
                password="kettle lantern orchard",
                at=world.at + timedelta(hours=2),
            )

        assert Worker.objects.filter(given_name="Ama").count() == 1
        assert Membership.objects.get(worker__given_name="Ama") == now(asked).accepted_by
        assert Worker.objects.get(given_name="Ama").account.email == "ama@council.example"

    def test_is_said_once(self, world, person):
        _, secret = ask(world, person)
        accept(world, secret)

        with pytest.raises(NotPossible, match="has its answer"):
            accept(world, secret, given_name="Somebody")

        assert Worker.objects.filter(given_name="Somebody").count() == 0

    def test_ends_with_the_question(self, world, person):
        asked, secret = ask(world, person)
        lead = worker_actor(world.lead)
        with acting_as(lead, at=world.at):
            actions.withdraw_handover(lead, handover=asked, because="She would rather stay.", at=world.at)

        with pytest.raises(NotPossible, match="has its answer"):
            accept(world, secret)

        assert Worker.objects.filter(given_name="Ama").count() == 0

    @pytest.mark.parametrize("name", ["", " ", "12"])
    def test_needs_a_name(self, world, person, name):
        asked, secret = ask(world, person)

        with pytest.raises(NotPossible, match="Type your own name"):
            accept(world, secret, given_name=name)

        assert now(asked).status == "proposed"

    def test_is_for_somebody_at_the_door(self, world, person):
        _, secret = ask(world, person)
        peer = worker_actor(world.peer)

        with acting_as(peer, at=world.at), pytest.raises(NotPermitted):
            actions.accept_by_link(peer, secret=secret, at=world.at, **WHO)

    def test_is_never_given_by_time(self, world, person):
        asked, _ = ask(world, person)
        with acting_as(SYSTEM, at=world.at + timedelta(days=90)):
            actions.tell_what_is_late(SYSTEM, at=world.at + timedelta(days=90))

        assert now(asked).accepted_by is None


class TestGoingOnAs:
    def test_is_for_somebody_at_the_door(self, world):
        lead = worker_actor(world.lead)
        with acting_as(lead, at=world.at), pytest.raises(RuntimeError), going_on_as(lead, at=world.at):
            pass


class TestPage:
    def test_tells_nothing_before_they_say_who_they_are(self, world, person):
        _, secret = ask(world, person)
        shown = worlds.words(Client().get(f"/h/{secret}"))

        assert "Priya asks whether you would hold somebody" in shown
        assert "Keeley" not in shown
        assert "flats" not in shown

    def test_is_not_answered_by_being_opened(self, world, person):
        asked, secret = ask(world, person)
        for _ in range(3):
            Client().get(f"/h/{secret}")

        assert now(asked).status == "proposed"

    def test_goes_the_whole_way(self, world, person):
        asked, secret = ask(world, person)
        client, page = Client(), f"/h/{secret}"

        told = worlds.words(worlds.send(client, page, **WHO))
        assert "Will you hold Keeley?" in told
        assert "You know the flats." in told
        done = worlds.words(worlds.send(client, page, answer="yes", **WHO))

        assert "Thank you, Ama" in done
        assert now(asked).status == "accepted"
        assert "This question has its answer" in worlds.words(client.get(page))

    def test_says_at_the_field_what_is_missing(self, world, person):
        _, secret = ask(world, person)

        assert "Type your own name." in worlds.words(worlds.send(Client(), f"/h/{secret}", given_name="", role=""))

    def test_says_so_when_somebody_was_quicker(self, world, person):
        _, secret = ask(world, person)
        accept(world, secret)

        again = worlds.words(worlds.send(Client(), f"/h/{secret}", answer="yes", **WHO))
        assert "This question has its answer" in again

    def test_is_not_there_for_a_link_we_never_gave(self):
        assert Client().get("/h/nobody-gave-this").status_code == 404


class TestProposing:
    def send(self, world, person, **changed):
        told = {"reason": "Flats.", "person_view": "Yes.", "keep_doing": "Nothing.", "where": str(world.surgery.id)}
        named = {"whom": "outside", "outside_name": "Dr Bly", "outside_email": "bly@surgery.example"}
        client = worlds.client_of(world.lead)
        return client, worlds.send(client, f"/people/{person.id}/handover", **{**told, **named, **changed})

    def test_asks_somebody_without_a_sign_in(self, world, person):
        client, answer = self.send(world, person)

        shown = worlds.words(client.get(answer.url))
        assert "Will Dr Bly, Foss Surgery hold Keeley?" in shown
        assert "by a link" in shown

    def test_says_what_is_missing(self, world, person):
        _, answer = self.send(world, person, outside_email="")

        assert "where to write to them" in worlds.words(answer)

    def test_knows_no_place_there_is_not(self, world, person):
        _, answer = self.send(world, person, where="nowhere")

        assert answer.status_code == 200
        assert worlds.all_of(Handover) == []
