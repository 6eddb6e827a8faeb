from uuid import uuid4

import pytest
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.test import RequestFactory
from tests import world as worlds

from hearth.core import once
from hearth.core.actor import PUBLIC, SYSTEM, Actor, ActorKind
from hearth.core.scope import acting_as

pytestmark = pytest.mark.django_db
SOMEBODY = Actor(ActorKind.SYSTEM, account_id=uuid4())


def claim(key, *, actor=PUBLIC, path="/ask"):
    with acting_as(SYSTEM, at=worlds.now()):
        return once.claim(key, actor=actor, path=path, at=worlds.now())


def settle(key, response):
    with acting_as(SYSTEM, at=worlds.now()):
        once.settle(key, response)


class TestKeyOf:
    @pytest.mark.parametrize("text", ["", "x", "12345", "\x00", "9" * 5000])
    def test_refuses_what_is_no_key(self, text):
        with pytest.raises(once.WrongKey):
            once.key_of(RequestFactory().post("/ask", {"_once": text}))

    def test_reads_a_form_and_a_header(self):
        key = uuid4()

        assert once.key_of(RequestFactory().post("/ask", {"_once": str(key)})) == key
        assert once.key_of(RequestFactory().post("/api", headers={"Idempotency-Key": str(key)})) == key


class TestClaim:
    def test_lets_a_thing_happen_once_and_then_gives_the_same_answer(self):
        key = uuid4()

        assert claim(key) is None
        settle(key, HttpResponseRedirect("/r/abc"))

        again = claim(key)
        assert (again.status_code, again["Location"]) == (302, "/r/abc")

    def test_gives_data_again_as_it_was(self):
        key = uuid4()
        claim(key)
        settle(key, JsonResponse({"kept": "14:02"}))

        again = claim(key)

        assert again.content == b'{"kept": "14:02"}'
        assert again["Content-Type"] == "application/json"

    def test_refuses_the_key_of_somebody_else(self):
        key = uuid4()
        claim(key)
        settle(key, HttpResponseRedirect("/r/abc"))

        with pytest.raises(once.WrongKey):
            claim(key, actor=SOMEBODY)

    def test_refuses_a_key_that_was_for_another_address(self):
        key = uuid4()
        claim(key)
        settle(key, HttpResponseRedirect("/r/abc"))

        with pytest.raises(once.WrongKey):
            claim(key, path="/people/new")


class TestSettle:
    @pytest.mark.parametrize("answer", [HttpResponse("Please look again"), JsonResponse({}, status=400)])
    def test_frees_the_key_of_what_was_not_done(self, answer):
        key = uuid4()
        claim(key)

        settle(key, answer)

        assert claim(key) is None
