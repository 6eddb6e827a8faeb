"""From asking for support to reading what was written, without anybody losing hold."""

import pytest
from playwright.sync_api import expect

from hearth.people.models import Person
from tests import world as worlds
from tests.journeys.house import House, Visitor

pytestmark = pytest.mark.browser
WORDS = "We rang the landlord together. Keeley keeps the flat."


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
class TestTheMainJob:
    def test_goes_from_asking_to_reading(self, house: House, scripts: bool) -> None:
        keeley = house.somebody(java_script_enabled=scripts)
        when_somebody_asks(keeley)
        then_they_see_who_holds_them(keeley)

        priya = house.worker(house.world.lead, java_script_enabled=scripts)
        person_id = when_the_shift_lead_records_a_conversation(priya)

        given_the_council_is_in_the_circle(house, person_id)
        then_the_partner_reads_it(house.worker(house.world.partner, java_script_enabled=scripts), person_id)
        then_somebody_outside_finds_nothing(house.worker(house.world.outsider, java_script_enabled=scripts), person_id)

        code = when_the_shift_lead_gives_a_code(priya)
        when_the_person_comes_in(keeley, code)
        then_they_read_what_was_written_and_who_looked(keeley)


def when_somebody_asks(visitor: Visitor) -> None:
    visitor.goes_to("/")
    visitor.follows("Ask for support")
    visitor.chooses("Me")
    visitor.presses("Go on")
    visitor.types("What is going on?", worlds.STORY)
    visitor.presses("Go on")
    visitor.types("How can we find you?", "Text me, not before eleven.")
    visitor.types("What would you like to be called?", "Keeley")
    visitor.presses("Go on")
    visitor.sees("That is enough. You may stop here.")
    visitor.presses("Send this to us")


def then_they_see_who_holds_them(visitor: Visitor) -> None:
    visitor.sees("Priya holds this", "What happens next", "You hear from us", "keep your code")


def when_the_shift_lead_records_a_conversation(lead: Visitor) -> str:
    lead.goes_to("/desk")
    lead.follows("Keeley")
    lead.sees(worlds.STORY)
    lead.follows("Read it, and say whether anyone is unsafe")
    lead.chooses("No, as far as I can tell")
    lead.presses("I have read this")
    lead.goes_to("/desk")
    lead.follows("Keeley")
    lead.types("Write", WORDS)
    lead.presses("Write")
    lead.sees("Written. They can read it too.", WORDS)
    return lead.person_here()


def given_the_council_is_in_the_circle(house: House, person_id: str) -> None:
    worlds.let_in(house.world, Person(pk=person_id), house.world.council)


def then_the_partner_reads_it(partner: Visitor, person_id: str) -> None:
    assert partner.goes_to(f"/people/{person_id}") == 200
    partner.sees(WORDS)


def then_somebody_outside_finds_nothing(outsider: Visitor, person_id: str) -> None:
    for path in ("", "/journey", "/circle"):
        assert outsider.goes_to(f"/people/{person_id}{path}") == 404
        outsider.does_not_see("Keeley", WORDS)
    for look in (lambda: outsider.goes_to("/desk"), lambda: outsider.looks_for("Keeley")):
        look()
        expect(outsider.page.locator(f"a[href='/people/{person_id}']")).to_have_count(0)
        outsider.does_not_see(WORDS)


def when_the_shift_lead_gives_a_code(lead: Visitor) -> str:
    lead.follows("Give them a code")
    lead.chooses("Yes. Nobody else looks at it")
    lead.presses("Go on")
    return lead.page.locator(".code").inner_text()


def when_the_person_comes_in(visitor: Visitor, code: str) -> None:
    visitor.goes_to("/")
    visitor.follows("I have a code")
    visitor.page.get_by_role("textbox").fill(code)
    visitor.presses("Come in")
    visitor.is_at("/me")


def then_they_read_what_was_written_and_who_looked(visitor: Visitor) -> None:
    visitor.sees("Hello Keeley", "Priya")
    visitor.follows("My journey")
    visitor.sees(WORDS, worlds.STORY)
    visitor.follows("My page")
    visitor.follows("Who has looked")
    visitor.sees("Priya Nair", "Tom Marsh", "City housing")
    visitor.does_not_see("Pol Reed")
