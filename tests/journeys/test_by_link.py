"""A partner without a sign-in is asked by a link: a scanner that opens it answers nothing, a yes has a name."""

import pytest

from hearth.holding.models import Handover, HandoverStatus, Holding
from hearth.messaging.tests.conftest import Mailbox, mailbox
from hearth.people.models import Person
from tests import world as worlds
from tests.journeys.axe import carry, violations
from tests.journeys.house import House, Visitor
from tests.journeys.post import mails_to, path_in

__all__ = ["mailbox"]
pytestmark = pytest.mark.browser
BLY = "ines.bly@sheltered-homes.example"


class TestAYesByLink:
    def test_is_given_by_name_by_whoever_said_first_who_they_are(self, house: House, mailbox: Mailbox) -> None:
        person = worlds.known(house.world)
        when_the_lead_asks_somebody_without_a_sign_in(house, person)
        (asked,) = mails_to(mailbox, BLY)
        assert "Keeley" not in asked.words + asked.subject

        when_a_scanner_opens_it(house, path_in(asked))
        assert [one.status for one in worlds.all_of(Handover)] == [HandoverStatus.PROPOSED]
        ines = when_she_says_who_she_is(house, path_in(asked))
        when_she_says_yes(ines)
        assert [held.holder_id for held in worlds.all_of(Holding, person=person)] == [house.world.lead.pk]

        then_the_link_answers_nothing_more(house, path_in(asked))
        when_they_have_met(house)
        (held,) = worlds.all_of(Holding, person=person)
        assert (held.holder.worker.name, held.holder.role) == ("Ines Bly", "partner-professional")
        then_the_person_reads_it(house, person)


def when_the_lead_asks_somebody_without_a_sign_in(house: House, person: Person) -> None:
    lead = house.worker(house.world.lead)
    carry(lead.context)
    lead.goes_to(f"/people/{person.pk}/handover")
    lead.page.get_by_label("Where?").select_option(label="City housing")
    lead.presses("Next: who there")
    lead.page.get_by_text("They have no sign-in", exact=True).click()
    lead.page.get_by_label("Somebody there who has no sign-in").check()
    lead.types("Their name, if they have no sign-in", "Ines Bly")
    lead.types("Their work e-mail address", BLY)
    lead.types("Why them?", "She runs the house where the room is.")
    lead.types("What does the person want?", "I want the room with the window.")
    lead.types("What will you keep doing?", "I see her every Tuesday.")
    then_it_is_without_mistakes(lead)
    lead.presses("Ask them")
    lead.sees("Nothing changes until somebody says yes and you have met.")


def when_a_scanner_opens_it(house: House, path: str) -> None:
    scanner = house.somebody()
    scanner.goes_to(path)
    scanner.does_not_see("Keeley", "the room with the window")


def when_she_says_who_she_is(house: House, path: str) -> Visitor:
    ines = house.somebody()
    carry(ines.context)
    ines.goes_to(path)
    ines.sees("Priya asks whether you would hold somebody")
    ines.presses("Show me what is asked")
    ines.sees("Type your own name.", "Say what you do there.")
    then_it_is_without_mistakes(ines)
    ines.types("Your first name", "Ines")
    ines.types("Your family name", "Bly")
    ines.types("What you do there", "House manager")
    ines.presses("Show me what is asked")
    ines.sees("Will you hold Keeley?", "I want the room with the window.")
    then_it_is_without_mistakes(ines)
    return ines


def when_she_says_yes(ines: Visitor) -> None:
    ines.presses("Yes, I will hold Keeley")
    ines.sees("Thank you, Ines", "until then Priya holds")
    then_it_is_without_mistakes(ines)


def then_the_link_answers_nothing_more(house: House, path: str) -> None:
    late = house.somebody()
    late.goes_to(path)
    late.sees("This question has its answer")
    late.does_not_see("Keeley")


def when_they_have_met(house: House) -> None:
    (handover,) = worlds.all_of(Handover)
    lead = house.worker(house.world.lead)
    carry(lead.context)
    lead.goes_to(f"/handovers/{handover.pk}")
    lead.presses("We have met")
    lead.presses("Ines Bly holds Keeley now")
    lead.sees("Ines Bly")
    then_it_is_without_mistakes(lead)


def then_the_person_reads_it(house: House, person: Person) -> None:
    keeley = house.person(person)
    keeley.goes_to("/me/journey")
    keeley.sees("Ines Bly", "She runs the house where the room is.")


def then_it_is_without_mistakes(visitor: Visitor) -> None:
    assert violations(visitor.page) == []
