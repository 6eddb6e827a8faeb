"""Whoever has a page of their own asks for support there: whoever holds them has it, and nothing is asked twice."""

import pytest

from hearth.front_door.models import Referral
from tests import world as worlds
from tests.journeys.axe import carry, violations
from tests.journeys.house import House

pytestmark = pytest.mark.browser
COLD = "The heating is off since Friday."


class TestAskingAgain:
    def test_reaches_whoever_holds_them_and_stands_on_their_page(self, house: House) -> None:
        keeley = house.person(worlds.known(house.world))
        carry(keeley.context)
        keeley.goes_to("/me")
        keeley.follows("Ask for support")
        keeley.does_not_see("What would you like to be called?")
        keeley.types("What is going on?", COLD)
        assert violations(keeley.page) == []

        keeley.types("How can we find you?", "Ring after six")
        keeley.presses("Send it")

        keeley.sees("Thank you. It is with us.", "sees to it")
        lead = house.worker(house.world.lead)
        lead.goes_to("/referrals")
        lead.follows("Keeley")
        lead.sees(COLD)
        assert [one.what_is_happening for one in worlds.all_of(Referral)] == [COLD]

    def test_of_not_feeling_safe_shows_whom_to_ring_without_scripts(self, house: House) -> None:
        keeley = house.person(worlds.known(house.world), java_script_enabled=False)
        keeley.goes_to("/me/support")
        keeley.types("What is going on?", "I am not safe tonight.")
        keeley.types("How can we find you?", "At home")
        keeley.chooses("No")
        keeley.page.get_by_role("button", name="Send it").click()

        keeley.sees("If your life is in danger, ring", "116 123")
        assert [one.feels_unsafe for one in worlds.all_of(Referral)] == [True]
