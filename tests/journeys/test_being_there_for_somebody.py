"""A carer with whom nothing is shared is heard, gets help of her own, and learns nothing of the other."""

import pytest

from hearth.carers.models import Seeing, SeeingRead
from hearth.core.models import Clock
from hearth.holding.models import Holding
from hearth.organisations.codes import Safe
from hearth.people.models import Person
from hearth.record.models import Entry
from tests import world as worlds
from tests.journeys.axe import carry, violations
from tests.journeys.house import House, Visitor

pytestmark = pytest.mark.browser
WORDS = "He has not slept for four nights and talks to nobody."


class TestACarerWithNothingShared:
    def test_gets_help(self, house: House) -> None:
        robin = worlds.known(house.world, known_as="Robin", nhs_number=None)
        link = given_an_invitation(house, robin)
        amina = house.somebody()
        carry(amina.context)

        when_she_comes_in(amina, link)
        then_nothing_is_shared_and_help_is_there(amina, robin)
        when_she_tells_what_she_sees(amina)
        when_it_is_read_at_the_desk(house)
        then_she_has_a_word_back(amina)
        when_she_asks_for_herself(amina)

        (amina_held,) = worlds.all_of(Holding, person__known_as="Amina")
        assert amina_held.holder_id == house.world.lead.pk
        assert [one.body for one in worlds.all_of(Entry, person=robin, source="told-by-other")] == [WORDS]
        assert [one.stopped_at is None for one in worlds.all_of(Clock, subject_type="Seeing")] == [False]


def given_an_invitation(house: House, robin: Person) -> str:
    person = house.person(robin)
    person.goes_to("/me/invitations")
    person.types("Their name", "Amina")
    person.types("Who are they to you?", "mother")
    person.presses("Invite them")
    person.sees("Pass this on to Amina")
    return person.page.locator("p.code").first.inner_text()


def when_she_comes_in(amina: Visitor, link: str) -> None:
    amina.goes_to(link)
    amina.sees("Robin would like you beside them")
    assert violations(amina.page) == []
    amina.types("Your e-mail address", "amina@example.org")
    amina.types("Choose a password", "three words together")
    amina.presses("Come in")
    amina.is_at("/me/safe")
    amina.chooses(Safe.ALONE.label)
    amina.presses("Go on")
    amina.is_at("/me")


def then_nothing_is_shared_and_help_is_there(amina: Visitor, robin: Person) -> None:
    amina.sees("Hello Amina", "Nothing is shared with you just now")
    assert violations(amina.page) == []
    assert amina.goes_to(f"/me/people/{robin.pk}") == 404
    amina.goes_to("/me/caring")
    amina.sees("We can always listen to you", "ring 999")
    assert violations(amina.page) == []


def when_she_tells_what_she_sees(amina: Visitor) -> None:
    amina.goes_to("/me")
    amina.follows("Tell us what you see")
    amina.types("What do you see?", WORDS)
    amina.chooses("No, or I do not think so")
    amina.chooses("Yes")
    amina.presses("Send it")
    amina.sees("Not read yet")
    assert [one.told_by for one in worlds.all_of(Seeing)] == ["Amina"]


def when_it_is_read_at_the_desk(house: House) -> None:
    lead = house.worker(house.world.lead)
    lead.goes_to("/desk")
    lead.sees("has what somebody close told us read")
    lead.goes_to("/seeings")
    lead.follows("Amina")
    lead.types("A word back to them", "Thank you for staying near. Ring us any hour.")
    lead.presses("I have read this")
    lead.sees("Thank you. It stands in the journey")
    assert len(worlds.all_of(SeeingRead)) == 1


def then_she_has_a_word_back(amina: Visitor) -> None:
    amina.goes_to("/me")
    amina.follows("Tell us what you see")
    amina.sees("Ring us any hour.")


def when_she_asks_for_herself(amina: Visitor) -> None:
    amina.goes_to("/me/assessment")
    amina.types("How do we reach you, and when is it good?", "Text me after six.")
    amina.presses("Ask for it")
    amina.is_at("/me")
    amina.sees("Alongside me", "Priya")
    assert violations(amina.page) == []
