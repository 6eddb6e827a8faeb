"""Every page there is, for everyone who may open it: no mistake of WCAG 2.2 A or AA, in any light and at any size."""

import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from hearth.core.actor import SYSTEM
from hearth.core.installation import is_demonstration
from hearth.core.scope import acting_as
from hearth.organisations.codes import Safe
from hearth.organisations.models import SafeAnswer
from hearth.organisations.tests.factories import PASSWORD
from hearth.people.models import PortalAccess
from tests import world as worlds
from tests.journeys import errors, furniture
from tests.journeys.addresses import Address, addresses
from tests.journeys.axe import carry
from tests.journeys.furniture import Furnished
from tests.journeys.house import House, Visitor
from tests.journeys.looks import mistakes_by_day, mistakes_in_other_hands, mistakes_on
from tests.journeys.scripts import DEAD, EXCEPT, dead_on

pytestmark = pytest.mark.browser
# What was sent to whom, in the order of `everybody`.
Opened = dict[str, bytes]
OPENED, WRITING_ONLY = 200, 405
# The pages are walked in so many parts, for as many cores as there are.
SHARES = 4
ASK_FOR_SOMETHING = {"front_door:ask", "desk:amendment", "sharing:circle", "account_login"}
# Whoever works with measures is in no other seat here, and walks only the pages that nobody else opens.
WHERE_NOBODY_ELSE_GOES = "the peer supporter"
NEVER_THE_SAME = re.compile(rb'name="(?:csrfmiddlewaretoken|_once)" value="[^"]*"')
FORM = "main form[method=post][novalidate]"
EMPTY = """form => {
    for (const field of form.elements) {
        if (field.type === "radio" || field.type === "checkbox") field.checked = false;
        else if (field.type !== "hidden" && field.tagName !== "BUTTON") field.value = "";
    }
    form.requestSubmit();
}"""


@pytest.fixture
def furnished(live_server: LiveServer) -> Iterator[Furnished]:
    """A running demonstration with one of everything in it."""
    made = furniture.furnish()
    furniture.make_it_a_demonstration(made.world.at)
    yield made
    is_demonstration.cache_clear()


@pytest.fixture
def house(live_server: LiveServer, browser: Browser, furnished: Furnished) -> Iterator[House]:
    yield House(live_server.url, furnished.world, browser)
    for context in browser.contexts:
        context.close()


