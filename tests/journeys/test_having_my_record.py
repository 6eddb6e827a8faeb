"""Somebody asks for her record, it is gathered and read through, words are left out, and she reads the rest."""

import io

import pytest
from pypdf import PdfReader

from hearth.core.scope import acting_as
from hearth.organisations.models import Membership
from hearth.organisations.queries import worker_actor
from hearth.people.models import Person
from hearth.record import actions as record
from hearth.record.codes import EntryKind
from hearth.subject_access import jobs
from hearth.subject_access.models import AccessPart, AccessRequest
from tests import world as worlds
from tests.journeys.axe import carry, violations
from tests.journeys.house import House, Visitor

pytestmark = pytest.mark.browser
TOLD = "We sat by the river. Dave Marsh owes her money. She laughed."


class TestHavingMyRecord:
    def test_leaves_out_what_is_somebody_elses_and_says_so(self, house: House) -> None:
        world = house.world
        person = worlds.known(world)
        guardian = worlds.worker("Gail", "Hart", "guardian", world.trust)
        given_something_about_somebody_else(world, person)

        keeley = when_she_asks_for_it(house, person)
        when_the_guardian_names_who_reads_it(house, guardian)
        when_the_lead_leaves_words_out(house)
        when_the_guardian_reads_the_rest_and_gives_it(house, guardian)

        then_she_reads_it_without_them(keeley)


def given_something_about_somebody_else(world: worlds.World, person: Person) -> None:
    lead = worker_actor(world.lead)
    with acting_as(lead, at=world.at):
        record.write_entry(
            lead,
            person=person,
            kind=EntryKind.CONVERSATION,
            body=TOLD,
            occurred_at=world.at,
            about_others=True,
            at=world.at,
        )


def when_she_asks_for_it(house: House, person: Person) -> Visitor:
    keeley = house.person(person)
    carry(keeley.context)
    keeley.goes_to("/me")
    keeley.follows("My record")
    then_it_is_without_mistakes(keeley)
    keeley.presses("Ask for my record")
    keeley.sees("We have it.", "Gail Hart answers you")
    then_it_is_without_mistakes(keeley)
    what_hearth_does_by_itself()
    return keeley


def when_the_guardian_names_who_reads_it(house: House, guardian: Membership) -> None:
    gail = house.worker(guardian)
    carry(gail.context)
    gail.goes_to("/subject-access")
    then_it_is_without_mistakes(gail)
    # First stands what waits for her to read, then what she answers.
    gail.page.get_by_role("link", name="Keeley").last.click()
    gail.sees("Ouse Valley Trust", "Nobody is named yet")
    then_it_is_without_mistakes(gail)
    gail.follows("Name who reads it for Ouse Valley Trust")
    gail.page.get_by_label("Who reads it through?").select_option(label="Priya Nair, Ouse Valley Trust")
    gail.presses("Ask them")
    gail.sees("Priya Nair reads it")


def when_the_lead_leaves_words_out(house: House) -> None:
    lead = house.worker(house.world.lead)
    carry(lead.context)
    lead.goes_to("/subject-access")
    lead.follows("Keeley")
    lead.presses("I have read it through")
    lead.sees("1 thing waits to be looked at first.")
    then_it_is_without_mistakes(lead)
    lead.follows("Talked")
    lead.chooses("Leave out some words")
    lead.types("Words to leave out", "Dave Marsh owes her money")
    lead.page.get_by_label("Why is it left out?").select_option(label="It is about somebody else")
    lead.types("What did you think about?", "What Dave owes is his own business.")
    lead.presses("Decide, in my name")
    lead.sees("left out: about somebody else")
    then_it_is_without_mistakes(lead)
    lead.follows("The whole part")
    lead.presses("I have read it through")
    lead.sees("Thank you.")


def when_the_guardian_reads_the_rest_and_gives_it(house: House, guardian: Membership) -> None:
    gail = house.worker(guardian)
    carry(gail.context)
    gail.goes_to("/subject-access")
    gail.follows("Keeley")
    gail.presses("I have read it through")
    gail.sees("Thank you.")
    what_hearth_does_by_itself()
    (asked,) = worlds.all_of(AccessRequest)
    assert [part.reviewed_at for part in worlds.all_of(AccessPart, reviewed_at=None)] == []
    gail.goes_to(f"/subject-access/{asked.pk}")
    gail.chooses("On paper, read together")
    gail.types("Who sits with them?", "Sam Okafor")
    gail.presses("It is theirs now")
    gail.sees("It is theirs.", "Sam Okafor sat with them.")
    then_it_is_without_mistakes(gail)


def then_she_reads_it_without_them(keeley: Visitor) -> None:
    keeley.goes_to("/me/record")
    then_it_is_without_mistakes(keeley)
    reader = PdfReader(io.BytesIO(keeley.takes("Read it (PDF)").read_bytes()))
    words = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    assert "We sat by the river." in words
    assert "left out: about somebody else" in words
    assert "Dave" not in words
    assert "owes" not in words


def what_hearth_does_by_itself() -> None:
    for asked in worlds.all_of(AccessRequest):
        jobs.go_on(request_id=str(asked.pk))


def then_it_is_without_mistakes(visitor: Visitor) -> None:
    assert violations(visitor.page) == []
