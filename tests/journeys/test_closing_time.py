"""A hub closes, and nobody goes into the night alone: a name for the evening, a yes for the night, a call at nine."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest

from hearth.core.models import Clock
from hearth.holding.models import EveningPlan, ShiftClosing
from hearth.people.models import Person
from tests import world as worlds
from tests.journeys.axe import carry, violations
from tests.journeys.house import House, HouseAt, Visitor
from tests.journeys.later import Later

pytestmark = pytest.mark.browser
LATE = datetime(2026, 11, 20, 20, 30, tzinfo=ZoneInfo("Europe/London"))
HALF_A_DAY = 0.5


class TestClosingTime:
    def test_waits_until_everyone_has_somebody_for_the_night(self, house_at: HouseAt, days_later: Later) -> None:
        house = house_at(LATE)
        house.world.hub.opens, house.world.hub.closes = time(8), time(21)
        house.world.hub.save()
        person = worlds.known(house.world)
        lead = house.worker(house.world.lead)
        carry(lead.context)

        when_the_lead_closes_too_soon(lead)
        when_the_evening_has_only_a_number(lead, person)
        when_the_evening_has_names(lead)
        when_the_lead_closes(lead)
        then_the_person_reads_who_is_there(house, person)

        days_later(HALF_A_DAY)
        when_they_talk_in_the_morning(house.worker(house.world.lead), person)
        kept = [clock.stopped_at for clock in worlds.all_of(Clock, definition="morning-contact")]
        assert len(kept) == 1
        assert None not in kept


def when_the_lead_closes_too_soon(lead: Visitor) -> None:
    lead.goes_to("/hub/clarence-street/closing")
    lead.sees("The door closes at 21:00", "Keeley")
    then_it_is_without_mistakes(lead)
    lead.presses("Close for the night")
    lead.sees("One person still needs somebody for this evening, a yes for the night and a time in the morning.")
    then_it_is_without_mistakes(lead)
    assert worlds.all_of(ShiftClosing) == []


def when_the_evening_has_only_a_number(lead: Visitor, person: Person) -> None:
    lead.follows("Plan the evening")
    lead.is_at(f"/people/{person.pk}/evening")
    lead.page.get_by_label("Who is there for them this evening?").select_option(label="Sam Okafor, Ouse Valley Trust")
    lead.page.get_by_label("Which service is there in the night?").select_option(label="Foss Surgery")
    lead.types("Who there said yes?", "01904 496 000")
    lead.page.get_by_label("When is somebody in touch in the morning?").fill("2026-11-21T09:00")
    lead.page.get_by_label("Who is?").select_option(label="Priya Nair, Ouse Valley Trust")
    lead.presses("That is the plan")
    lead.sees("Say who there said yes, by name. A phone number alone is not enough.")
    then_it_is_without_mistakes(lead)
    assert worlds.all_of(EveningPlan) == []


def when_the_evening_has_names(lead: Visitor) -> None:
    lead.types("Who there said yes?", "Pol Reed")
    lead.presses("That is the plan")
    lead.sees("Keeley can read who is there tonight and tomorrow.", "Pol Reed, Foss Surgery, said yes for the night")


def when_the_lead_closes(lead: Visitor) -> None:
    lead.presses("Close for the night")
    lead.sees("Closed. Everyone has somebody for the night.")
    then_it_is_without_mistakes(lead)


def then_the_person_reads_who_is_there(house: House, person: Person) -> None:
    keeley = house.person(person)
    carry(keeley.context)
    keeley.goes_to("/me/journey")
    keeley.sees("Sam Okafor", "Pol Reed", "Priya Nair")
    then_it_is_without_mistakes(keeley)


def when_they_talk_in_the_morning(lead: Visitor, person: Person) -> None:
    lead.goes_to(f"/people/{person.pk}/contact")
    lead.types("What happened", "She slept.")
    lead.presses("Called")
    lead.sees("She slept.")


def then_it_is_without_mistakes(visitor: Visitor) -> None:
    assert violations(visitor.page) == []
