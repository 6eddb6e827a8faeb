"""Somebody has died: two clicks from their page, one act, and nobody writes to them afterwards."""

import pytest

from hearth.people.identity_models import Death
from hearth.people.models import Person
from tests import world as worlds
from tests.journeys.axe import carry, violations
from tests.journeys.house import PHONE, House, Visitor

pytestmark = pytest.mark.browser
WORDS = "We walked along the river."


class TestSomebodyHasDied:
    def test_is_said_in_two_clicks_and_stops_everything(self, house: House) -> None:
        person = worlds.known(house.world)
        worlds.written(house.world, person)
        colleague = given_a_colleague_who_is_writing(house, person)
        lead = house.worker(house.world.lead, viewport=PHONE)
        carry(lead.context)

        when_the_lead_says_so(lead, person)
        then_the_page_says_it_and_asks_for_nothing_to_be_written(lead, person)
        when_the_colleague_sends_what_was_typed(colleague)

        then_nothing_was_written_and_no_word_is_lost(colleague)

    def test_is_put_right_by_two(self, house: House) -> None:
        person = worlds.known(house.world)
        lead, peer = (house.worker(one) for one in (house.world.lead, house.world.peer))
        carry(peer.context)
        when_the_lead_says_so(lead, person)

        lead.goes_to(f"/people/{person.id}/death")
        lead.types("How do you know that it is a mistake?", "It was another Keeley.")
        lead.presses("It is a mistake")
        lead.sees("A colleague has to say so too.")
        peer.goes_to(f"/people/{person.id}/death")
        peer.sees("It was another Keeley.")
        without_mistakes(peer)
        peer.presses("Yes, it is a mistake")

        peer.is_at(f"/people/{person.id}")
        peer.sees("Put right.")
        peer.does_not_see("has died")
        without_mistakes(peer)
        (death,) = worlds.all_of(Death, person=person)
        assert (death.undo_proposed_by_id, death.undone_by_id) == (
            house.world.lead.worker_id,
            house.world.peer.worker_id,
        )


def given_a_colleague_who_is_writing(house: House, person: Person) -> Visitor:
    colleague = house.worker(house.world.peer)
    carry(colleague.context)
    colleague.goes_to(f"/people/{person.id}/contact")
    colleague.page.get_by_role("textbox").last.fill(WORDS)
    return colleague


def when_the_lead_says_so(lead: Visitor, person: Person) -> None:
    lead.goes_to(f"/people/{person.id}")
    lead.follows("Who Keeley is")
    lead.follows("Somebody told us that Keeley has died")
    lead.is_at(f"/people/{person.id}/death")
    lead.types("Who told us?", "Her brother Ron")
    lead.types("Whom of the family do we talk with?", "Ron Marchbanks")
    lead.presses("They have died")
    lead.sees("Keeley has died", "Ron Marchbanks")


def then_the_page_says_it_and_asks_for_nothing_to_be_written(lead: Visitor, person: Person) -> None:
    without_mistakes(lead)
    lead.goes_to(f"/people/{person.id}")
    lead.sees("Keeley has died", "The record is at rest")
    assert lead.page.locator("textarea").count() == 0
    without_mistakes(lead)


def when_the_colleague_sends_what_was_typed(colleague: Visitor) -> None:
    colleague.page.locator("main form button[type=submit]").first.click()


def then_nothing_was_written_and_no_word_is_lost(colleague: Visitor) -> None:
    colleague.sees("They have died, and their record is at rest")
    assert WORDS in colleague.page.locator("textarea").first.input_value()
    without_mistakes(colleague)


def without_mistakes(visitor: Visitor) -> None:
    assert violations(visitor.page) == []
