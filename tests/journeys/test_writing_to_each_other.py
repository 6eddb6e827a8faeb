"""Somebody writes at night and reads that nobody reads; a worker reads and answers; somebody close is let in to it."""

import pytest

from hearth.core.actor import SYSTEM
from hearth.core.scope import acting_as
from hearth.people.models import Person, Relation
from tests import world as worlds
from tests.journeys.axe import carry, violations
from tests.journeys.house import House, Visitor

pytestmark = pytest.mark.browser
LETTER = "A letter about the flat came."
I_RING = "I ring them on Monday, and then you."


class TestWritingToEachOther:
    def test_says_who_reads_and_who_does_not(self, house: House) -> None:
        keeley = house.person(worlds.known(house.world))
        carry(keeley.context)

        when_she_writes_while_nobody_reads(house, keeley)
        when_the_lead_says_that_she_reads(house)

        keeley.page.reload()
        keeley.sees("Priya reads messages now", I_RING, "Read by Priya Nair.")
        keeley.does_not_see("Nobody is reading this now.")
        then_it_is_without_mistakes(keeley)

    def test_lets_somebody_close_read_one_thread_and_no_longer(self, house: House) -> None:
        person, jess = given_her_sister(house)
        keeley, sister = house.person(person), house.person(jess)
        carry(sister.context)
        when_she_writes_while_nobody_reads(house, keeley)
        there = f"/me/people/{person.id}/messages/{keeley.page.url.rpartition('/')[2]}"
        assert sister.goes_to(there) == 404

        keeley.presses("Let them read it")
        keeley.sees("They can read this from now on")
        sister.goes_to(there)
        sister.sees(LETTER)
        then_it_is_without_mistakes(sister)
        keeley.presses("Not any more Jess")
        keeley.sees("They do not read it any more.")

        assert sister.goes_to(there) == 404


def given_her_sister(house: House) -> tuple[Person, Person]:
    person = worlds.known(house.world)
    jess = worlds.known(house.world, known_as="Jess", given="Jess", family="Hale", nhs_number=None)
    with acting_as(SYSTEM, at=house.world.at):
        Relation.objects.bulk_create([Relation(person=person, name="Jess", relation="sister", related_person=jess)])
    worlds.let_in(house.world, person, jess)
    return person, jess


def when_she_writes_while_nobody_reads(house: House, keeley: Visitor) -> None:
    keeley.goes_to("/me/messages")
    keeley.sees("Nobody is reading this now.", house.world.hub.phone)
    keeley.types("What is it about?", "The flat")
    keeley.types("Your message", LETTER)
    keeley.presses("Send it")
    keeley.sees(LETTER, "a machine wrote this", "Nobody has read this yet.")


def when_the_lead_says_that_she_reads(house: House) -> None:
    lead = house.worker(house.world.lead)
    carry(lead.context)
    lead.goes_to("/desk/messages")
    then_it_is_without_mistakes(lead)
    lead.presses("I read messages now")
    lead.sees("I read no longer")
    lead.follows("Keeley")
    lead.sees(LETTER, "Waits for an answer")
    then_it_is_without_mistakes(lead)
    lead.types("Your message", I_RING)
    lead.presses("Send it")
    lead.sees(I_RING)


def then_it_is_without_mistakes(visitor: Visitor) -> None:
    assert violations(visitor.page) == []
