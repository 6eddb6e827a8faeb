"""Everything can be done with the keys alone, and one always sees where one is."""

import pytest
from playwright.sync_api import expect

from hearth.front_door.models import Referral
from hearth.record.models import Entry
from tests import world as worlds
from tests.journeys.house import House
from tests.journeys.keys import Keyboard

pytestmark = pytest.mark.browser


class TestByKeyboard:
    def test_somebody_asks_and_reads_who_holds_them(self, house: House) -> None:
        visitor = house.somebody()
        visitor.goes_to("/")
        keyboard = Keyboard(visitor.page)

        keyboard.goes_to("Ask for support")
        keyboard.presses("Enter")
        visitor.is_at("/ask")
        keyboard.goes_to("Me", "INPUT")
        keyboard.presses("Enter")
        visitor.is_at("/ask/story")
        keyboard.goes_to("What is going on?")
        keyboard.types(worlds.STORY)
        keyboard.goes_to("Go on")
        keyboard.presses("Enter")
        visitor.is_at("/ask/find")
        keyboard.goes_to("How can we find you?")
        keyboard.types("Text me.")
        keyboard.goes_to("Go on")
        keyboard.presses("Enter")
        visitor.is_at("/ask/enough")
        keyboard.goes_to("Send this to us")
        keyboard.presses("Enter")

        expect(visitor.page.get_by_role("heading", name="Priya holds this")).to_be_visible()
        assert [asked.what_is_happening for asked in worlds.all_of(Referral)] == [worlds.STORY]

    def test_a_worker_finds_somebody_and_writes(self, house: House) -> None:
        person = worlds.known(house.world)
        lead = house.worker(house.world.lead)
        lead.goes_to(f"/people/{person.id}")
        keyboard = Keyboard(lead.page)

        keyboard.goes_to("Write", "TEXTAREA")
        keyboard.types("She laughed.")
        keyboard.goes_to("Talked", "INPUT")
        keyboard.presses("ArrowRight")
        keyboard.goes_to("Write", "BUTTON")
        keyboard.presses("Enter")

        lead.sees("Written. They can read it too.", "She laughed.")
        assert [(entry.kind, entry.body) for entry in worlds.all_of(Entry)] == [("call", "She laughed.")]

    def test_a_slash_leads_to_the_search_and_the_first_tab_past_the_bar(self, house: House) -> None:
        lead = house.worker(house.world.lead)
        lead.goes_to("/desk")
        keyboard = Keyboard(lead.page)

        keyboard.goes_to("Skip to what this page is about")
        keyboard.presses("Enter")
        assert lead.page.url.endswith("#main")
        keyboard.presses("/")

        expect(lead.page.get_by_role("searchbox", name="Find a person")).to_be_focused()

    def test_mistakes_are_read_first(self, house: House) -> None:
        visitor = house.somebody()
        visitor.goes_to("/ask/whole")

        visitor.presses("Send this to us")
        expect(visitor.page.get_by_role("alert")).to_be_focused()
        Keyboard(visitor.page).goes_to("Tell us how to find you")
        visitor.page.keyboard.press("Enter")

        expect(visitor.page.get_by_role("textbox", name="How can we find you?")).to_be_focused()
