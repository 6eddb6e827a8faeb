"""The open door, and what a person finds on their own page."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests import world as worlds
from tests.world import client_of, client_of_person, words

from hearth.core.scope import acting_as
from hearth.core.sight import Level
from hearth.organisations.queries import worker_actor
from hearth.record import actions as record
from hearth.record.codes import EntryKind
from hearth.sharing import actions as sharing

pytestmark = pytest.mark.django_db


def looks(world, person, membership, times=1):
    actor = worker_actor(membership)
    for _ in range(times):
        with acting_as(actor, at=world.at):
            sharing.open_record(actor, person=person, what="first screen", reason="to ring her", at=world.at)


def text(response):
    """What a reader reads, without tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", words(response)).split())


def withheld(world, person, *, until_at):
    actor = worker_actor(world.lead)
    with acting_as(actor, at=world.at):
        record.write_entry(
            actor,
            person=person,
            kind=EntryKind.CONVERSATION,
            body="Her sister asked us not to say who rang.",
            occurred_at=world.at,
            withheld_reason="third-party",
            withheld_until=until_at,
            at=world.at,
        )


def statements(client, path):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def said(response):
    """The page without what is new on every page: the one-time key of its forms, and its own address."""
    return re.sub(r'name="(_once|csrfmiddlewaretoken)" value="[^"]*"|/me/people/[0-9a-f-]{36}', "", words(response))


class TestFront:
    def test_says_who_is_there_now(self, world):
        page = words(Client().get("/"))

        assert "30 Clarence Street" in page
        assert "Priya is here. The kettle is on." in page
        assert "Ask for support" in page

    def test_names_nobody_once_the_hub_has_closed(self, world):
        world.hub.opens = world.hub.closes = None
        shift = world.hub.shifts.get()
        shift.ends_at = world.at - timedelta(minutes=1)
        shift.save()

        assert "Priya" not in words(Client().get("/"))


class TestHelpNow:
    def test_needs_nobody_to_be_known(self, world):
        page = words(Client().get("/help-now"))

        assert "999" in page
        assert world.hub.phone in page


class TestPromises:
    def test_says_by_when_and_what_was_not_checked(self):
        page = text(Client().get("/promises"))

        assert "Is greeted 5 minutes" in page
        assert "Hears from us gently after a missed meeting the same day" in page
        assert "UK GDPR article 33(1): 72 hours. Not checked yet:" in page

    def test_says_nothing_of_sources_that_are_ours(self):
        assert "Hearth default" not in words(Client().get("/promises"))


class TestMe:
    def test_begins_with_who_holds_me(self, world, keeley):
        page = words(client_of_person(world, keeley).get("/me"))

        assert "Hello Keeley" in page
        assert "Priya" in page
        assert "holds me" in page

    def test_shows_the_people_i_let_in(self, world, keeley):
        worlds.let_in(world, keeley, world.partner)

        page = words(client_of_person(world, keeley).get("/me"))

        assert "Tom" in page
        assert "City housing" in page

    def test_is_nobody_elses(self, world, keeley):
        assert client_of(world.lead).get("/me").status_code == 404
        assert client_of(world.partner).get("/me/journey").status_code == 404
        assert Client().get("/me").url.startswith("/sign-in")

    def test_asks_as_often_for_much_as_for_little(self, world, keeley):
        client = client_of_person(world, keeley)
        worlds.let_in(world, keeley, world.partner)
        few = statements(client, "/me")

        for _ in range(3):
            worlds.written(world, keeley)
        for whom in (world.peer, world.council, world.surgery):
            worlds.let_in(world, keeley, whom)
        looks(world, keeley, world.lead, times=3)

        assert statements(client, "/me") == few


