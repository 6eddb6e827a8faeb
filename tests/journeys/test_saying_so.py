"""Somebody complains without a name, is answered by name, and everybody reads what came of it."""

import pytest

from hearth.outcomes.models import Feedback
from tests import world as worlds
from tests.journeys.axe import carry, violations
from tests.journeys.house import House, Visitor

pytestmark = pytest.mark.browser
LOCKED = "The door was locked at nine and nobody answered."
SORRY = "I am sorry. It opens at eight now, and the bell rings upstairs too."


class TestSayingSo:
    def test_without_a_name_is_answered_by_name_and_told_to_everybody(self, house: House) -> None:
        somebody = house.somebody()
        carry(somebody.context)

        address = when_somebody_complains(somebody)
        when_the_manager_acknowledges_and_answers(house)

        somebody.goes_to(address)
        somebody.sees("Answered", SORRY, "Ola Winter")
        then_it_is_without_mistakes(somebody)
        somebody.goes_to("/you-said")
        somebody.sees("The door was locked in the morning.", "It opens at eight now.")
        somebody.does_not_see(LOCKED)
        then_it_is_without_mistakes(somebody)
        (said,) = worlds.all_of(Feedback)
        assert (said.person_id, said.called) == (None, "")

    def test_on_ones_own_page_changes_nothing_and_can_be_said_again(self, house: House) -> None:
        person = worlds.known(house.world)
        keeley = house.person(person)
        carry(keeley.context)
        keeley.goes_to("/me/feedback")
        then_it_is_without_mistakes(keeley)
        keeley.chooses("An idea: something could be better")
        keeley.types("In your own words", "A lamp by the back door.")
        keeley.presses("Send it")
        keeley.sees("Thank you. We have it.", "changes nothing about your support")

        manager = house.worker(house.world.manager)
        manager.goes_to("/desk/feedback")
        manager.follows("An idea")
        manager.types("Your words to them", "We have no lamp.")
        manager.presses("Answer")
        manager.sees("They can read it now.")
        keeley.page.reload()
        keeley.sees("We have no lamp.")
        keeley.page.get_by_text("This does not answer me").click()
        keeley.types("What is missing?", "I can bring one.")
        keeley.presses("Send it")

        keeley.sees("We look at it again", "I can bring one.")
        then_it_is_without_mistakes(keeley)
        lead = house.worker(house.world.lead)
        lead.goes_to(f"/people/{person.id}/journey")
        lead.does_not_see("lamp")


def when_somebody_complains(somebody: Visitor) -> str:
    somebody.goes_to("/feedback")
    then_it_is_without_mistakes(somebody)
    somebody.chooses("A complaint: something was wrong, and somebody answers for it")
    somebody.types("In your own words", LOCKED)
    somebody.page.get_by_label("Which hub is it about?").select_option(label="30 Clarence Street")
    somebody.chooses("You may put it up for everybody, in other words and without me in it")
    somebody.presses("Send it")
    somebody.sees("Thank you for telling us", LOCKED, "Come back to this page")
    then_it_is_without_mistakes(somebody)
    return somebody.page.url


def when_the_manager_acknowledges_and_answers(house: House) -> None:
    manager = house.worker(house.world.manager)
    carry(manager.context)
    manager.goes_to("/desk")
    manager.sees("complains: tell them by name that it has arrived")
    manager.goes_to("/desk/feedback")
    then_it_is_without_mistakes(manager)
    manager.follows("A complaint")
    manager.sees(LOCKED)
    manager.types("Your words to them", "Thank you. I find out today who had the key.")
    manager.presses("Tell them it has arrived")
    manager.sees("They can read it now.")
    manager.types("Your words to them", SORRY)
    manager.presses("Answer")
    manager.sees("Put it up for everybody")
    then_it_is_without_mistakes(manager)
    manager.types("You said", "The door was locked in the morning.")
    manager.chooses("We did")
    manager.types("We did, we are trying, or why we could not", "It opens at eight now.")
    manager.chooses("I have read it once more: no name, no street, no day, nothing rare that somebody is known by")
    manager.presses("Put it up")
    manager.sees("Everybody can read it now.")


def then_it_is_without_mistakes(visitor: Visitor) -> None:
    assert violations(visitor.page) == []
