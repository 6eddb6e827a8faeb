"""A housing form is filled with what was told before; one question is asked; the person says yes; the file opens."""

from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from hearth.people.details import ContactDetails
from hearth.people.models import Person
from hearth.record.models import Entry
from hearth.telling.models import SentForm
from hearth.telling.tests.partners import word_file
from tests import world as worlds
from tests.journeys.axe import carry, violations
from tests.journeys.house import House, Visitor

pytestmark = pytest.mark.browser
THEIR_FORM = ("Referral to {{ partner }}", "Name: {{ legal_name }}", "Phone: {{ phone }}", "Why: {{ why_losing_home }}")


class TestTellingItOnce:
    def test_fills_the_partners_own_file_after_a_yes(self, house: House, tmp_path: Path) -> None:
        person = worlds.known(
            house.world,
            other_names=[("official", "Zoë Ángela", "Smith & Sons")],
            contacts=[ContactDetails("phone", "07700 900 123")],
        )
        when_the_administrator_adds_their_form(house, tmp_path)
        lead = when_the_lead_fills_it_and_asks_what_is_missing(house, person)
        when_the_person_says_yes(house, person)

        then_the_file_says_what_she_told(lead, person)
        then_she_reads_what_was_sent(house, person)


def when_the_administrator_adds_their_form(house: House, folder: Path) -> None:
    file = folder / "their form.docx"
    file.write_bytes(word_file(*THEIR_FORM))
    ada = house.worker(house.world.administrator)
    carry(ada.context)
    ada.goes_to("/partner-forms/new")
    ada.types("What is the form called?", "Flat at risk")
    ada.types("To whom does it go?", "City housing")
    ada.types("What is it for?", "So that they help with the flat.")
    ada.page.get_by_label("Their own file").set_input_files(file)
    ada.presses("Keep it")
    ada.sees("Now say where each answer comes from.", "Choose where the answer to “Partner” comes from.")
    then_it_is_without_mistakes(ada)
    ada.page.get_by_label("Where the answer comes from").first.select_option(label="The hub, its address and phone")
    ada.presses("Keep as a new version")
    ada.sees("Kept as version 2.")
    assert "Ó’Malley & Sons" in text_of(ada.takes("Try it with somebody invented"))
    ada.presses("Use version 2")
    ada.sees("Version 2 is in use")


def when_the_lead_fills_it_and_asks_what_is_missing(house: House, person: Person) -> Visitor:
    lead = house.worker(house.world.lead)
    carry(lead.context)
    lead.goes_to(f"/people/{person.pk}")
    lead.follows("Forms")
    lead.page.get_by_role("button", name="Fill it Flat at risk").click()
    lead.sees("Zoë Ángela Smith & Sons", "07700 900 123", "What is happening with your home?")
    then_it_is_without_mistakes(lead)
    lead.types("What is happening with your home?", "The landlord sells.\nWe “must go” by May.")
    lead.presses("Keep these answers")
    lead.sees("Nobody needs to ask that again.", "must go")
    return lead


def when_the_person_says_yes(house: House, person: Person) -> None:
    zoe = house.person(person)
    carry(zoe.context)
    zoe.goes_to("/me")
    zoe.follows("Forms filled for me")
    zoe.follows("Flat at risk")
    zoe.sees("07700 900 123", "The landlord sells.")
    then_it_is_without_mistakes(zoe)
    zoe.presses("Yes, this is right and may go")
    zoe.sees("It can go now.", "is not in your circle")
    then_it_is_without_mistakes(zoe)
    zoe.presses("Yes, it may go there, this once")
    zoe.sees("You said yes")


def then_the_file_says_what_she_told(lead: Visitor, person: Person) -> None:
    lead.page.reload()
    lead.sees("on their own page")
    lead.presses("Send it and keep it")
    lead.sees("They can read it too.")
    then_it_is_without_mistakes(lead)
    taken = lead.takes("Take the file")
    text = text_of(taken)
    assert "Name: Zoë Ángela Smith & Sons" in text
    assert "We “must go” by May." in text
    (sent,) = worlds.all_of(SentForm, person=person)
    assert bytes(sent.content) == taken.read_bytes()


def then_she_reads_what_was_sent(house: House, person: Person) -> None:
    zoe = house.person(person)
    zoe.goes_to("/me/journey")
    zoe.sees("Flat at risk sent")
    zoe.goes_to("/me/forms")
    zoe.follows("Flat at risk")
    zoe.sees("You did not have to tell us")
    (entry,) = worlds.all_of(Entry, person=person, kind="document")
    assert "landlord" not in entry.body


class TestSuggestingWords:
    def test_stands_beside_the_words_and_changes_none(self, house: House) -> None:
        person = worlds.known(house.world)
        lead = house.worker(house.world.lead)
        carry(lead.context)
        lead.goes_to(f"/people/{person.pk}")
        box = lead.page.get_by_role("textbox", name="Write", exact=True)
        box.fill("He failed to engage. “I am a junkie,” he said.")
        box.blur()

        lead.sees("One thing you could say otherwise.", "has not felt able to")
        lead.does_not_see("person with a dependence")
        then_it_is_without_mistakes(lead)
        lead.presses("Write")
        lead.sees("Written.")

        (entry,) = worlds.all_of(Entry, person=person, kind="conversation")
        assert entry.body == "He failed to engage. “I am a junkie,” he said."

    def test_comes_on_a_page_of_its_own_without_scripts(self, house: House) -> None:
        person = worlds.known(house.world)
        lead = house.worker(house.world.lead, java_script_enabled=False)
        lead.goes_to(f"/people/{person.pk}")
        lead.types("Write", "She failed to attend.")
        lead.presses("Look at my words first")

        lead.sees("was not able to come", "Nothing is saved yet.")
        lead.presses("Save it")
        lead.sees("Written.")
        (entry,) = worlds.all_of(Entry, person=person, kind="conversation")
        assert entry.body == "She failed to attend."


def text_of(file: Path) -> str:
    return "\n".join(paragraph.text for paragraph in Document(BytesIO(file.read_bytes())).paragraphs)


def then_it_is_without_mistakes(visitor: Visitor) -> None:
    assert violations(visitor.page) == []
