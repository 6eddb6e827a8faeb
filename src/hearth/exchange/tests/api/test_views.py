import json
from uuid import uuid4

import pytest
from django.test import Client
from tests import world as worlds

from hearth.core.actor import SYSTEM
from hearth.core.knocks import Room
from hearth.core.scope import acting_as
from hearth.exchange.actions.keys import end_key
from hearth.exchange.models import FailedCall, KeptMessage, SentReferral
from hearth.exchange.tests.machines import SHORT, Machine, key_for
from hearth.front_door.models import Referral, Referrer
from hearth.organisations.models import Hub, Organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    world = worlds.build()
    Organisation.objects.filter(pk=world.surgery.pk).update(ods_code="A12345")
    return world


@pytest.fixture
def key(world):
    return key_for(world)


@pytest.fixture
def machine(key):
    return Machine(key.secret)


class TestReferrals:
    def test_says_who_holds_them_and_by_when_they_hear(self, world, machine):
        answer = machine.send(SHORT)

        said = answer.json()
        assert answer.status_code == 201
        assert said["held_by"] == {"name": "Priya", "hub": "30 Clarence Street", "phone": world.hub.phone}
        assert next(promise["what"] for promise in said["promises"]) == "They hear from us"
        assert "Priya holds this" in worlds.words(
            Client().get(said["status_url"].removeprefix("http://localhost:8000"))
        )

    def test_keeps_who_asked_with_the_organisation_of_the_key(self, world, machine, key):
        machine.send(SHORT)

        (referral,), (referrer,), (sent,) = (worlds.all_of(model) for model in (Referral, Referrer, SentReferral))
        assert (referral.route, referral.referrer_organisation) == ("professional", "Foss Surgery")
        assert (referrer.organisation_id, referrer.recognised_by) == (world.surgery.pk, "key")
        assert (sent.referral_id, sent.organisation_id, sent.key_id) == (referral.pk, world.surgery.pk, key.key.pk)

    def test_believes_the_key_more_than_an_address(self, world, machine):
        Organisation.objects.filter(pk=world.trust.pk).update(email_domain="trust.example")

        machine.send({**SHORT, "referrer": {"name": "Dr Amara Obi", "email": "amara@trust.example"}})

        (referrer,) = worlds.all_of(Referrer)
        assert (referrer.organisation_id, referrer.recognised_by) == (world.surgery.pk, "key")
        assert referrer.verified_at is None

    def test_is_one_referral_and_one_answer_however_often_it_is_sent(self, machine):
        once = uuid4()

        answers = [machine.send(SHORT, once=once) for _ in range(3)]

        assert {answer.status_code for answer in answers} == {201}
        assert len({answer.content for answer in answers}) == 1
        assert len(worlds.all_of(Referral)) == 1

    def test_refuses_another_body_with_the_same_key(self, machine):
        once = uuid4()
        machine.send(SHORT, once=once)

        answer = machine.send({**SHORT, "would_help": "A walk."}, once=once)

        assert answer.status_code == 409
        assert len(worlds.all_of(Referral)) == 1

    def test_gives_no_organisation_the_answer_of_another(self, world, machine):
        once = uuid4()
        machine.send(SHORT, once=once)

        answer = Machine(key_for(world, world.council).secret).send(SHORT, once=once)

        assert answer.status_code == 409
        assert "held_by" not in answer.json()

    def test_says_nothing_of_knowing_somebody_already(self, world, machine):
        told = {**SHORT, "given_names": "Keeley", "birth_on": "1990-03-27", "nhs_number": worlds.NHS_NUMBER}
        new = machine.send(told).json()

        again = Machine(key_for(world, world.council).secret).send(told)

        assert again.status_code == 201
        assert again.json().keys() == new.keys()
        assert again.json()["held_by"] == new["held_by"]
        assert len({referral.person_id for referral in worlds.all_of(Referral)}) == 1

    @pytest.mark.parametrize(
        ("changed", "pointer", "says"),
        [
            ({"who_and_how_to_find": ""}, "#/who_and_how_to_find", "Tell us who this is about"),
            ({"what_is_happening": "  "}, "#/what_is_happening", "Write a few words"),
            ({"what_is_happening": "x" * 200_001}, "#/what_is_happening", "Tell us a little"),
            ({"keep_doing": 5}, "#/keep_doing", "“Nothing” is an answer"),
            ({"person_knows": "perhaps"}, "#/person_knows", "yes, no or not-yet-asked"),
            ({"person_knows": "no"}, "#/knows_not_because", "Tell us why they do not know"),
            ({"person_knows": "no", "knows_not_because": " "}, "#/knows_not_because", "Write a few words"),
            ({"referrer": {}}, "#/referrer/name", "Tell us your name"),
            ({"referrer": {"name": " "}}, "#/referrer/name", "Write a few words"),
            ({"referrer": {"name": "Amara", "email": "nowhere"}}, "#/referrer/email", "e-mail"),
            ({"referrer": {"name": "Amara", "email": "amara@surgery"}}, "#/referrer/email", "e-mail"),
            ({"birth_on": "27/3/1990"}, "#/birth_on", "like 1990-03-27"),
            ({"birth_on": "2999-01-01"}, "#/birth_on", "still to come"),
            ({"birth_on": "0000-01-01"}, "#/birth_on", "too long ago"),
            ({"nhs_number": "999 000 0019"}, "#/nhs_number", "One of the digits"),
            ({"nhs_number": "12"}, "#/nhs_number", "10 digits"),
            ({"known_as": "x" * 121}, "#/known_as", "room for 120"),
            ({"known_as": "a\x00b"}, "#/known_as", "a mark in this that we cannot keep"),
            ({"feels_unsafe": "very"}, "#/feels_unsafe", "true, false"),
            ({"diagnosis": "F32"}, "#/diagnosis", "We do not know this field"),
            ({"a/b~c": 1}, "#/a~1b~0c", "We do not know this field"),
        ],
    )
    def test_says_at_each_field_what_is_not_right_and_keeps_nothing(self, machine, changed, pointer, says):
        answer = machine.send({**SHORT, **changed})

        problem = answer.json()
        assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json")
        assert [wrong["pointer"] for wrong in problem["errors"]] == [pointer]
        assert says in problem["errors"][0]["detail"]
        assert worlds.all_of(Referral) == []

    def test_names_everything_that_is_missing_at_once(self, machine):
        assert len(machine.send({}).json()["errors"]) == 5

    @pytest.mark.parametrize(
        "story", ["x" * 200_000, "🫖", "k", "أنا متعبة جدا", "<b>loud</b>", "' OR 1=1 --", "line one\r\nline two"]
    )
    def test_keeps_any_words_as_they_were_sent(self, machine, story):
        assert machine.send({**SHORT, "what_is_happening": story}).status_code == 201

        (referral,) = worlds.all_of(Referral)
        assert referral.what_is_happening == story

    @pytest.mark.parametrize(
        ("body", "status"),
        [
            (b" ", 400),
            (b"{", 400),
            (b"[]", 400),
            (b'"words"', 400),
            (b'{"a": NaN}', 400),
            (b'{"known_as": "\\ud800"}', 400),
            (b"\xff\xfe", 400),
            (b"[" * 100_000, 400),
            (b'{"a":' * 500 + b"1" + b"}" * 500, 400),
            (b'{"a": ' + b"9" * 5000 + b"}", 400),
            (b" " * (1024 * 1024 + 1), 413),
            (b" " * (6 * 1024 * 1024), 413),
        ],
        ids=lambda value: str(value)[:12],
    )
    def test_refuses_what_is_no_json_object_it_can_hold(self, machine, body, status):
        answer = machine.send(body)

        assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
        assert worlds.all_of(Referral) == []

    @pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "application/fhir+json", ""])
    def test_refuses_another_media_type(self, machine, kind):
        assert machine.send(SHORT, content_type=kind).status_code == 415

    @pytest.mark.parametrize("once", ["x", "12", " "])
    def test_asks_for_a_key_that_makes_it_one_referral(self, machine, once):
        answer = machine.send(SHORT, once=once)

        assert answer.status_code == 400
        assert "Idempotency-Key" in answer.json()["detail"]

    def test_says_when_no_hub_is_open(self, machine):
        Hub.objects.update(status="being-set-up")

        assert machine.send(SHORT).status_code == 503

    def test_says_when_it_goes_wrong_and_keeps_nothing_but_what_was_sent(self, machine, monkeypatch):
        monkeypatch.setattr("hearth.exchange.views.answers.received", lambda *_: 1 / 0)

        answer = machine.send(SHORT)

        (call,), (kept,) = worlds.all_of(FailedCall), worlds.all_of(KeptMessage)
        assert answer.status_code == 500
        assert (call.fault, json.loads(kept.body)) == ("ours", SHORT)
        assert (worlds.all_of(Referral), worlds.all_of(SentReferral)) == ([], [])

    def test_carries_the_request_id_back(self, machine):
        request_id = str(uuid4())

        answers = [machine.send(told, **{"X-Request-ID": request_id}) for told in (SHORT, {})]

        assert {answer["X-Request-ID"] for answer in answers} == {request_id}


