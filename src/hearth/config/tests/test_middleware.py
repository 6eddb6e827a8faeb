from uuid import uuid4

import pytest
from django.test import Client
from tests import world as worlds

from hearth.core.actor import SYSTEM
from hearth.core.models import AuditEvent
from hearth.core.scope import acting_as
from hearth.front_door import actions as front_door
from hearth.front_door.models import Referral
from hearth.organisations.models import Membership
from hearth.record.models import Entry

pytestmark = pytest.mark.django_db
ANSWERS = {"for_whom": "myself", "who_and_how_to_find": "Text me.", "what_is_happening": worlds.STORY}


@pytest.fixture
def public(world):
    return Client()


def all_of(model, **wanted):
    with acting_as(SYSTEM, at=worlds.now()):
        return list(model.objects.filter(**wanted))


class TestOnce:
    def test_does_one_thing_for_one_key_and_answers_the_same(self, public):
        key = uuid4()

        answers = [worlds.send(public, "/ask", once=key, **ANSWERS) for _ in range(3)]

        assert len({answer["Location"] for answer in answers}) == 1
        assert len(all_of(Referral)) == 1

    def test_does_two_things_for_two_keys(self, public):
        for _ in range(2):
            worlds.send(public, "/ask", **ANSWERS)

        assert len(all_of(Referral)) == 2

    @pytest.mark.parametrize("the_first_page_was_seen", [True, False])
    def test_says_again_what_the_first_click_left_to_say(self, world, the_first_page_was_seen):
        person, key, lead = worlds.known(world), uuid4(), worlds.client_of(world.lead)
        writing = (f"/people/{person.id}/entries", {"words": "We talked.", "kind": "call"})

        first = worlds.send(lead, writing[0], once=key, **writing[1])
        if the_first_page_was_seen:
            lead.get(first["Location"])
        second = worlds.send(lead, writing[0], once=key, **writing[1])

        assert lead.get(second["Location"]).content.count(b"Written. They can read it too.") == 1
        assert b"Written." not in lead.get(second["Location"]).content

    def test_lets_a_mended_form_be_sent_with_the_same_key(self, public):
        key = uuid4()

        worlds.send(public, "/ask", once=key, **{**ANSWERS, "what_is_happening": ""})
        answer = worlds.send(public, "/ask", once=key, **ANSWERS)

        assert answer.status_code == 302
        assert len(all_of(Referral)) == 1

    def test_refuses_the_key_of_another_worker_and_keeps_the_words(self, world):
        person, key = worlds.known(world), uuid4()
        path = f"/people/{person.id}/entries"
        worlds.send(worlds.client_of(world.lead), path, once=key, words="First.", kind="call")

        answer = worlds.send(worlds.client_of(world.peer), path, once=key, words="Second.", kind="call")

        assert answer.status_code == 400
        assert "Second." in worlds.words(answer)
        assert [entry.body for entry in all_of(Entry)] == ["First."]

    @pytest.mark.parametrize("key", ["", "x", "\x00"])
    def test_refuses_a_form_without_a_key_and_keeps_the_words(self, public, key):
        answer = public.post("/ask", {**ANSWERS, "_once": key})

        assert answer.status_code == 400
        assert worlds.STORY in worlds.words(answer)
        assert all_of(Referral) == []


class TestSignedOut:
    def test_leads_a_reader_to_the_sign_in_page_and_back(self, public):
        answer = public.get("/desk")

        assert (answer.status_code, answer["Location"]) == (302, "/sign-in?next=/desk")

    def test_gives_back_the_words_of_somebody_who_was_writing(self, world, public):
        person = worlds.known(world)

        answer = worlds.send(public, f"/people/{person.id}/entries", words="She laughed.\nTwice.", kind="call")

        page = worlds.words(answer)
        assert answer.status_code == 403
        assert "You were signed out. Your words are still here." in page
        assert "She laughed.\nTwice." in page
        assert f'action="/people/{person.id}/entries"' in page

    def test_is_what_a_worker_finds_in_the_second_they_have_left(self, world):
        person, client = worlds.known(world), worlds.client_of(world.peer)
        assert client.get("/desk").status_code == 200
        Membership.objects.filter(pk=world.peer.pk).update(is_active=False, left_at=world.at)

        assert client.get("/desk")["Location"].startswith("/start")
        answer = worlds.send(client, f"/people/{person.id}/entries", words="My last words.", kind="call")

        assert answer.status_code == 403
        assert "My last words." in worlds.words(answer)
        assert all_of(Entry) == []


class TestOwnPages:
    @pytest.mark.parametrize("path", ["/desk", "/people/{id}", "/people/{id}/journey", "/organisations", "/overrides"])
    def test_are_all_that_somebody_signed_in_as_themselves_finds(self, world, path):
        person = worlds.known(world)

        answer = worlds.client_of_person(world, person).get(path.format(id=person.id))

        assert answer.status_code == 404

    def test_are_open_beside_what_is_open_to_all(self, world):
        client = worlds.client_of_person(world, worlds.known(world))

        assert [client.get(path).status_code for path in ("/me", "/me/journey", "/ask", "/")] == [200] * 4


class TestRefusal:
    def test_keeps_the_words_changes_nothing_and_leaves_a_trace(self, world):
        client = worlds.client_of(world.administrator)

        answer = worlds.send(client, "/people/new", who_and_how_to_find="Near the station", what_is_happening="Cold.")

        assert answer.status_code == 403
        assert "Near the station" in worlds.words(answer)
        (event,) = all_of(AuditEvent, event="core.refused")
        assert (event.subject_id, event.detail) == ("desk:somebody_new", {"permission": "referral.receive"})


class TestFailure:
    def test_tells_the_truth_keeps_the_words_and_saves_nothing(self, public, monkeypatch):
        monkeypatch.setattr(front_door.receiving, "promise", lambda *_: 1 / 0)
        public.raise_request_exception = False

        answer = worlds.send(public, "/ask", **ANSWERS)

        page = worlds.words(answer)
        assert answer.status_code == 500
        assert "We could not save that. Your words are still here." in page
        assert worlds.STORY in page
        assert all_of(Referral) == all_of(Entry) == []

    def test_never_shows_a_secret_again(self, monkeypatch):
        client = Client(raise_request_exception=False)
        monkeypatch.setattr("hearth.organisations.views.count_try", lambda *_: 1 / 0)

        answer = worlds.send(client, "/sign-in/code", code="otter-lamp-linen-42")

        assert answer.status_code == 500
        assert "otter-lamp-linen-42" not in worlds.words(answer)

    def test_refuses_what_is_too_long_with_a_sentence(self, public):
        answer = worlds.send(public, "/ask", **{**ANSWERS, "what_is_happening": "x" * 6_000_000})

        assert answer.status_code == 400
        assert "We could not read that" in worlds.words(answer)

    def test_gives_back_the_words_of_a_page_that_was_open_too_long(self, world):
        answer = worlds.send(Client(enforce_csrf_checks=True), "/ask", **ANSWERS)

        assert answer.status_code == 403
        assert "This page had been open too long" in worlds.words(answer)
        assert worlds.STORY in worlds.words(answer)
