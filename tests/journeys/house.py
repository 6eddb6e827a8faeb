"""A running Hearth with a small hub in it, and browsers that come to it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page, expect

from hearth.organisations.models import Membership
from hearth.people.models import Person
from tests import world as worlds

DESK = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 780}
# Two browsers and a database share two cores here: five seconds are not always enough.
expect.set_options(timeout=20_000)
PERSON_PAGE = re.compile(r"/people/([0-9a-f-]{36})")


@dataclass
class House:
    """Where it answers, who works there, and a browser that can be opened as anybody."""

    url: str
    world: worlds.World
    browser: Browser

    def somebody(self, **how: Any) -> "Visitor":
        """A fresh browser in which nobody has signed in. `how` is Playwright's own, such as java_script_enabled."""
        context = self.browser.new_context(base_url=self.url, locale="en-GB", **{"viewport": PHONE, **how})
        context.set_default_timeout(30_000)
        return Visitor(context.new_page())

    def worker(self, membership: Membership, **how: Any) -> "Visitor":
        """A worker who has signed in."""
        visitor = self.somebody(**{"viewport": DESK, **how})
        visitor.keep_session(self.url, worlds.session_of(membership))
        return visitor

    def person(self, person: Person, **how: Any) -> "Visitor":
        """Somebody who has signed in as themselves."""
        visitor = self.somebody(**how)
        account = worlds.own_sign_in(self.world, person)
        visitor.keep_session(self.url, worlds.session(account, person_id=person.id))
        return visitor


HouseAt = Callable[[datetime], House]


class Visitor:
    """One human at one browser, doing what humans do."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @property
    def context(self) -> BrowserContext:
        return self.page.context

    def keep_session(self, url: str, key: str) -> None:
        self.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": url}])

    def goes_to(self, path: str) -> int:
        """Returns the status of the answer."""
        answer = self.page.goto(path, wait_until="domcontentloaded")
        assert answer is not None
        return answer.status

    def looks_for(self, words: str) -> None:
        """By the search in the bar, which stands on every page of a worker."""
        self.page.get_by_label("Find a person").fill(words)
        self.page.get_by_label("Find a person").press("Enter")
        self.is_at("/people")

    def follows(self, link: str) -> None:
        """Until the page it leads to is there: what is looked at next is never the one before."""
        with self.page.expect_navigation(wait_until="domcontentloaded"):
            self.page.get_by_role("link", name=link).first.click()

    def takes(self, link: str) -> Path:
        """The file a link leads to."""
        with self.page.expect_download() as taken:
            self.page.get_by_role("link", name=link).first.click()
        return taken.value.path()

    def presses(self, button: str) -> None:
        self.page.get_by_role("button", name=button, exact=True).click()
        self.has_sent()

    def has_sent(self) -> None:
        """Wait until what a page sends by itself has its answer (ADR 0032)."""
        expect(self.page.locator("html[data-sending]")).to_have_count(0)

    def places(self) -> list[str]:
        """What the history of this tab holds, the oldest first."""
        history = self.context.new_cdp_session(self.page).send("Page.getNavigationHistory")
        return [entry["url"] for entry in history["entries"]]

    def types(self, label: str, words: str) -> None:
        self.page.get_by_role("textbox", name=label).fill(words)

    def chooses(self, label: str) -> None:
        self.page.get_by_label(label, exact=True).check()

    def sees(self, *words: str) -> None:
        for some in words:
            expect(self.page.locator("body")).to_contain_text(some)

    def does_not_see(self, *words: str) -> None:
        for some in words:
            expect(self.page.locator("body")).not_to_contain_text(some)

    def is_at(self, path: str | re.Pattern[str]) -> None:
        self.page.wait_for_url(path if isinstance(path, re.Pattern) else f"**{path}")

    def person_here(self) -> str:
        """The identifier of the person whose page this is."""
        found = PERSON_PAGE.search(self.page.url)
        assert found is not None
        return found[1]
