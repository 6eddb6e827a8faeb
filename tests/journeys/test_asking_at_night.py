"""Somebody asks ten minutes before midnight, in the night the clocks change, and every promise still has its day."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from hearth.core.models import Clock
from tests import world as worlds
from tests.journeys.axe import carry, violations
from tests.journeys.house import HouseAt, Visitor

pytestmark = pytest.mark.browser
LONDON = ZoneInfo("Europe/London")


@pytest.mark.parametrize(
    ("night", "heard_by", "talked_by", "alongside_by"),
    [
        (datetime(2026, 10, 24, 23, 50), "Thursday 29 October", "Saturday 21 November", datetime(2026, 10, 25, 0, 50)),
        (datetime(2027, 3, 27, 23, 50), "Thursday 1 April", "Saturday 24 April", datetime(2027, 3, 28, 0, 50)),
    ],
    ids=["the clocks go back", "the clocks go forward"],
)
class TestTenMinutesBeforeMidnight:
    def test_is_held_at_once_and_promised_days_that_hold(
        self, house_at: HouseAt, night: datetime, heard_by: str, talked_by: str, alongside_by: datetime
    ) -> None:
        house = house_at(night.replace(tzinfo=LONDON))
        keeley = house.somebody()
        carry(keeley.context)

        when_somebody_who_is_not_safe_asks(keeley)
        then_each_page_is_without_mistakes(keeley)

        keeley.sees("Priya holds this", f"By {heard_by}", f"By {talked_by}", "If your life is in danger, ring 999.")
        promised = {clock.definition: clock.due_at for clock in worlds.all_of(Clock)}
        assert abs((promised["feeling-unsafe"] - alongside_by.replace(tzinfo=LONDON)).total_seconds()) < 120
        then_the_lead_sees_them_first(house.worker(house.world.lead))


def when_somebody_who_is_not_safe_asks(visitor: Visitor) -> None:
    visitor.goes_to("/ask")
    visitor.chooses("Me")
    visitor.presses("Go on")
    visitor.types("What is going on?", worlds.STORY)
    then_each_page_is_without_mistakes(visitor)
    visitor.presses("Go on")
    visitor.types("How can we find you?", "I am on the bench by the river, by the blue bridge.")
    visitor.types("What would you like to be called?", "Keeley")
    visitor.presses("Go on")
    then_each_page_is_without_mistakes(visitor)
    visitor.chooses("No")
    visitor.presses("Send this to us")


def then_each_page_is_without_mistakes(visitor: Visitor) -> None:
    assert violations(visitor.page) == []


def then_the_lead_sees_them_first(lead: Visitor) -> None:
    lead.goes_to("/referrals")
    lead.sees("Keeley")
    lead.goes_to("/desk")
    lead.sees("Keeley has somebody alongside now")
