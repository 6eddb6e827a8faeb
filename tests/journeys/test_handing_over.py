"""Housing is asked, says honestly who is right instead, and nobody lets go before somebody else has said yes."""

import pytest

from hearth.holding.models import Handover, Holding
from hearth.organisations.models import Membership
from hearth.people.models import Person
from tests import world as worlds
from tests.journeys.axe import carry, violations
from tests.journeys.house import House, Visitor

pytestmark = pytest.mark.browser


class TestHandingOverToHousing:
    def test_is_pointed_on_honestly_and_accepted_by_another(self, house: House) -> None:
        world = house.world
        person = worlds.known(world)
        charity = worlds.worker("Noor", "Haddad", "recovery-worker", world.surgery)

        handover = when_the_lead_asks_housing(house, person)
        when_housing_cannot_just_say_no(house, handover)
        when_housing_says_who_is_right(house, handover)
        then_the_holder_is(person, world.lead)
        further = when_the_other_says_yes(house, charity, handover)
        then_the_holder_is(person, world.lead)
        when_they_have_met_and_it_is_complete(house, further)

        then_the_holder_is(person, charity)
        then_the_person_reads_all_of_it(house, person)


def when_the_lead_asks_housing(house: House, person: Person) -> Handover:
    lead = house.worker(house.world.lead)
    carry(lead.context)
    lead.goes_to(f"/people/{person.pk}/handover")
    lead.page.get_by_label("Where?").select_option(label="City housing")
    lead.presses("Next: who there")
    lead.page.get_by_label("Tom Marsh").check()
    lead.types("Why them?", "The flat comes first now.")
    lead.types("What does the person want?", "I want to keep my flat.")
    lead.types("What will you keep doing?", "I see her every Tuesday.")
    then_it_is_without_mistakes(lead)
    lead.presses("Ask them")
    lead.sees("Nothing changes until somebody says yes and you have met.")
    (handover,) = worlds.all_of(Handover)
    return handover


def when_housing_cannot_just_say_no(house: House, handover: Handover) -> None:
    tom = house.worker(house.world.partner)
    carry(tom.context)
    tom.goes_to("/desk")
    tom.sees("You are asked to hold")
    tom.goes_to(f"/handovers/{handover.pk}")
    tom.does_not_see("Reject", "Decline", "Discharge")
    when_housing_names_where(tom)
    tom.presses("Ask them instead")
    tom.sees("Choose who is asked.", "Say whom you spoke to there. Nobody is sent on unheard.")
    then_it_is_without_mistakes(tom)
    assert [one.alternative_id for one in worlds.all_of(Handover)] == [None]


def when_housing_names_where(tom: Visitor) -> None:
    tom.page.get_by_text("We are not the right place").click()
    tom.page.get_by_label("Where would be right?").select_option(label="Foss Surgery")
    tom.presses("Next: who there")


def when_housing_says_who_is_right(house: House, handover: Handover) -> None:
    tom = house.worker(house.world.partner)
    tom.goes_to(f"/handovers/{handover.pk}")
    when_housing_names_where(tom)
    tom.page.get_by_label("Noor Haddad").check()
    tom.types("Whom did you speak to there?", "Noor, this morning.")
    tom.types("Why are they the right place?", "They know the landlord.")
    tom.presses("Ask them instead")


def when_the_other_says_yes(house: House, charity: Membership, handover: Handover) -> Handover:
    noor = house.worker(charity)
    carry(noor.context)
    noor.goes_to("/desk")
    noor.follows("Keeley")
    noor.sees("Will Noor Haddad, Foss Surgery hold Keeley?", "I want to keep my flat.")
    then_it_is_without_mistakes(noor)
    noor.presses("Yes, I will hold Keeley")
    noor.sees("Thank you. Now meet together")
    first, further = sorted(worlds.all_of(Handover), key=lambda one: one.proposed_at)
    assert (first.pk, first.status, first.alternative_id) == (handover.pk, "declined", further.pk)
    return further


def when_they_have_met_and_it_is_complete(house: House, handover: Handover) -> None:
    lead = house.worker(house.world.lead)
    carry(lead.context)
    lead.goes_to(f"/handovers/{handover.pk}")
    lead.presses("We have met")
    lead.sees("From the moment you press this, Noor Haddad holds Keeley.")
    then_it_is_without_mistakes(lead)
    lead.presses("Noor Haddad holds Keeley now")
    lead.sees("Noor Haddad")


def then_the_holder_is(person: Person, membership: Membership) -> None:
    assert [held.holder_id for held in worlds.all_of(Holding, person=person)] == [membership.pk]


def then_the_person_reads_all_of_it(house: House, person: Person) -> None:
    keeley = house.person(person)
    carry(keeley.context)
    keeley.goes_to("/me/journey")
    keeley.sees("Tom Marsh", "Noor Haddad, Foss Surgery,", "They know the landlord.", "I see her every Tuesday.")
    then_it_is_without_mistakes(keeley)


def then_it_is_without_mistakes(visitor: Visitor) -> None:
    assert violations(visitor.page) == []
