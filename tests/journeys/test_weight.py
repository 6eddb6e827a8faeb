"""An old phone on a slow line: how heavy a page is, whether it jumps, and what it waits for before it stands there.

Counted rather than timed, since a machine that runs other tests beside it would be timed with it. What is timed is the
largest paint, most of which is the line's own slowness; of a few visits one may be as quick as the page can be.
"""

import gzip
import time
from collections.abc import Callable
from dataclasses import dataclass
from math import inf
from typing import Any

import pytest
from playwright.sync_api import Page, Response, Route

from hearth.core import first_look
from hearth.people.models import Person
from hearth.plans.tests.plans import card, sign
from tests import world as worlds
from tests.journeys.house import House, Visitor

pytestmark = pytest.mark.browser
SMALL = {"width": 320, "height": 640}
# All that a first visit needs, letters aside, so that slow 2G carries it.
MOST_BYTES = 60_000
# What nobody would notice. Source: web.dev, Cumulative Layout Shift, good up to 0.1; we ask for none.
NO_SHIFT = 0.01
# Slow 3G: 400 kbit/s, 400 ms there and back. Source: WebPageTest, profile "3G Slow".
BYTES_A_SECOND, LATENCY_SECONDS = 50_000, 0.4
MOST_SECONDS = 1.0
# The largest paint on that line, by a processor four times slower than this one.
SLOWER, PAINTED_WITHIN_SECONDS, VISITS = 4, 1.5, 5
MINE = ("/me", "/me/plan", "/me/card", "/me/journey", "/me/circle", "/me/messages", "/me/devices")
ANYBODYS = ("/", "/ask", "/help-now", "/sign-in/code")
WATCH = """() => {
    window.shifted = 0;
    new PerformanceObserver((list) => {
        for (const one of list.getEntries()) window.shifted += one.value;
    }).observe({ type: "layout-shift", buffered: true });
}"""
PAINTED = """() => {
    new PerformanceObserver((list) => {
        for (const one of list.getEntries()) window.painted = one.startTime / 1000;
    }).observe({ type: "largest-contentful-paint", buffered: true });
}"""
# Of the page, and of its main button.
COLOURS = """() => [document.body, document.querySelector(".button--main")]
    .map((one) => getComputedStyle(one).backgroundColor)"""
# What the browser itself says it held the first picture back for.
HELD_BACK_BY = """() => performance.getEntriesByType("resource")
    .filter((one) => one.renderBlockingStatus === "blocking").map((one) => one.name)"""


@dataclass
class Seen:
    """One first visit: bytes over the line, sum of shifts, and the bytes it waits for before anything is drawn."""

    weight: int
    shift: float
    waits_for: list[int]

    @property
    def drawn_after(self) -> float:
        """Seconds on the line until the page can be drawn: the page, then all together that holds it back."""
        trips = 1 + (len(self.waits_for) > 1)
        return trips * LATENCY_SECONDS + sum(self.waits_for) / BYTES_A_SECOND


@pytest.fixture(autouse=True)
def look(settings: Any) -> None:
    """As it is for people; other tests read the words of a page alone."""
    settings.FIRST_PAGE_BRINGS_ITS_LOOK = True


@pytest.fixture
def keeley(house: House) -> Person:
    """Somebody with a card, words in her journey, and people alongside."""
    person = worlds.known(house.world)
    sign(house.world, person, card(house.world, person))
    for number in range(8):
        worlds.written(house.world, person, f"We sat by the river, {number} of us, and talked of work. " * 4)
    return person


