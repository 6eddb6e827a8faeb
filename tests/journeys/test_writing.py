"""Writing in under a minute, and under more than one name: nothing typed is lost on the way."""

import pytest
from playwright.sync_api import expect

from hearth.people.models import Person
from hearth.record.models import Entry
from tests import world as worlds
from tests.journeys.axe import carry
from tests.journeys.house import DESK, PHONE, House, Visitor
from tests.journeys.looks import mistakes_on

pytestmark = pytest.mark.browser


@pytest.fixture
def keeley(house: House) -> Person:
    person = worlds.known(house.world)
    worlds.let_in(house.world, person, house.world.council)
    return person


def looking(visitor: Visitor) -> Visitor:
    """The same visitor, with axe in every page from now on."""
    carry(visitor.context)
    return visitor


def then_nothing_is_wrong_with(visitor: Visitor) -> None:
    visitor.page.reload()
    assert mistakes_on(visitor.page) == []


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
class TestAContact:
    def test_takes_two_taps_and_a_sentence_on_a_phone(self, house: House, keeley: Person, scripts: bool) -> None:
        peer = house.worker(house.world.lead, viewport=PHONE, has_touch=True, java_script_enabled=scripts)
        peer.goes_to("/desk")

        peer.page.get_by_role("link", name="Write about Keeley").tap()
        peer.types("What happened", "She laughed.")
        peer.page.get_by_role("button", name="Called").tap()

        peer.sees("Written. They can read it too.", "She laughed.")
        assert [(entry.kind, entry.body) for entry in worlds.all_of(Entry)] == [("call", "She laughed.")]


class TestAContactByKeyboard:
    def test_is_sent_by_its_figure(self, house: House, keeley: Person) -> None:
        lead = looking(house.worker(house.world.lead, viewport=DESK))
        lead.goes_to(f"/people/{keeley.id}/contact")
        expect(lead.page.get_by_role("textbox", name="What happened")).to_be_focused()

        lead.page.keyboard.type("She laughed.")
        lead.page.keyboard.press("Alt+3")

        lead.sees("Written. They can read it too.")
        assert [entry.kind for entry in worlds.all_of(Entry)] == ["visit"]
        lead.goes_to(f"/people/{keeley.id}/contact")
        then_nothing_is_wrong_with(lead)


class TestWordsOnAnyForm:
    def test_outlive_signing_out_and_end_where_they_belong(self, house: House, keeley: Person) -> None:
        lead = house.worker(house.world.lead, viewport=DESK)
        lead.goes_to(f"/people/{keeley.id}/safety-notes")
        lead.types("What happened, or what is there?", "A large dog lives here.")
        expect(lead.page.locator("[data-kept]")).to_contain_text("saved")
        lead.page.locator(".bar__me").click()
        lead.presses("Sign out")

        again = looking(house.worker(house.world.lead, viewport=DESK))
        again.goes_to("/desk")
        again.sees("Unfinished words")
        then_nothing_is_wrong_with(again)
        again.page.get_by_role("link", name="About Keeley", exact=True).click()

        expect(again.page.get_by_role("textbox", name="What happened, or what is there?")).to_have_value(
            "A large dog lives here."
        )


class TestCountersigning:
    def test_goes_from_a_student_to_whoever_answers_for_them(self, house: House, keeley: Person) -> None:
        mina = worlds.in_the_team(house.world, "Mina", "Holt", "student")
        worlds.written(house.world, keeley, "We made soup.", by=mina)
        lead = looking(house.worker(house.world.lead, viewport=DESK))

        lead.goes_to("/countersigning")
        lead.follows("Keeley")
        then_nothing_is_wrong_with(lead)
        lead.presses("Countersign it")
        lead.sees("Countersigned. Your name stands under it too.", "Nothing waits.")

        student = house.worker(mina)
        student.goes_to(f"/people/{keeley.id}")
        student.sees("Countersigned by Priya Nair")


class TestWritingTogether:
    def test_puts_two_names_of_two_organisations_under_one_entry(self, house: House, keeley: Person) -> None:
        worlds.written(house.world, keeley, "We read the letter together.")
        lead = looking(house.worker(house.world.lead, viewport=DESK))
        lead.goes_to(f"/people/{keeley.id}")
        lead.follows("Written together with somebody?")
        lead.chooses("Tom Marsh, City housing")
        then_nothing_is_wrong_with(lead)
        lead.chooses("Tom Marsh, City housing")
        lead.presses("Ask whether it is theirs too")
        lead.sees("Tom Marsh, City housing, is asked whether these are their words too.")

        tom = looking(house.worker(house.world.partner, viewport=DESK))
        tom.goes_to("/desk")
        tom.page.locator("#to-join").get_by_role("link", name="Keeley").click()
        then_nothing_is_wrong_with(tom)
        tom.presses("Yes, these are my words too")

        tom.sees("Written together with Tom Marsh, City housing.")
