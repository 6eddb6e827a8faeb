"""The main job is done from beginning to end, and nothing the log says tells who, or what about."""

import logging
from uuid import uuid4

import pytest
import structlog
from django.test import Client
from tests import world as worlds

from hearth.core import logs
from hearth.front_door.models import Referral

pytestmark = pytest.mark.django_db
WORDS = "We rang the landlord together."
TYPED = "A wrong turning with her name in it."


@pytest.fixture(params=["INFO", "DEBUG"])
def logged(request, capfd):
    """Everything Hearth writes to its log from here on, at either level, when called."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    logs.configure({"level": request.param})
    yield lambda: "".join(capfd.readouterr())
    structlog.reset_defaults()
    root.handlers = handlers
    root.setLevel(level)


class TestTheLog:
    def test_of_the_main_job_tells_nothing_of_anybody(self, world, logged):
        person = worlds.known(world)
        lead = worlds.client_of(world.lead)

        code = when_somebody_asks_and_is_read(world, lead)
        when_the_lead_finds_opens_and_writes(lead, person)
        when_the_person_comes_in_and_reads(lead, person)
        when_things_go_wrong(world, person)

        told = logged()
        assert "http.request" in told
        secrets = (
            worlds.SURNAME,
            worlds.NHS_NUMBER,
            "999 000 0018",
            "Keeley",
            "slept",
            "landlord",
            "turning",
            "eleven",
        )
        assert [secret for secret in (*secrets, code) if secret in told] == []


def when_somebody_asks_and_is_read(world, lead):
    visitor = Client()
    answers = {"for_whom": "myself", "known_as": f"Evan {worlds.SURNAME}", "what_is_happening": worlds.STORY}
    receipt = worlds.send(visitor, "/ask", who_and_how_to_find="Text me, not before eleven.", **answers)
    code = visitor.session["way_back"]
    assert "keep your code" in worlds.words(visitor.get(receipt.url))
    worlds.send(visitor, "/come-back", kept=code)
    (referral,) = worlds.all_of(Referral)
    worlds.send(lead, f"/referrals/{referral.id}/reading", unsafe="no")
    return code


def when_the_lead_finds_opens_and_writes(lead, person):
    for path in ("/desk", f"/people?q={worlds.SURNAME}", f"/people/{person.id}"):
        lead.get(path)
    for asked in (worlds.SURNAME, worlds.NHS_NUMBER):
        worlds.send(lead, "/people", q=asked)
    worlds.send(lead, f"/people/{person.id}/draft", words=WORDS, kind="call")
    assert worlds.send(lead, f"/people/{person.id}/entries", words=WORDS, kind="call").status_code == 302
    worlds.send(lead, f"/people/{person.id}/entries", words=WORDS, kind=worlds.SURNAME)


def when_the_person_comes_in_and_reads(lead, person):
    given = worlds.words(worlds.send(lead, f"/people/{person.id}/own-code", answer="alone"))
    visitor = Client()
    worlds.send(visitor, "/sign-in/code", code=given.split('class="code">')[1].split("<")[0])
    visitor.get("/start")
    for path in ("/me", "/me/journey", "/me/looked"):
        assert visitor.get(path).status_code == 200


def when_things_go_wrong(world, person):
    """Addresses that are not there, words without a sign-in, a refusal, a fault on our side, a wrong password."""
    outsider = worlds.client_of(world.outsider)
    outsider.get(f"/people/{uuid4()}?because={worlds.SURNAME}")
    outsider.get(f"/{worlds.SURNAME}")
    worlds.send(Client(), f"/people/{person.id}/entries", words=TYPED)
    worlds.send(worlds.client_of(world.administrator), "/people/new", what_is_happening=TYPED)
    Client().post("/sign-in", {"login": f"{worlds.SURNAME}@hearth.example", "password": TYPED})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "hearth.front_door.actions.receiving.promise", lambda referral, at: int(referral.what_is_happening)
        )
        broken = Client(raise_request_exception=False)
        answers = {"for_whom": "myself", "who_and_how_to_find": "eleven", "what_is_happening": TYPED}
        assert worlds.send(broken, "/ask", **answers).status_code == 500