class TestPagesForPeople:
    def test_are_light_stand_still_and_are_soon_there(self, house: House, keeley: Person) -> None:
        seen = {path: visited(visitor, path) for visitor, path in first_visits(house, keeley)}

        assert {path: one.weight for path, one in seen.items() if one.weight > MOST_BYTES} == {}
        assert {path: one.shift for path, one in seen.items() if one.shift > NO_SHIFT} == {}
        assert {path: one.drawn_after for path, one in seen.items() if one.drawn_after > MOST_SECONDS} == {}
        assert {path: one.waits_for for path, one in seen.items() if len(one.waits_for) > 1} == {}

    def test_stand_still_when_letters_come_late_and_the_stylesheet_later(self, house: House, keeley: Person) -> None:
        shifts = {}
        for visitor, path in first_visits(house, keeley):
            visitor.page.route("**/*.woff2", late(0.2))
            visitor.page.route("**/hearth*.css", late(0.8))
            shifts[path] = visited(visitor, path).shift

        assert {path: shift for path, shift in shifts.items() if shift > NO_SHIFT} == {}

    def test_are_painted_on_a_slow_line_by_a_slow_processor(self, house: House, keeley: Person) -> None:
        soonest = {path: soonest_paint(visitor, path) for visitor, path in first_visits(house, keeley)}

        assert {path: seconds for path, seconds in soonest.items() if seconds > PAINTED_WITHIN_SECONDS} == {}

    def test_look_on_the_first_page_as_on_the_next(self, house: House) -> None:
        visitor = house.somebody(viewport=SMALL)
        visitor.goes_to("/")
        first = visitor.page.evaluate(COLOURS)
        visitor.goes_to("/")

        assert first == visitor.page.evaluate(COLOURS)
        assert "rgba(0, 0, 0, 0)" not in first

    def test_would_be_seen_to_be_painted_late(self, house: House) -> None:
        visitor = house.somebody(viewport=SMALL)
        visitor.context.route("**/help-now", late(PAINTED_WITHIN_SECONDS))

        assert painted(visitor, "/help-now") > PAINTED_WITHIN_SECONDS


class TestSeen:
    def test_would_notice_a_page_that_is_late(self) -> None:
        assert Seen(0, 0, [10_000]).drawn_after == pytest.approx(0.6)
        assert Seen(0, 0, [4_000, 40_000]).drawn_after > MOST_SECONDS


def first_visits(house: House, person: Person) -> list[tuple[Visitor, str]]:
    """Each page in a browser that has seen none."""
    mine = [(house.person(person, viewport=SMALL), path) for path in MINE]
    return mine + [(house.somebody(viewport=SMALL), path) for path in ANYBODYS]


def late(seconds: float) -> Callable[[Route], None]:
    """A line that lets this wait."""

    def answer(route: Route) -> None:
        time.sleep(seconds)
        route.continue_()

    return answer


def visited(visitor: Visitor, path: str) -> Seen:
    """A first visit: nothing is kept from before."""
    page, answers = visitor.page, list[Response]()
    page.on("response", lambda answer: answers.append(answer))
    page.add_init_script(f"({WATCH})()")
    page.goto(path, wait_until="networkidle")
    page.wait_for_timeout(300)
    bytes_of = {answer.url: over_the_line(answer) for answer in answers}
    return Seen(sum(bytes_of.values()), page.evaluate("() => window.shifted"), held_back(page, bytes_of))


def soonest_paint(visitor: Visitor, path: str) -> float:
    """Seconds until the largest paint of a first visit: of the first of a few that is soon enough, else without end."""
    visits = (painted(visitor, path) for _ in range(VISITS))
    return next((seconds for seconds in visits if seconds <= PAINTED_WITHIN_SECONDS), inf)


def painted(visitor: Visitor, path: str) -> float:
    """Seconds until the largest paint of a first visit, on slow 3G and with a slower processor."""
    visitor.context.clear_cookies(name=first_look.COOKIE)
    page = visitor.context.new_page()
    line = visitor.context.new_cdp_session(page)
    page.add_init_script(f"({PAINTED})()")
    slow = {"latency": LATENCY_SECONDS * 1000, "downloadThroughput": BYTES_A_SECOND, "uploadThroughput": BYTES_A_SECOND}
    line.send("Network.clearBrowserCache")
    line.send("Network.emulateNetworkConditions", {"offline": False, **slow})
    line.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(path, wait_until="load")
    page.wait_for_timeout(200)
    seconds = float(page.evaluate("() => window.painted"))
    page.close()
    return seconds


def held_back(page: Page, bytes_of: dict[str, int]) -> list[int]:
    """The bytes of the page and of everything without which nothing is drawn."""
    return [bytes_of[address] for address in (page.url, *page.evaluate(HELD_BACK_BY))]


def over_the_line(answer: Response) -> int:
    """How many bytes it takes, compressed as the web server sends it. Letters are not counted: a page does without."""
    if answer.request.resource_type == "font" or not answer.ok:
        return 0
    return len(gzip.compress(answer.body(), 6))