class TestJourney:
    def test_is_every_word_that_was_written(self, world, keeley):
        worlds.written(world, keeley, "Keeley laughed about the cat.")

        assert "Keeley laughed about the cat." in words(client_of_person(world, keeley).get("/me/journey"))

    def test_leaves_no_trace_of_what_is_withheld(self, world, keeley):
        client = client_of_person(world, keeley)
        withheld(world, keeley, until_at=world.at + timedelta(days=30))

        for path in ("/me", "/me/journey", "/me/looked", "/me/circle"):
            page = words(client.get(path))
            assert "sister" not in page
            assert "third-party" not in page
        assert "Nothing is written yet" in words(client.get("/me/journey"))

    def test_gives_it_when_its_time_has_come(self, world, keeley):
        withheld(world, keeley, until_at=world.at + timedelta(milliseconds=1))

        assert "asked us not to say" in words(client_of_person(world, keeley).get("/me/journey"))

    def test_does_not_count_my_own_reading_as_somebody_looking(self, world, keeley):
        client = client_of_person(world, keeley)
        client.get("/me/journey")

        assert "Nobody has opened your record yet" in words(client.get("/me/looked"))


class TestLooked:
    def test_names_who_for_whom_and_why(self, world, keeley):
        looks(world, keeley, world.lead)

        page = words(client_of_person(world, keeley).get("/me/looked"))

        assert "Priya Nair" in page
        assert "shift lead, Ouse Valley Trust" in page
        assert "your page · to ring her" in page

    def test_gathers_one_day_of_one_worker_in_a_line(self, world, keeley):
        looks(world, keeley, world.lead, times=3)

        page = words(client_of_person(world, keeley).get("/me/looked"))

        assert "3 times" in page
        assert page.count("Priya Nair") == 1

    def test_asks_as_often_for_many_looks_as_for_one(self, world, keeley):
        client = client_of_person(world, keeley)
        looks(world, keeley, world.lead)
        few = statements(client, "/me/looked")

        looks(world, keeley, world.peer, times=5)

        assert statements(client, "/me/looked") == few


class TestSomebodyClose:
    @pytest.fixture
    def jess(self, world):
        return worlds.known(world, known_as="Jess", given="Jess", family="Hale", nhs_number=None)

    def let_in(self, world, keeley, jess, level):
        worlds.let_in(world, keeley, jess, level)
        return client_of_person(world, jess)

    def test_is_as_wide_as_was_chosen(self, world, keeley, jess):
        worlds.written(world, keeley, "Keeley laughed about the cat.")
        client = self.let_in(world, keeley, jess, Level.MINIMUM)

        page = words(client.get(f"/me/people/{keeley.id}"))

        assert "that I come here" in page
        assert "holds Keeley" in page
        assert "cat" not in page

    def test_reads_what_was_written_if_that_was_chosen(self, world, keeley, jess):
        worlds.written(world, keeley, "Keeley laughed about the cat.")
        client = self.let_in(world, keeley, jess, Level.FULL)

        assert "Keeley laughed about the cat." in words(client.get(f"/me/people/{keeley.id}"))

    def test_never_shows_what_keeley_herself_may_not_read_yet(self, world, keeley, jess):
        withheld(world, keeley, until_at=world.at + timedelta(days=30))
        client = self.let_in(world, keeley, jess, Level.FULL)

        assert "sister" not in words(client.get(f"/me/people/{keeley.id}"))

    def test_is_read_by_the_one_it_is_about(self, world, keeley, jess):
        self.let_in(world, keeley, jess, Level.MINIMUM).get(f"/me/people/{keeley.id}")

        page = words(client_of_person(world, keeley).get("/me/looked"))

        assert "Jess" in page
        assert "someone you let in" in page

    def test_says_what_a_stranger_hears_when_nobody_let_me_in(self, world, keeley, jess):
        client = client_of_person(world, jess)

        refused = client.get(f"/me/people/{keeley.id}")
        unknown = client.get("/me/people/0195f0a0-0000-7000-8000-000000000000")

        assert refused.status_code == unknown.status_code == 404
        assert said(refused) == said(unknown)
        assert client.get(f"/me/people/{jess.id}").status_code == 404

    def test_opens_no_other_page_of_theirs(self, world, keeley, jess):
        client = self.let_in(world, keeley, jess, Level.FULL)

        for page in (f"/people/{keeley.id}", f"/people/{keeley.id}/journey", f"/people/{keeley.id}/circle"):
            assert client.get(page).status_code in {403, 404}
        assert "Who let me in" in words(client.get("/me"))
        assert "Priya Nair" not in words(client.get("/me/looked"))
