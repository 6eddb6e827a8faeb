"""Words that were typed are there again, whatever happened in between."""

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from hearth.core.actor import SYSTEM
from hearth.core.scope import acting_as
from hearth.front_door.models import Referral
from hearth.people.models import Person
from hearth.record.models import Draft, Entry
from tests import world as worlds
from tests.journeys.house import House, Visitor

pytestmark = pytest.mark.browser
HALF = "We sat by the river and she told me that"


@pytest.fixture
def keeley(house: House) -> Person:
    return worlds.known(house.world)


def writing_about(person: Person, visitor: Visitor) -> Page:
    """Open somebody's page and type half a sentence."""
    visitor.goes_to(f"/people/{person.id}")
    visitor.types("Write", HALF)
    return visitor.page


def given_it_is_kept(page: Page) -> None:
    expect(page.locator("[data-kept]")).to_contain_text("saved")


def given_it_has_arrived(page: Page) -> None:
    """A page that has gone cannot say so; the hub can."""
    for _ in range(100):
        if how_many(Draft):
            return
        page.wait_for_timeout(100)
    raise AssertionError("The words never reached the hub")


def then_the_words_are_there(visitor: Visitor, person: Person) -> None:
    visitor.goes_to(f"/people/{person.id}")
    expect(visitor.page.get_by_role("textbox", name="Write")).to_have_value(HALF)


class TestADraft:
    def test_outlives_the_tab(self, house: House, keeley: Person) -> None:
        lead = house.worker(house.world.lead)
        given_it_is_kept(writing_about(keeley, lead))

        lead.page.close()

        then_the_words_are_there(Visitor(lead.context.new_page()), keeley)

    def test_is_kept_at_once_when_the_page_goes_away(self, house: House, keeley: Person) -> None:
        lead = house.worker(house.world.lead)
        page = writing_about(keeley, lead)
        page.on("dialog", lambda question: question.accept())

        page.goto("/help-now")
        given_it_has_arrived(page)

        then_the_words_are_there(lead, keeley)

    def test_outlives_signing_out(self, house: House, keeley: Person) -> None:
        lead = house.worker(house.world.lead)
        given_it_is_kept(writing_about(keeley, lead))

        lead.page.locator(".bar__me").click()
        lead.presses("Sign out")
        lead.is_at("/")

        then_the_words_are_there(house.worker(house.world.lead), keeley)

    def test_outlives_a_time_out_and_the_page_gives_the_words_back(self, house: House, keeley: Person) -> None:
        lead = house.worker(house.world.lead)
        given_it_is_kept(writing_about(keeley, lead))

        lead.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
        lead.presses("Write")

        lead.sees("You were signed out. Your words are still here.")
        expect(lead.page.get_by_role("textbox", name="Words")).to_have_value(HALF)
        lead.keep_session(house.url, worlds.session_of(house.world.lead))
        lead.presses("Try again")
        lead.sees("Written. They can read it too.", HALF)

    def test_belongs_to_whoever_typed_it(self, house: House, keeley: Person) -> None:
        given_it_is_kept(writing_about(keeley, house.worker(house.world.lead)))

        peer = house.worker(house.world.peer)
        peer.goes_to(f"/people/{keeley.id}")

        expect(peer.page.get_by_role("textbox", name="Write")).to_have_value("")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
class TestADoubleClick:
    def test_asks_once(self, house: House, scripts: bool) -> None:
        visitor = house.somebody(java_script_enabled=scripts)
        visitor.goes_to("/ask/whole")
        visitor.types("How can we find you?", "Text me.")
        visitor.types("What is going on?", worlds.STORY)

        visitor.page.get_by_role("button", name="Send this to us").dblclick(no_wait_after=True)

        visitor.sees("Priya holds this")
        assert how_many(Referral) == 1

    def test_writes_once(self, house: House, keeley: Person, scripts: bool) -> None:
        lead = house.worker(house.world.lead, java_script_enabled=scripts)
        page = writing_about(keeley, lead)

        page.get_by_role("button", name="Write", exact=True).dblclick(no_wait_after=True)

        lead.sees("Written. They can read it too.")
        assert how_many(Entry) == 1


def how_many(model: type[Referral | Entry | Draft]) -> int:
    with acting_as(SYSTEM, at=worlds.now()):
        return model.objects.count()