class TestEveryPage:
    @pytest.mark.parametrize("share", range(SHARES))
    def test_has_no_mistake_for_anyone_who_may_open_it(self, house: House, furnished: Furnished, share: int) -> None:
        clients = everybody(furnished)
        pages = pages_to_read(furnished, clients, share)
        visitors = {who: visitor_of(house, client) for who, client in clients.items()}

        opened = {page: everyone_who_opens(page, clients) for page in pages}
        found = [f"{page.name} is opened by nobody" for page, answers in opened.items() if not answers]
        found += dead_without_scripts(opened)
        found += wrong_with(opened, visitors)
        sent = wrong_when_sent_in_empty(opened, visitors)
        found += [f"{name} sent in empty, {mistake}" for name, mistakes in sent.items() for mistake in mistakes]

        assert not found, "\n".join(found)
        assert ASK_FOR_SOMETHING & {page.name for page in pages} <= set(sent)

    def test_would_notice_what_is_dead_without_scripts(self) -> None:
        page = (
            b"<main><button type=button>x</button><button>y</button><form><input name=a></form><a>z</a><p hidden>w</p>"
        )

        assert set(dead_on(page)) == set(DEAD)

    def test_has_no_mistake_when_something_went_wrong(
        self, house: House, furnished: Furnished, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(settings, "ROOT_URLCONF", "tests.journeys.errors")
        visitor = visitor_of(house, Client())
        paths = [f"/problems/{status}" for status in errors.STATUSES]
        paths += [f"/others/{number}" for number in range(len(errors.OTHERS))]

        found = [f"{path} {mistake}" for path in paths for mistake in mistakes_at(visitor, path, first=True)]

        assert not found, "\n".join(found)


def pages_to_read(furnished: Furnished, clients: dict[str, Client], share: int) -> list[Address]:
    """One share of all pages, every so many of them, so that the long ones fall to different shares."""
    return [page for page in addresses(furnished.named)[share::SHARES] if not only_for_writing(page, clients)]


def everybody(furnished: Furnished) -> dict[str, Client]:
    """One browser for each kind of visitor."""
    world = furnished.world
    clients = {
        "the public": somebody_asking(),
        "half signed in": half_signed_in(world),
        "the person": worlds.client_of_person(world, furnished.person),
        "the shift lead": worlds.client_of(world.lead),
        "somebody close": worlds.client_of_person(world, furnished.carer),
        "the guardian": worlds.client_of(furnished.guardian),
        "the administrator": worlds.client_of(world.administrator),
        WHERE_NOBODY_ELSE_GOES: worlds.client_of(world.peer),
    }
    have_said_that_it_is_safe(world)
    return clients


def have_said_that_it_is_safe(world: worlds.World) -> None:
    """Whoever has pages of their own was asked before: the question itself is a page like any other."""
    with acting_as(SYSTEM, at=world.at):
        for access in PortalAccess.objects.filter(ended_at=None):
            SafeAnswer(account_id=access.account_id, answer=Safe.ALONE, said_at=world.at).save(force_insert=True)


def somebody_asking() -> Client:
    """A browser in which somebody has begun to ask, and not sent it yet."""
    client = Client(raise_request_exception=False)
    for page, typed in (
        ("whom", {"for_whom": "myself"}),
        ("story", {"what_is_happening": worlds.STORY}),
        ("find", {"who_and_how_to_find": "Text me."}),
    ):
        worlds.send(client, f"/ask/{page}", **typed)
    return client


def half_signed_in(world: worlds.World) -> Client:
    """The shift lead after the password and before the second step."""
    client = Client()
    client.post("/sign-in", {"login": world.lead.worker.account.email, "password": PASSWORD})
    return client


def visitor_of(house: House, client: Client) -> Visitor:
    """The same visitor at a real browser."""
    visitor = house.somebody()
    carry(visitor.context)
    if settings.SESSION_COOKIE_NAME in client.cookies:
        visitor.keep_session(house.url, client.cookies[settings.SESSION_COOKIE_NAME].value)
    return visitor


def everyone_who_opens(page: Address, clients: dict[str, Client]) -> Opened:
    """What everyone who may open it was sent; of those who were sent the same words, only the first."""
    opened: Opened = {}
    read = set[bytes]()
    for who, client in clients.items():
        enough = opened and (page.open_to_all or who == WHERE_NOBODY_ELSE_GOES)
        if not enough and (answer := sent_by(client, page)) and (words := words_of(answer)) not in read:
            opened[who] = answer
            read.add(words)
    return opened


def words_of(answer: bytes) -> bytes:
    """What a page says that no other says; what stands around it is the same on all of a visitor's pages."""
    return NEVER_THE_SAME.sub(b"", answer[answer.find(b"<main") : answer.rfind(b"</main>")])


def only_for_writing(page: Address, clients: dict[str, Client]) -> bool:
    return clients["the shift lead"].get(page.path).status_code == WRITING_ONLY


def sent_by(client: Client, page: Address) -> bytes | None:
    """What they see in the end, if it is this page and not another."""
    answer = client.get(page.path, follow=True)
    there = answer.resolver_match
    is_it = answer.status_code == OPENED and there is not None and there.view_name == page.name
    return answer.content if is_it else None


def dead_without_scripts(opened: dict[Address, Opened]) -> list[str]:
    return [
        f"{page.name} as {who} has, without scripts, {mistake}"
        for page, answers in opened.items()
        if page.name not in EXCEPT
        for who, answer in answers.items()
        for mistake in dead_on(answer)
    ]


def wrong_with(opened: dict[Address, Opened], visitors: dict[str, Visitor]) -> list[str]:
    return [
        f"{page.name} as {who}, {mistake}"
        for page, answers in opened.items()
        for number, who in enumerate(answers)
        for mistake in mistakes_at(visitors[who], page.path, first=not number)
    ]


def wrong_when_sent_in_empty(opened: dict[Address, Opened], visitors: dict[str, Visitor]) -> dict[str, list[str]]:
    """What is wrong with every page whose form came back, by its name."""
    return {
        page.name: mistakes_by_day(visitors[who].page)
        for page, answers in opened.items()
        for who in list(answers)[:1]
        if is_refused_empty(visitors[who], page.path)
    }


def is_refused_empty(visitor: Visitor, path: str) -> bool:
    """Whether this page has a form that comes back with what is missing, and that is what is read first."""
    visitor.goes_to(path)
    form = visitor.page.locator(FORM).first
    if not form.count():
        return False
    with visitor.page.expect_navigation():
        form.evaluate(EMPTY)
    visitor.has_sent()
    return visitor.page.locator("[data-mistakes]").count() > 0


def mistakes_at(visitor: Visitor, path: str, *, first: bool) -> list[str]:
    visitor.goes_to(path)
    return mistakes_on(visitor.page) if first else mistakes_in_other_hands(visitor.page)
