"""One browser for all journeys, and a fresh small hub for each."""

import os
from collections.abc import Iterator
from datetime import datetime

import pytest
from playwright.sync_api import Browser, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests import chromium
from tests import world as worlds
from tests.journeys.house import House, HouseAt
from tests.journeys.later import Later


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's chromium. Playwright runs an event loop of its own, in which Django's database calls are safe."""
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        found = playwright.chromium.launch(executable_path=chromium.path(), args=["--no-sandbox", "--disable-gpu"])
        yield found
        found.close()


@pytest.fixture
def house(live_server: LiveServer, browser: Browser) -> Iterator[House]:
    """A running Hearth, and no browser left open after the test."""
    yield House(live_server.url, worlds.build(), browser)
    for context in browser.contexts:
        context.close()


@pytest.fixture
def house_at(live_server: LiveServer, browser: Browser, days_later: Later) -> Iterator[HouseAt]:
    """A running Hearth at another time than now."""

    def house(at: datetime) -> House:
        return House(live_server.url, worlds.build(days_later.be(at)), browser)

    yield house
    for context in browser.contexts:
        context.close()


@pytest.fixture
def days_later() -> Iterator[Later]:
    """Let days go by."""
    later = Later()
    yield later
    later.stop()
