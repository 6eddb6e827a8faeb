"""A journey as a picture: a worker reads, narrows and, with a yes, saves it; the person has their own."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys import furniture
from tests.journeys.axe import carry
from tests.journeys.house import House, Visitor
from tests.journeys.looks import mistakes_on

pytestmark = pytest.mark.browser


@pytest.fixture
def drawn(live_server):
    """Keeley, who was passed on, was in a crisis and missed an appointment before she came here."""
    return furniture.furnish()


@pytest.fixture
def house(live_server, browser, drawn):
    yield House(live_server.url, drawn.world, browser)
    for context in browser.contexts:
        context.close()


def given_a_worker(house: House) -> Visitor:
    visitor = house.worker(house.world.lead)
    carry(visitor.context)
    return visitor


def when_they_open_the_picture(visitor: Visitor, drawn: furniture.Furnished) -> str:
    path = f"/people/{drawn.person.id}/journey"
    visitor.goes_to(path)
    visitor.follows("As a picture")
    visitor.is_at(f"{path}/picture")
    return f"{path}/picture"


def save(visitor: Visitor, kind: str) -> str:
    with visitor.page.expect_download() as download:
        visitor.presses(kind)
    return download.value.suggested_filename


class TestAJourneyDrawn:
    def test_is_read_by_keyboard_narrowed_and_saved_with_a_yes(self, house, drawn):
        visitor = given_a_worker(house)
        path = when_they_open_the_picture(visitor, drawn)
        page = visitor.page

        visitor.sees("Passed on, number 1", "What helped: Sitting by the door.", "What was tried: A letter.")
        assert mistakes_on(page) == []

        page.set_viewport_size({"width": 1280, "height": 900})
        mark = page.locator("svg a[href^='#m']").first
        mark.focus()
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(r"#m\d+$"))
        there = page.url.rpartition("#")[2]
        expect(page.locator(f"#{there}")).to_be_in_viewport()

        visitor.follows("A year")
        expect(page.get_by_role("link", name="A year")).to_have_attribute("aria-current", "true")
        visitor.follows("A week")
        visitor.follows("Earlier")
        visitor.sees("Nothing is written between these days")
        page.get_by_label("With whom").select_option("Crisis team")
        visitor.goes_to(f"{path}?lane=Crisis+team")
        visitor.does_not_see("Passed on, number 1")

        visitor.goes_to(path)

    def test_leaves_only_with_a_yes(self, house, drawn):
        visitor = house.worker(house.world.peer)
        carry(visitor.context)
        when_they_open_the_picture(visitor, drawn)
        visitor.sees("A picture leaves this house only when Keeley agrees.")

        visitor.follows("They said yes")
        assert mistakes_on(visitor.page) == []
        visitor.chooses("They did")
        visitor.types("How did you ask?", "We looked at it together.")
        visitor.types("What is it for?", "The housing meeting")
        visitor.presses("Write it down")

        visitor.sees("Keeley agreed, for: The housing meeting")
        assert save(visitor, "PDF of this picture") == "journey.pdf"

    def test_is_the_persons_own(self, house, drawn):
        visitor = house.person(drawn.person)
        carry(visitor.context)
        visitor.goes_to("/me/journey")

        visitor.sees("you were passed on once without a yes", "In everybody’s words")
        assert mistakes_on(visitor.page) == []
        visitor.page.set_viewport_size({"width": 390, "height": 780})
        assert save(visitor, "PNG of my journey") == "journey.png"

    def test_needs_no_scripts(self, house, drawn):
        visitor = house.person(drawn.person, java_script_enabled=False)
        visitor.goes_to("/me/journey")

        visitor.follows("A year")

        assert "days in no one’s hands" in visitor.page.inner_text("main")
