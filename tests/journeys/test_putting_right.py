"""What was written is not right for the person: asked, answered, put right or kept with their own words beside it."""

import pytest

from hearth.correcting.models import CorrectionAnswer, CorrectionRequest
from hearth.people.models import Person
from hearth.record.models import Entry
from tests import world as worlds
from tests.journeys.axe import carry, violations
from tests.journeys.house import House, Visitor

pytestmark = pytest.mark.browser
LATE = "She was late again."
THE_BUS = "The bus was late, and I rang to say so."


class TestPuttingRight:
    def test_is_asked_on_a_phone_and_put_right_by_name(self, house: House) -> None:
        person, entry = given_something_that_is_not_right(house)
        keeley = house.person(person)
        carry(keeley.context)

        when_she_says_how_she_sees_it(keeley, entry)
        when_she_asks_for_a_correction(keeley, entry)
        then_she_reads_who_answers(keeley, "Priya Nair")
        when_the_lead_puts_it_right(house)

        keeley.goes_to("/me/journey")
        keeley.sees("Keeley rang: the bus was late.", THE_BUS)
        keeley.goes_to("/me/corrections")
        keeley.sees("It is put right", "You did ring. I am sorry.", "Priya Nair")
        then_it_is_without_mistakes(keeley)

    def test_leaves_her_own_words_where_it_is_not_accepted(self, house: House) -> None:
        person, entry = given_something_that_is_not_right(house)
        keeley = house.person(person)
        carry(keeley.context)
        when_she_asks_for_a_correction(keeley, entry)

        when_the_lead_leaves_it(house)

        keeley.goes_to("/me/corrections")
        keeley.sees("It stays as it is, and your words stand beside it", "I found no call that day.")
        lead = house.worker(house.world.lead)
        lead.goes_to(f"/people/{person.id}/journey")
        lead.sees(LATE, "I rang at nine.", "Keeley’s statement")
        assert [answer.outcome for answer in worlds.all_of(CorrectionAnswer)] == ["not-accepted"]

    def test_shows_the_second_of_two_both_and_keeps_both(self, house: House) -> None:
        person, entry = given_something_that_is_not_right(house)
        lead, peer = house.worker(house.world.lead), house.worker(house.world.peer)
        carry(lead.context)
        for worker in (lead, peer):
            worker.goes_to(f"/people/{person.id}/entries/{entry.id}/amendment")

        for worker, words in ((peer, "She came at ten."), (lead, "She came by bus.")):
            worker.types("What it should say", words)
            worker.types("Why it changes", "She told me.")
            worker.presses("Correct it")
        lead.sees("What stands now, by Sam Okafor", "She came at ten.", "Your words are kept.")
        then_it_is_without_mistakes(lead)
        lead.presses("Keep both, mine below")

        lead.is_at(f"/people/{person.id}/journey")
        (now,) = [one for one in worlds.all_of(Entry, root_id=entry.id) if not worlds.all_of(Entry, replaces=one)]
        assert now.body == "She came at ten.\n\nShe came by bus."
        lead.goes_to(f"/people/{person.id}/entries/{entry.id}")
        lead.sees("Versions")
        then_it_is_without_mistakes(lead)


def given_something_that_is_not_right(house: House) -> tuple[Person, Entry]:
    person = worlds.known(house.world)
    return person, worlds.written(house.world, person, LATE, by=house.world.peer)


def when_she_says_how_she_sees_it(keeley: Visitor, entry: Entry) -> None:
    keeley.goes_to("/me/journey")
    then_it_is_without_mistakes(keeley)
    keeley.follows("My view, or something is not right")
    keeley.is_at(f"/me/entries/{entry.id}")
    then_it_is_without_mistakes(keeley)
    keeley.types("How I see it", THE_BUS)
    keeley.presses("Put it beside what was written")
    keeley.sees("It stands beside what was written", THE_BUS)


def when_she_asks_for_a_correction(keeley: Visitor, entry: Entry) -> None:
    keeley.goes_to(f"/me/entries/{entry.id}")
    keeley.follows("Ask for a correction")
    then_it_is_without_mistakes(keeley)
    keeley.types("What is not right, and what should it say?", "I rang. It should say that the bus was late.")
    keeley.types("If it stays as it is", "I rang at nine.")
    keeley.presses("Ask for a correction")
    keeley.is_at("/me/corrections")


def then_she_reads_who_answers(keeley: Visitor, name: str) -> None:
    keeley.sees("We have it.", f"{name} answers you by")
    then_it_is_without_mistakes(keeley)


def when_the_lead_puts_it_right(house: House) -> None:
    lead = when_the_lead_reads_it(house)
    lead.chooses("Put it right")
    lead.types("What it says from now on", "Keeley rang: the bus was late.")
    lead.types("Why, in words they can read", "You did ring. I am sorry.")
    lead.presses("Answer")
    lead.sees("Accepted and amended")
    then_it_is_without_mistakes(lead)


def when_the_lead_leaves_it(house: House) -> None:
    lead = when_the_lead_reads_it(house)
    lead.chooses("Leave it, and let their words stand beside it")
    lead.types("Why, in words they can read", "I found no call that day.")
    lead.presses("Answer")
    lead.sees("Not accepted")


def when_the_lead_reads_it(house: House) -> Visitor:
    (request,) = worlds.all_of(CorrectionRequest)
    lead = house.worker(house.world.lead)
    carry(lead.context)
    lead.goes_to("/desk")
    lead.sees("hears about their correction")
    lead.follows("Corrections people asked for")
    lead.follows("Keeley")
    lead.is_at(f"/corrections/{request.id}")
    then_it_is_without_mistakes(lead)
    return lead


def then_it_is_without_mistakes(visitor: Visitor) -> None:
    assert violations(visitor.page) == []
