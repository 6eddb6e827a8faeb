"""Pages about messages, for workers, for whoever got an e-mail, and for the person."""

import io
from datetime import timedelta

import pypdf
import pytest
import time_machine
from django.test import Client
from tests import world as worlds
from tests.world import send, words

from hearth.core.actor import SYSTEM
from hearth.core.scope import acting_as
from hearth.messaging import actions, links, rules
from hearth.messaging.codes import AddresseeKind
from hearth.messaging.models import MessageChoice
from hearth.messaging.tests import post
from hearth.messaging.tests.post import state_of, states_of
from hearth.record.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def an_hour_later(world):
    with time_machine.travel(world.at + timedelta(hours=1), tick=True):
        yield


@pytest.fixture
def lead(world):
    return worlds.client_of(world.lead)


@pytest.fixture
def outsider(world):
    return worlds.client_of(world.outsider)


@pytest.fixture
def letter(queue, reach):
    reach("address", "3 Foss Walk, York YO1 9AA")
    message = queue()
    post.send(message)
    return message


@pytest.fixture
def untold(queue):
    """Something there was no safe way to write."""
    message = queue()
    post.send(message)
    return message


class TestAbout:
    def test_shows_what_was_sent_and_what_became_of_it(self, lead, person, letter):
        page = words(lead.get(f"/people/{person.pk}/messages"))

        assert "Thank you" in page
        assert "Waiting to be printed" in page
        assert "3 Foss Walk" in page

    def test_is_not_there_for_whoever_does_not_see_the_person(self, outsider, person, letter):
        assert outsider.get(f"/people/{person.pk}/messages").status_code == 404

    def test_asks_as_much_for_many_messages_as_for_one(self, lead, person, queue, django_assert_max_num_queries):
        for number in range(20):
            queue(key=f"{number}")

        with django_assert_max_num_queries(20):
            lead.get(f"/people/{person.pk}/messages")


class TestChoices:
    def test_keeps_what_they_said_and_tells_their_journey(self, lead, person, world):
        path = f"/people/{person.pk}/messages/choices"

        answer = send(lead, path, channel="text", choice="stop")

        (kept,) = worlds.all_of(MessageChoice)
        assert answer.status_code == 302
        assert (kept.person_id, kept.channel, kept.choice, kept.recorded_by_id) == (
            person.pk,
            "text",
            "stop",
            world.lead.pk,
        )
        assert [entry.title for entry in worlds.all_of(Entry, kind="message")] == ["Asked us not to send texts"]
        assert "asked us not to" in words(lead.get(f"/people/{person.pk}/messages"))

    @pytest.mark.parametrize(
        "typed", [{}, {"channel": "pigeon", "choice": "stop"}, {"channel": "text", "choice": "plain"}]
    )
    def test_keeps_nothing_that_is_not_whole(self, lead, person, typed):
        answer = send(lead, f"/people/{person.pk}/messages/choices", **typed)

        assert answer.status_code == 200
        assert worlds.all_of(MessageChoice) == []

    def test_is_not_there_for_whoever_does_not_see_the_person(self, outsider, person):
        answer = send(outsider, f"/people/{person.pk}/messages/choices", channel="all", choice="stop")

        assert answer.status_code == 404
        assert worlds.all_of(MessageChoice) == []


class TestTelling:
    def test_says_who_told_them_and_how(self, lead, untold):
        send(lead, f"/messages/{untold.pk}/telling", how="At the door.")

        assert states_of(untold)[-1] == ("told", "At the door.")

    def test_asks_how(self, lead, untold):
        answer = send(lead, f"/messages/{untold.pk}/telling", how=" ")

        assert "Say how you told them" in words(answer)
        assert state_of(untold) == "to-tell"

    def test_is_said_once(self, lead, untold):
        send(lead, f"/messages/{untold.pk}/telling", how="At the door.")

        answer = send(lead, f"/messages/{untold.pk}/telling", how="Again.")

        assert "Nothing waits to be told" in words(answer)

    def test_is_only_for_what_is_about_somebody(self, lead, queue, person):
        mail = rules.by_email(AddresseeKind.REFERRER, "hale@surgery.example")
        message = queue(to=mail, about=None, subject=("Address", person.pk))

        assert send(lead, f"/messages/{message.pk}/telling", how="So").status_code == 404

    def test_is_not_there_for_whoever_does_not_see_the_person(self, outsider, untold):
        assert send(outsider, f"/messages/{untold.pk}/telling", how="So").status_code == 404
        assert state_of(untold) == "to-tell"