class TestWhoCalls:
    @pytest.mark.parametrize("shown", ["", "Basic YTpi", "Bearer", "Bearer  ", "Bearer nobody", "Bearer é\udcff"])
    def test_must_show_a_key(self, world, shown):
        machine = Machine()
        machine.headers = {"Authorization": shown} if shown else {}

        answer = machine.send(SHORT)

        assert (answer.status_code, answer["WWW-Authenticate"]) == (401, 'Bearer realm="hearth"')
        assert worlds.all_of(Referral) == []

    def test_is_nobody_once_the_key_has_ended(self, world, machine, key):
        with acting_as(SYSTEM, at=world.at):
            end_key(SYSTEM, key=key.key, at=world.at)

        assert machine.send(SHORT).status_code == 401

    def test_is_nobody_once_the_organisation_has_left(self, world, machine):
        Organisation.objects.filter(pk=world.surgery.pk).update(left_on=world.at.date())

        assert machine.send(SHORT).status_code == 401

    def test_is_slowed_in_a_flood_and_told_when_to_go_on(self, machine, monkeypatch):
        monkeypatch.setattr("hearth.exchange.machine_queries.ROOMS", (Room(2, 10, "address"),))

        answers = [machine.send(SHORT) for _ in range(3)]

        assert [answer.status_code for answer in answers] == [201, 201, 429]
        assert answers[2]["Retry-After"] == "600"
        assert worlds.all_of(FailedCall) == []

    def test_is_never_whoever_is_signed_in_at_a_browser(self, world):
        client = worlds.client_of(world.lead)

        answer = client.post("/api/v1/referrals", json.dumps(SHORT), content_type="application/json")

        assert answer.status_code == 401


