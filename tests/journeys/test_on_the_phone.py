"""Somebody rings and the line is cut off: the number alone keeps them, held by name and promised a call back."""

import pytest

from hearth.core.models import Clock
from hearth.front_door.welcome_models import ContactAttempt
from hearth.holding.models import Holding
from tests import world as worlds
from tests.journeys.axe import carry, violations
from tests.journeys.house import House, Visitor

pytestmark = pytest.mark.browser
NUMBER = "07700 900 123"


class TestACallThatIsCutOff:
    @pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
    def test_is_rung_back_by_name(self, house: House, scripts: bool) -> None:
        lead = house.worker(house.world.lead, java_script_enabled=scripts)
        if scripts:
            carry(lead.context)

        when_the_line_is_cut_off(lead, scripts)
        person_id = lead.person_here()

        (held,) = worlds.all_of(Holding)
        assert (str(held.person_id), held.holder_id) == (person_id, house.world.lead.pk)
        assert [(clock.definition, clock.stopped_at) for clock in worlds.all_of(Clock, definition="call-back")] == [
            ("call-back", None)
        ]
        when_she_is_rung_back(lead)
        assert [one.outcome for one in worlds.all_of(ContactAttempt)] == ["cut-off", "reached"]
        assert None not in [clock.stopped_at for clock in worlds.all_of(Clock, definition="call-back")]


def when_the_line_is_cut_off(lead: Visitor, scripts: bool) -> None:
    lead.goes_to("/people/new?route=phone")
    lead.page.get_by_label("Which number may we ring back?").fill(NUMBER)
    lead.types("What is going on, in their words?", "I cannot stay here tonight, he")
    if scripts:
        assert violations(lead.page) == []
    lead.presses("We were cut off")
    lead.sees(NUMBER, "I cannot stay here tonight, he")


def when_she_is_rung_back(lead: Visitor) -> None:
    lead.goes_to("/desk")
    lead.sees("is rung back after the line was cut off")
    (tried,) = worlds.all_of(ContactAttempt)
    lead.goes_to(f"/referrals/{tried.referral_id}/tries")
    lead.chooses("Rang a number they gave us when they asked")
    lead.chooses("Reached them")
    lead.presses("Write this down")
