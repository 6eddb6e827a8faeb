"""Whoever has to leave at once leaves nothing behind in the tab, whatever they did there before."""

import pytest
from playwright.sync_api import Route

from hearth.config.jinja import LEAVE_URL
from hearth.people.models import Person
from tests import world as worlds
from tests.journeys.house import House, Visitor

pytestmark = pytest.mark.browser
BEFORE = "about:blank"
WEATHER = "<title>Weather</title><h1>Dry, with some sun</h1>"


@pytest.fixture
def keeley(house: House) -> Person:
    return worlds.known(house.world)


def given_there_is_weather(visitor: Visitor) -> None:
    def answer(route: Route) -> None:
        route.fulfill(body=WEATHER, content_type="text/html")

    visitor.context.route(f"{LEAVE_URL}**", answer)


def when_she_reads_and_writes(visitor: Visitor) -> None:
    visitor.goes_to("/me")
    visitor.follows("My journey")
    visitor.is_at("/me/journey")
    visitor.follows("My page")
    visitor.is_at("/me")
    visitor.follows("What I am called")
    visitor.is_at("/me/name")
    visitor.types("What shall we call you?", "")
    visitor.presses("Keep this")
    visitor.page.locator("[data-mistakes]").wait_for()
    visitor.types("What shall we call you?", "Kit")
    visitor.presses("Keep this")
    visitor.sees("That is how we speak of you from now on.")


class TestLeaving:
    def test_leaves_nothing_in_the_history_of_the_tab(self, house: House, keeley: Person) -> None:
        own = house.person(keeley)
        given_there_is_weather(own)
        when_she_reads_and_writes(own)
        assert own.places() == [BEFORE, f"{house.url}/me/name"]

        own.follows("Leave this page")

        own.sees("Dry, with some sun")
        assert own.places() == [BEFORE, LEAVE_URL]
        own.page.go_back()
        assert own.page.url == BEFORE

    def test_needs_no_hand_on_the_mouse(self, house: House, keeley: Person) -> None:
        own = house.person(keeley)
        given_there_is_weather(own)
        own.goes_to("/me/plan")

        for _ in range(3):
            own.page.keyboard.press("Escape")

        own.sees("Dry, with some sun")
        assert own.places() == [BEFORE, LEAVE_URL]

    def test_leaves_nothing_of_asking_for_support(self, house: House) -> None:
        somebody = house.somebody()
        given_there_is_weather(somebody)
        somebody.goes_to("/")
        somebody.follows("Ask for support")
        somebody.is_at("/ask")
        somebody.follows("I need help now")
        somebody.is_at("/help-now")

        somebody.follows("Leave this page")

        somebody.sees("Dry, with some sun")
        assert somebody.places() == [BEFORE, LEAVE_URL]


class TestTheWayBack:
    def test_stands_on_the_page(self, house: House, keeley: Person) -> None:
        own = house.person(keeley)
        when_she_reads_and_writes(own)

        own.page.get_by_role("link", name="Back", exact=True).click()

        own.is_at("/me")
        own.page.get_by_role("link", name="Back", exact=True).click()
        own.is_at("/me/journey")
        assert own.places() == [BEFORE, f"{house.url}/me/journey"]

    def test_is_the_browsers_own_for_whoever_chose_that(self, house: House, keeley: Person) -> None:
        own = house.person(keeley)
        own.context.add_cookies([{"name": "hearth_keeps_way", "value": "yes", "url": house.url}])
        own.goes_to("/me")
        own.follows("My journey")
        own.is_at("/me/journey")

        own.page.go_back()

        assert own.page.url == f"{house.url}/me"


class TestSending:
    def test_keeps_the_words_when_there_is_no_connection(self, house: House, keeley: Person) -> None:
        own = house.person(keeley)
        own.goes_to("/me/name")
        own.types("What shall we call you?", "Kit")
        own.context.set_offline(True)
        own.presses("Keep this")
        own.sees("That did not reach us. Your words are still here.")

        own.context.set_offline(False)
        own.presses("Keep this")

        own.sees("That is how we speak of you from now on.")
        assert [one.known_as for one in worlds.all_of(Person, pk=keeley.pk)] == ["Kit"]
