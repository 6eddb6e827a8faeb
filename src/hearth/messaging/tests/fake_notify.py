"""GOV.UK Notify on this machine: its HTTP interface as its documentation describes it, and no more than we use.

Source: GOV.UK Notify, REST API documentation: authorisation header, send a text message, an email and a precompiled
letter, get message status, general errors. `test_fake_notify.py` holds it to that.
"""

import base64
import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID, uuid4

from notifications_python_client.authentication import decode_jwt_token, get_token_issuer
from notifications_python_client.errors import TokenError

SERVICE, SECRET = "11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"
KEY = f"hearth-{SERVICE}-{SECRET}"
TEXT_TEMPLATE, EMAIL_TEMPLATE = "33333333-3333-4333-8333-333333333333", "44444444-4444-4444-8444-444444444444"
UK_MOBILE = re.compile(r"(\+44|0)7[0-9]{9}")


class Refused(Exception):
    """What it answers instead: a status, the kind of error and a message that may change at any time."""

    def __init__(self, status: int, kind: str, message: str) -> None:
        super().__init__(message)
        self.status, self.kind, self.message = status, kind, message


LIMIT = Refused(429, "RateLimitError", "Exceeded rate limit for key type LIVE of 3000 requests per 60 seconds")
DAY_LIMIT = Refused(429, "TooManyRequestsError", "Exceeded send limits (50) for today")
TRIAL = Refused(400, "BadRequestError", "Can't send to this recipient when service is in trial mode")
FAULT = Refused(500, "Exception", "Internal server error")


@dataclass
class FakeNotify:
    """What it took, newest last, and what it says next instead of taking anything."""

    url: str = ""
    taken: list[dict[str, Any]] = field(default_factory=list)
    says: Refused | None = None
    dies_after_taking: bool = False

    def becomes(self, status: str) -> None:
        """What it will tell of everything it took."""
        for one in self.taken:
            one["status"] = status


@contextmanager
def running() -> Iterator[FakeNotify]:
    """Notify at an address of its own, until the block ends."""
    fake = FakeNotify()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Answers", (_Answers,), {"fake": fake}))
    fake.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield fake
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Answers(BaseHTTPRequestHandler):
    fake: FakeNotify

    def do_GET(self) -> None:
        self.answer(self.read)

    def do_POST(self) -> None:
        self.answer(self.take)

    def answer(self, find: Any) -> None:
        try:
            self.check_key()
            status, told = find(urlsplit(self.path))
        except Refused as refused:
            status = refused.status
            told = {"status_code": status, "errors": [{"error": refused.kind, "message": refused.message}]}
        if self.fake.dies_after_taking and self.command == "POST":
            self.close_connection = True
            return
        body = json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def check_key(self) -> None:
        scheme, _, token = self.headers.get("Authorization", "").partition(" ")
        if scheme != "Bearer" or not token:
            raise Refused(401, "AuthError", "Unauthorized: authentication token must be provided")
        try:
            decode_jwt_token(token, SECRET)
            issuer = get_token_issuer(token)
        except TokenError as problem:
            raise Refused(403, "AuthError", "Invalid token: API key not found") from problem
        if issuer != SERVICE:
            raise Refused(403, "AuthError", "Invalid token: service not found")

    def take(self, address: Any) -> tuple[int, dict[str, Any]]:
        told = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.fake.says:
            raise self.fake.says
        made = {"id": str(uuid4()), "reference": told.get("reference"), "status": "created", "told": told}
        shape = WAYS[address.path.rpartition("/")[2]](told, made)
        self.fake.taken.append(made)
        return 201, {"id": made["id"], "reference": made["reference"], **shape}

    def read(self, address: Any) -> tuple[int, dict[str, Any]]:
        if self.fake.says:
            raise self.fake.says
        if address.path == "/v2/notifications":
            reference = parse_qs(address.query).get("reference", [None])[0]
            found = [shown(one) for one in reversed(self.fake.taken) if reference in (None, one["reference"])]
            return 200, {"notifications": found, "links": {"current": self.fake.url + self.path}}
        wanted = address.path.rpartition("/")[2]
        try:
            UUID(wanted)
        except ValueError as problem:
            raise Refused(400, "ValidationError", "id is not a valid UUID") from problem
        for one in self.fake.taken:
            if one["id"] == wanted:
                return 200, shown(one)
        raise Refused(404, "NoResultFound", "No result found")

    def log_message(self, *_: Any) -> None:
        pass


def shown(one: dict[str, Any]) -> dict[str, Any]:
    return {name: one[name] for name in ("id", "reference", "status", "type")}


def take_text(told: dict[str, Any], made: dict[str, Any]) -> dict[str, Any]:
    if not UK_MOBILE.fullmatch(told["phone_number"].replace(" ", "")):
        raise Refused(400, "ValidationError", "phone_number Not a UK mobile number")
    made["type"] = "sms"
    check_template(told, TEXT_TEMPLATE, "body")
    return {"content": {"body": told["personalisation"]["body"], "from_number": "GOVUK"}, **of_template(told)}


def take_email(told: dict[str, Any], made: dict[str, Any]) -> dict[str, Any]:
    if "@" not in told["email_address"]:
        raise Refused(400, "ValidationError", "email_address Not a valid email address")
    made["type"] = "email"
    check_template(told, EMAIL_TEMPLATE, "subject", "body")
    return {"content": {**told["personalisation"], "from_email": "hearth@notifications.example"}, **of_template(told)}


def take_letter(told: dict[str, Any], made: dict[str, Any]) -> dict[str, Any]:
    if not told.get("reference"):
        raise Refused(400, "ValidationError", "reference is a required property")
    if not base64.b64decode(told["content"]).startswith(b"%PDF-"):
        raise Refused(400, "BadRequestError", "Letter content is not a valid PDF")
    made["type"] = "letter"
    return {"postage": told.get("postage", "second")}


def check_template(told: dict[str, Any], template: str, *wanted: str) -> None:
    if told["template_id"] != template:
        raise Refused(400, "BadRequestError", "Template not found")
    missing = [name for name in wanted if name not in told.get("personalisation", {})]
    if missing:
        raise Refused(400, "BadRequestError", f"Missing personalisation: {', '.join(missing)}")


def of_template(told: dict[str, Any]) -> dict[str, Any]:
    return {"template": {"id": told["template_id"], "version": 1, "uri": f"/v2/template/{told['template_id']}"}}


WAYS = {"sms": take_text, "email": take_email, "letter": take_letter}
