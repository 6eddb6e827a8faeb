"""Being safe with one's own pages: the question, devices, the way back, and whoever helps."""

import pytest
from django.test import Client
from tests import world as worlds
from tests.world import send, words

from hearth.organisations.models import SafeAnswer, Session
from hearth.record.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def own(world, keeley):
    return worlds.client_of_person(world, keeley)


def unasked(world, person):
    """Signed in, and nobody has asked them yet whether it is safe."""
    client = Client()
    client.cookies["hearth_session"] = worlds.session(
        worlds.own_sign_in(world, person), person_id=person.id, safe_until=""
    )
    return client


class TestSafe:
    def test_is_asked_before_the_first_page(self, world, keeley):
        client = unasked(world, keeley)

        assert client.get("/me").url == client.get("/me/journey").url == "/me/safe"
        assert client.get("/help-now").status_code == 200
        assert send(client, "/me/safe", answer="alone").url == "/me"
        assert client.get("/me").status_code == 200

    def test_holds_nothing_up_that_was_sent(self, world, keeley):
        client = unasked(world, keeley)

        assert send(client, "/me/helper", helper="Jess").url == "/me"

    def test_asks_again_without_an_answer(self, world, keeley):
        assert "Choose one of the answers." in words(send(unasked(world, keeley), "/me/safe"))
        assert worlds.all_of(SafeAnswer) == []

    def test_makes_the_pages_neutral_where_others_may_look(self, own):
        assert "<title>My page · Hearth</title>" in words(own.get("/me"))

        send(own, "/me/safe", answer="careful")

        assert "<title>Notes</title>" in words(own.get("/me"))
        assert "hearth.svg" not in words(own.get("/me/journey"))

    def test_closes_everything_when_it_is_not(self, own):
        answer = send(own, "/me/safe", answer="unsafe")

        assert "You are signed out everywhere" in words(answer)
        assert own.get("/me").url.startswith("/sign-in")
        assert worlds.all_of(Session) == []


class TestMyDevices:
    def test_lists_where_i_am_signed_in_without_the_key_to_it(self, world, keeley, own):
        key = own.cookies["hearth_session"].value

        page = words(own.get("/me/devices"))

        assert "this one" in page
        assert key not in page

    def test_signs_out_another_one(self, world, keeley):
        account = worlds.own_sign_in(world, keeley)
        here, there = (worlds.session(account, person_id=keeley.id) for _ in range(2))
        client = Client()
        client.cookies["hearth_session"] = here
        ref = Session.objects.get(pk=there).ref

        assert send(client, f"/me/devices/{ref}/ending").url == "/me/devices"
        assert "Nobody is signed in there" in words(client.get(send(client, f"/me/devices/{ref}/ending").url))

        assert [one.pk for one in worlds.all_of(Session)] == [here]

    def test_signs_out_all_others(self, world, keeley):
        account = worlds.own_sign_in(world, keeley)
        here, *_ = (worlds.session(account, person_id=keeley.id) for _ in range(3))
        client = Client()
        client.cookies["hearth_session"] = here

        send(client, "/me/devices/others/ending")

        assert [one.pk for one in worlds.all_of(Session)] == [here]

    def test_is_for_nobody_else(self, world):
        assert worlds.client_of(world.lead).get("/me/devices").status_code == 404


class TestMyWayBack:
    def test_is_the_browsers_own_only_for_whoever_is_alone_with_it(self, own):
        assert "data-back" in words(own.get("/me"))

        send(own, "/me/devices/way", keeps="yes")
        assert "data-back" not in words(own.get("/me"))
        send(own, "/me/devices/way", keeps="no")
        assert "data-back" in words(own.get("/me"))

        send(own, "/me/safe", answer="careful")
        send(own, "/me/devices/way", keeps="yes")
        assert "data-back" in words(own.get("/me"))


class TestMyHelper:
    def test_is_named_under_what_is_written(self, own):
        send(own, "/me/helper", helper="Jess, my sister")
        assert "Jess, my sister helps me here" in words(own.get("/me"))

        send(own, "/me/plan/parts/about-me", words="I fix clocks.")

        entry = worlds.all_of(Entry, kind="plan-change")[0]
        assert entry.byline == "In my own words; Jess, my sister helped"
        assert "Jess, my sister helped" in words(own.get("/me/journey"))

    def test_stops_when_i_say_so(self, own):
        send(own, "/me/helper", helper="Jess")
        send(own, "/me/helper/ending")
        assert "helps me here" not in words(own.get("/me"))

        send(own, "/me/plan/parts/about-me", words="I fix clocks.")

        assert worlds.all_of(Entry, kind="plan-change")[0].byline == "In my own words"

    def test_stands_in_the_journey(self, own):
        send(own, "/me/helper", helper="Jess")

        assert [one.title for one in worlds.all_of(Entry)] == ["Somebody helps me here"]

    def test_must_have_a_name(self, own):
        assert "Write down who helps." in words(send(own, "/me/helper", helper=""))
        assert worlds.all_of(Entry) == []


class TestPagesOfMine:
    def test_are_kept_in_no_browsers_store(self, own):
        assert own.get("/me")["Cache-Control"] == "no-store"


class TestOnePlace:
    def test_says_where_to_go_next_to_a_page_that_asks(self, own):
        answer = own.post(
            "/me/helper",
            {"helper": "Jess", "_once": "0195f0a0-0000-4000-8000-000000000001"},
            headers={"Hearth-One-Place": "yes"},
        )

        assert (answer.status_code, answer["Hearth-Goes-To"]) == (204, "/me")
        assert "Location" not in answer


class TestLighter:
    def test_sends_pages_of_people_compressed_and_those_of_a_desk_as_they_are(self, world, own):
        asked = {"Accept-Encoding": "gzip"}

        assert own.get("/me", headers=asked)["Content-Encoding"] == "gzip"
        assert "Content-Encoding" not in worlds.client_of(world.lead).get("/desk", headers=asked)
