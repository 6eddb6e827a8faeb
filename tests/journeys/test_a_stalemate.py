"""Two services each say it is the other's: up through every rung by itself, held all the while, and decided."""

import pytest

from hearth.core.actor import SYSTEM
from hearth.core.scope import acting_as
from hearth.holding import actions as holding
from hearth.holding import jobs
from hearth.holding.codes import Ladder
from hearth.holding.models import Barrier, Holding, Stalemate
from hearth.organisations.models import Membership
from hearth.people.models import Person
from tests import world as worlds
from tests.journeys.axe import carry, violations
from tests.journeys.house import House, Visitor
from tests.journeys.later import Later

pytestmark = pytest.mark.browser


class TestAStalemate:
    def test_goes_up_by_itself_and_ends_with_reasons(self, house: House, days_later: Later) -> None:
        world = house.world
        person = worlds.known(world)
        worlds.let_in(world, person, world.council)
        director = worlds.worker("Dana", "Voss", "partner-professional", world.council)
        given_who_answers_for_whom(world, director)

        when_the_lead_raises_it(house, person)
        then_the_person_reads(house, person, "not your fault", "Priya")
        when_nobody_answers_for(days_later, 3)
        then_the_person_reads(house, person, "managers")
        when_nobody_answers_for(days_later, 5)
        when_nobody_answers_for(days_later, 7)
        (stalemate,) = worlds.all_of(Stalemate)
        assert stalemate.rung == Ladder.DECISION
        when_it_is_decided(house, director, stalemate)
        then_the_person_reads(house, person, "Housing does the tenancy, the team does the rest.")
        when_it_is_kept_as_a_barrier(house, stalemate)

        assert [barrier.kind for barrier in worlds.all_of(Barrier)] == ["which-team"]
        assert [held.holder_id for held in worlds.all_of(Holding, person=person)] == [world.lead.pk]


def given_who_answers_for_whom(world: worlds.World, director: Membership) -> None:
    seats = [
        (world.trust, Ladder.WORKERS, world.peer),
        (world.trust, Ladder.MANAGERS, world.manager),
        (world.trust, Ladder.DECISION, world.manager),
        (world.council, Ladder.WORKERS, world.partner),
        (world.council, Ladder.MANAGERS, director),
        (world.council, Ladder.DECISION, director),
    ]
    with acting_as(SYSTEM, at=world.at):
        for organisation, rung, membership in seats:
            holding.name_seat(SYSTEM, organisation=organisation, rung=rung, membership=membership, at=world.at)


def when_the_lead_raises_it(house: House, person: Person) -> None:
    lead = house.worker(house.world.lead)
    carry(lead.context)
    lead.goes_to(f"/people/{person.pk}/stalemates")
    then_it_is_without_mistakes(lead)
    lead.chooses("Which team is right")
    lead.types("What happens?", "Each of the two says the other one should see to the tenancy.")
    lead.page.get_by_label("Which service?").select_option(label="City housing")
    lead.page.get_by_label("Who pays meanwhile?").select_option(label="Ouse Valley Trust")
    lead.presses("Ask both to settle it")
    lead.sees("Priya Nair holds Keeley, and Ouse Valley Trust pays meanwhile.")
    then_it_is_without_mistakes(lead)


def when_nobody_answers_for(days_later: Later, days: int) -> None:
    days_later(days)
    jobs.go_up_when_due(0)


def then_the_person_reads(house: House, person: Person, *words: str) -> None:
    keeley = house.person(person)
    carry(keeley.context)
    keeley.goes_to("/me/journey")
    keeley.sees(*words)
    then_it_is_without_mistakes(keeley)


def when_it_is_decided(house: House, director: Membership, stalemate: Stalemate) -> None:
    dana = house.worker(director)
    carry(dana.context)
    dana.goes_to("/desk")
    dana.sees("Keeley")
    dana.goes_to(f"/stalemates/{stalemate.pk}")
    dana.page.get_by_text("Write what is decided").click()
    then_it_is_without_mistakes(dana)
    dana.types("What is decided?", "Housing does the tenancy, the team does the rest.")
    dana.types("Why?", "Both are needed, and neither needs the other to begin.")
    dana.page.get_by_label("Who pays from now on?").select_option(label="City housing")
    dana.presses("Decide, in my name")
    dana.is_at("/desk")
    dana.sees("Decided. The person reads it in their journey.")


def when_it_is_kept_as_a_barrier(house: House, stalemate: Stalemate) -> None:
    lead = house.worker(house.world.lead)
    lead.goes_to(f"/stalemates/{stalemate.pk}")
    lead.sees("Decided after 15 days.", "Both are needed")
    lead.presses("Keep it as a barrier")
    lead.sees("What got in the way was kept for those who can change it, without a name.")


def then_it_is_without_mistakes(visitor: Visitor) -> None:
    assert violations(visitor.page) == []
