"""A letter is added by a worker, looked at, read by the person, and closed for everyone else."""

import re

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from hearth.people.models import Person
from hearth.record.documents.jobs import look_after
from hearth.record.documents.tests import files
from tests import world as worlds
from tests.journeys.axe import carry
from tests.journeys.house import House, Visitor
from tests.journeys.looks import mistakes_on

pytestmark = pytest.mark.browser
DOCUMENT = re.compile(r"/documents/[0-9a-f-]{36}$")
LETTER = {"name": "Letter.pdf", "mimeType": "application/pdf", "buffer": files.pdf("The flat is yours.", "Keys")}
DRAWING = {"name": "drawing.png", "mimeType": "image/png", "buffer": files.SVG}


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
class TestADocument:
    def test_is_added_read_and_closed(self, house: House, scripts: bool) -> None:
        keeley = worlds.known(house.world)
        priya = house.worker(house.world.lead, java_script_enabled=scripts)

        carry(priya.context)

        when_a_drawing_is_sent_it_is_refused(priya, keeley)
        when_a_letter_is_added_on_the_persons_page(priya, keeley)
        when_it_has_been_looked_after()
        then_pages_and_words_are_shown(priya, scripts=scripts)

        herself = house.person(keeley, java_script_enabled=scripts)
        carry(herself.context)
        then_the_person_reads_it(herself, scripts=scripts)
        when_they_close_it(herself)
        then_nobody_else_finds_it(priya, keeley)


def when_a_drawing_is_sent_it_is_refused(lead: Visitor, keeley: Person) -> None:
    lead.goes_to(f"/people/{keeley.id}/documents")
    lead.page.get_by_label("The file, or a photo of it").set_input_files(DRAWING)  # type: ignore[arg-type]
    lead.presses("Add it")
    lead.sees("can carry a program")


def when_a_letter_is_added_on_the_persons_page(lead: Visitor, keeley: Person) -> None:
    lead.goes_to(f"/people/{keeley.id}")
    lead.page.get_by_label("A letter, a photo, an e-mail").set_input_files(LETTER)  # type: ignore[arg-type]
    lead.presses("Add it")
    lead.is_at(DOCUMENT)
    lead.sees("Not checked for viruses", "Its pages are being drawn")


def when_it_has_been_looked_after() -> None:
    for job in ProcrastinateJob.objects.filter(task_name="record.documents.jobs.look_after"):
        look_after(**job.args)


def then_pages_and_words_are_shown(lead: Visitor, *, scripts: bool) -> None:
    lead.follows("Look again")
    lead.sees("Page 2 of 2", "The words on page 1")
    picture = lead.page.locator("figure img").first.get_attribute("src")
    drawn = lead.context.request.get(str(picture))
    assert (drawn.status, drawn.headers["content-type"]) == (200, "image/webp")
    assert without_mistakes(lead, scripts=scripts)


def then_the_person_reads_it(herself: Visitor, *, scripts: bool) -> None:
    herself.goes_to("/me")
    herself.follows("My documents")
    herself.follows("Letter")
    herself.sees("Added by Priya Nair", "Page 1 of 2")
    assert without_mistakes(herself, scripts=scripts)


def when_they_close_it(herself: Visitor) -> None:
    herself.follows("Close it for everyone else")
    herself.sees("will not know about this")
    herself.chooses("No: leave no trace of it")
    herself.presses("Close it")
    herself.sees("It is closed. Only you read it now.")


def then_nobody_else_finds_it(lead: Visitor, keeley: Person) -> None:
    assert lead.goes_to(lead.page.url) == 404
    lead.goes_to(f"/people/{keeley.id}/documents")
    lead.does_not_see("Letter.pdf", "PDF, ")


def without_mistakes(visitor: Visitor, *, scripts: bool) -> bool:
    """At every size and in every light, where there are scripts to ask with."""
    return not scripts or mistakes_on(visitor.page) == []