class TestLetter:
    def test_is_a_pdf_with_their_address_and_our_words(self, lead, letter):
        answer = lead.get(f"/messages/{letter.pk}/letter")

        told = pypdf.PdfReader(io.BytesIO(answer.content)).pages[0].extract_text()
        assert "3 Foss Walk" in told
        assert "Ada rings you tomorrow." in told
        assert answer["Cache-Control"] == "no-store"
        assert state_of(letter) == "printed"

    def test_is_not_printed_once_it_must_not_go(self, lead, letter, person, world):
        with acting_as(SYSTEM, at=world.at):
            actions.choose_messages(SYSTEM, person=person, channel="all", choice="stop", at=world.at)

        answer = lead.get(f"/messages/{letter.pk}/letter", follow=True)

        assert "Do not post this letter" in words(answer)
        assert state_of(letter) == "not-sent"

    def test_goes_back_when_they_can_be_reached_otherwise(self, lead, letter, reach, mailbox):
        reach("email", "keeley@mail.example")

        lead.get(f"/messages/{letter.pk}/letter")

        assert state_of(letter) == "waiting"

    def test_is_not_there_for_whoever_does_not_see_the_person(self, outsider, letter):
        assert outsider.get(f"/messages/{letter.pk}/letter").status_code == 404

    def test_is_none_when_nothing_waits(self, lead, untold):
        assert "does not wait" in words(lead.get(f"/messages/{untold.pk}/letter", follow=True))


class TestPosting:
    def test_says_that_it_is_in_the_post(self, lead, letter):
        lead.get(f"/messages/{letter.pk}/letter")

        answer = send(lead, f"/messages/{letter.pk}/posting")

        assert answer["Location"] == "/letters"
        assert state_of(letter) == "posted"

    def test_is_looked_at_again(self, lead, letter, person, world):
        with acting_as(SYSTEM, at=world.at):
            actions.choose_messages(SYSTEM, person=person, channel="letter", choice="stop", at=world.at)

        send(lead, f"/messages/{letter.pk}/posting")

        assert state_of(letter) == "to-tell"

    def test_happens_once(self, lead, letter):
        send(lead, f"/messages/{letter.pk}/posting")

        send(lead, f"/messages/{letter.pk}/posting")

        assert [state for state, _ in states_of(letter)].count("posted") == 1


class TestStop:
    @pytest.fixture
    def way_out(self, queue):
        mail = queue(to=rules.by_email(AddresseeKind.REFERRER, "hale@surgery.example"))
        return "/e-mails/" + links.way_out(mail.pk).rpartition("/")[2]

    def test_asks_before_it_stops(self, way_out):
        assert "No more e-mails?" in words(Client().get(way_out))
        assert worlds.all_of(MessageChoice) == []

    def test_stops_that_address(self, way_out):
        assert "We have stopped" in words(send(Client(), way_out))

        (kept,) = worlds.all_of(MessageChoice)
        assert (kept.address, kept.choice, kept.person_id) == ("hale@surgery.example", "stop", None)

    def test_is_not_there_for_a_link_that_is_not_ours(self, way_out):
        assert Client().get(way_out[:-1] + "~").status_code == 404

    def test_is_not_there_for_a_message_to_the_person(self, queue):
        path = "/e-mails/" + links.way_out(queue(key="other").pk).rpartition("/")[2]

        assert Client().get(path).status_code == 404


class TestOwnMessages:
    def test_shows_what_was_written_to_them_and_nothing_else(self, world, person, letter, queue):
        queue(key="mail", to=rules.by_email(AddresseeKind.REFERRER, "hale@surgery.example"), wording=OTHER)

        page = words(worlds.client_of_person(world, person).get("/me/messages"))

        assert "Thank you" in page
        assert "About somebody" not in page
        assert "hale" not in page

    def test_says_that_somebody_tells_them(self, world, person, untold):
        page = words(worlds.client_of_person(world, person).get("/me/messages"))

        assert "Somebody tells you this in person" in page
        assert "no way to write" not in page


OTHER = rules.Wording("About somebody", "We have your referral.")
