"""The fake answers as GOV.UK Notify says that it does. Source: its REST API documentation and its Python client's."""

import time
from io import BytesIO
from uuid import uuid4

import jwt
import pytest
import requests
from notifications_python_client.errors import HTTPError
from notifications_python_client.notifications import NotificationsAPIClient

from hearth.messaging.tests import fake_notify
from hearth.messaging.tests.fake_notify import EMAIL_TEMPLATE, KEY, SECRET, SERVICE, TEXT_TEMPLATE


@pytest.fixture
def fake():
    with fake_notify.running() as notify:
        yield notify


@pytest.fixture
def client(fake):
    return NotificationsAPIClient(KEY, base_url=fake.url)


def refusal(call, *arguments, **named):
    with pytest.raises(HTTPError) as refused:
        call(*arguments, **named)
    return refused.value.status_code, refused.value.message[0]["error"]


class TestAuthorisation:
    def token(self, *, secret=SECRET, iss=SERVICE, age=0):
        return jwt.encode({"iss": iss, "iat": int(time.time()) - age}, secret, algorithm="HS256")

    @pytest.mark.parametrize(
        ("made", "status"),
        [
            ({}, 404),
            ({"secret": str(uuid4())}, 403),
            ({"iss": str(uuid4())}, 403),
            ({"age": 60}, 403),
        ],
    )
    def test_is_a_token_signed_with_the_key_less_than_thirty_seconds_ago(self, fake, made, status):
        url = f"{fake.url}/v2/notifications/{uuid4()}"

        answer = requests.get(url, headers={"Authorization": f"Bearer {self.token(**made)}"}, timeout=5)

        assert answer.status_code == status

    def test_must_be_there(self, fake):
        answer = requests.get(f"{fake.url}/v2/notifications", timeout=5)

        assert (answer.status_code, answer.json()["errors"][0]["error"]) == (401, "AuthError")


class TestText:
    def test_is_answered_with_what_will_be_sent(self, client):
        answer = client.send_sms_notification("07700 900123", TEXT_TEMPLATE, {"body": "Hello"}, reference="a")

        assert answer["reference"] == "a"
        assert answer["content"]["body"] == "Hello"
        assert answer["template"]["id"] == TEXT_TEMPLATE

    def test_is_refused_for_a_number_that_is_none(self, client):
        assert refusal(client.send_sms_notification, "12", TEXT_TEMPLATE, {"body": "Hello"}) == (400, "ValidationError")

    def test_is_refused_without_its_words(self, client):
        assert refusal(client.send_sms_notification, "07700900123", TEXT_TEMPLATE) == (400, "BadRequestError")

    @pytest.mark.parametrize("says", [fake_notify.LIMIT, fake_notify.DAY_LIMIT, fake_notify.TRIAL, fake_notify.FAULT])
    def test_is_refused_in_the_published_shape(self, fake, client, says):
        fake.says = says

        told = refusal(client.send_sms_notification, "07700900123", TEXT_TEMPLATE, {"body": "Hello"})

        assert told == (says.status, says.kind)


class TestEmail:
    def test_is_answered_with_subject_and_body(self, client):
        words = {"subject": "Hello", "body": "Bye"}

        answer = client.send_email_notification("a@b.example", EMAIL_TEMPLATE, words)

        assert (answer["content"]["subject"], answer["reference"]) == ("Hello", None)


class TestLetter:
    def test_is_answered_with_its_postage(self, client):
        answer = client.send_precompiled_letter_notification("a", BytesIO(b"%PDF-1.7"))

        assert (answer["reference"], answer["postage"]) == ("a", "second")

    @pytest.mark.parametrize(
        ("reference", "content", "kind"), [("", b"%PDF-", "ValidationError"), ("a", b"GIF", "BadRequestError")]
    )
    def test_is_a_pdf_with_a_reference(self, client, reference, content, kind):
        assert refusal(client.send_precompiled_letter_notification, reference, BytesIO(content)) == (400, kind)


class TestStatus:
    def test_is_told_by_the_id_and_found_by_the_reference(self, fake, client):
        answer = client.send_sms_notification("07700900123", TEXT_TEMPLATE, {"body": "Hello"}, reference="a")
        fake.becomes("delivered")

        assert client.get_notification_by_id(answer["id"])["status"] == "delivered"
        assert [one["id"] for one in client.get_all_notifications(reference="a")["notifications"]] == [answer["id"]]
        assert client.get_all_notifications(reference="b")["notifications"] == []

    @pytest.mark.parametrize(("wanted", "told"), [(SECRET, (404, "NoResultFound")), ("x", (400, "ValidationError"))])
    def test_is_not_told_of_what_it_never_took(self, client, wanted, told):
        assert refusal(client.get_notification_by_id, wanted) == told