class TestReferral:
    def test_tells_whoever_sent_it_how_it_goes_on(self, world, machine):
        sent = machine.send(SHORT).json()

        found = machine.read(sent["id"]).json()

        assert found["held_by"] == sent["held_by"]
        assert [one["kind"] for one in found["news"]] == ["receipt"]
        assert "Priya at 30 Clarence Street is holding it" in found["news"][0]["words"]

    def test_tells_another_machine_of_the_same_organisation_too(self, world, machine):
        sent = machine.send(SHORT).json()

        assert Machine(key_for(world).secret).read(sent["id"]).status_code == 200

    def test_is_not_there_for_anybody_else(self, world, machine):
        sent = machine.send(SHORT).json()
        by_hand, _ = worlds.asked(world)
        other = Machine(key_for(world, world.council).secret)

        answers = [other.read(sent["id"]), machine.read(by_hand.pk), machine.read(uuid4())]

        assert {answer.status_code for answer in answers} == {404}
        assert len({answer.content for answer in answers}) == 1

    def test_says_nothing_of_the_person(self, machine):
        sent = machine.send({**SHORT, "known_as": "Kit", "family_name": worlds.SURNAME}).json()

        page = worlds.words(machine.read(sent["id"]))

        assert worlds.SURNAME not in page
        assert worlds.STORY not in page


class TestElsewhere:
    @pytest.mark.parametrize("path", ["/api/v1", "/api/v1/people", "/api/v2/referrals", "/api/v1/referrals/x"])
    def test_nothing_is_said_as_machines_read_it(self, path):
        answer = Client().get(path)

        assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")

    def test_a_wrong_method_is_told_the_right_one(self, machine):
        answer = machine.client.put("/api/v1/referrals", headers=machine.headers)

        assert (answer.status_code, answer["Allow"]) == (405, "POST")
