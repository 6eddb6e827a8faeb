"""One person writes on two devices, one without a connection: both versions are kept, shown, and chosen from."""

import pytest
from playwright.sync_api import expect

from hearth.people.models import Person
from hearth.plans.models import CardVersion, PartVersion, Signature
from tests import world as worlds
from tests.journeys.axe import carry, violations
from tests.journeys.house import DESK, House, Visitor

pytestmark = pytest.mark.browser
ON_THE_BUS, AT_HOME = "Fixing clocks, alone.", "Fixing clocks with my brother."
TWO = "Two people wrote here at the same time. Both are kept."


@pytest.fixture
def keeley(house: House) -> Person:
    return worlds.known(house.world)


@pytest.fixture
def devices(house: House, keeley: Person) -> tuple[Visitor, Visitor]:
    """The same person's phone and laptop."""
    account = worlds.own_sign_in(house.world, keeley)
    phone, laptop = house.somebody(), house.somebody(viewport=DESK)
    for visitor in (phone, laptop):
        visitor.keep_session(house.url, worlds.session(account, person_id=keeley.id))
        carry(visitor.context)
    return phone, laptop


class TestAPartOfThePlan:
    def test_written_offline_and_online_is_kept_twice_until_one_is_chosen(
        self, devices: tuple[Visitor, Visitor], keeley: Person
    ) -> None:
        phone, laptop = devices
        for visitor in devices:
            visitor.goes_to("/me/plan/parts/what-matters")
        when_one_writes_without_a_connection(phone, "In my own words", ON_THE_BUS, "Keep this")
        when_the_other_writes_meanwhile(laptop, "In my own words", AT_HOME, "Keep this")

        phone.context.set_offline(False)
        phone.presses("Keep this")

        phone.sees(TWO, ON_THE_BUS, AT_HOME)
        expect(phone.page.get_by_role("textbox", name="In my own words")).to_have_value("")
        assert violations(phone.page) == []
        laptop.goes_to("/me/plan/parts/what-matters")
        laptop.sees(TWO, ON_THE_BUS, AT_HOME)
        laptop.page.locator(".version", has_text=AT_HOME).get_by_role("button").click()
        laptop.sees("Chosen. The other is kept among earlier ones.")
        assert {one.words for one in worlds.all_of(PartVersion, person=keeley)} == {ON_THE_BUS, AT_HOME}


class TestTheCard:
    def test_is_never_settled_by_itself(self, devices: tuple[Visitor, Visitor], keeley: Person) -> None:
        phone, laptop = devices
        for visitor in devices:
            visitor.goes_to("/me/card/writing")
        first = "What should somebody do first?"
        when_one_writes_without_a_connection(phone, first, "Leave me be.", "Keep the card")
        when_the_other_writes_meanwhile(laptop, first, "Sit with me.", "Keep the card")

        phone.context.set_offline(False)
        phone.presses("Keep the card")

        phone.goes_to("/me/card")
        phone.sees("Both are here; neither was chosen.", "Leave me be.", "Sit with me.")
        phone.does_not_see("Read and say yes")
        assert violations(phone.page) == []
        phone.goes_to("/me/card/writing")
        phone.sees("Nothing is filled in by itself.")
        assert len(worlds.all_of(CardVersion, person=keeley)) == 2
        assert worlds.all_of(Signature, person=keeley) == []


def when_one_writes_without_a_connection(visitor: Visitor, label: str, words: str, button: str) -> None:
    visitor.context.set_offline(True)
    visitor.types(label, words)
    visitor.presses(button)
    visitor.sees("That did not reach us. Your words are still here.")


def when_the_other_writes_meanwhile(visitor: Visitor, label: str, words: str, button: str) -> None:
    visitor.types(label, words)
    visitor.presses(button)
    visitor.sees("Kept")
