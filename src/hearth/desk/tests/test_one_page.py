from io import BytesIO

import pytest
from django.utils.timezone import localdate, now
from pypdf import PdfReader
from tests import world as worlds

from hearth.desk import sheet
from hearth.desk.sheet import Part
from hearth.people.details import NeedDetails
from hearth.record.models import HealthFact
from hearth.sharing.models import Look

pytestmark = pytest.mark.django_db


def pages(made):
    return [page.extract_text() for page in PdfReader(BytesIO(made)).pages]


class TestOnePage:
    def test_is_one_page_in_the_order_of_the_screen(self, world, lead):
        person = worlds.known(world, how_to_talk="After eleven.", needs=[NeedDetails("adjustment", "A quiet room")])

        (page,) = pages(lead.get(f"/people/{person.id}/one-page").content)

        found = [
            page.index(words) for words in ("Keeley", "When things are bad", "After eleven.", "Allergies", "Who holds")
        ]
        assert found == sorted(found)
        assert "Priya Nair" in page
        assert "A quiet room" in page

    def test_stays_one_page_and_loses_no_allergy_whatever_stands_there(self, world, lead):
        person = worlds.known(world, how_to_talk="Slowly, please. " * 600)
        with worlds.acting_as(worlds.SYSTEM, at=world.at):
            HealthFact.objects.bulk_create(
                HealthFact(person=person, kind="allergy", what=f"Thing {n}", said_by="Keeley", said_on=localdate())
                for n in range(25)
            )

        (page,) = pages(lead.get(f"/people/{person.id}/one-page").content)

        assert all(f"Thing {n}." in page for n in range(25))
        assert "More stands in Hearth." in page

    def test_leaves_a_trace_and_is_not_kept_by_the_browser(self, person, lead):
        answer = lead.get(f"/people/{person.id}/one-page")

        assert answer["Cache-Control"] == "no-store"
        assert answer["Content-Type"] == "application/pdf"
        assert "Keeley" not in answer["Content-Disposition"]
        assert [look.what for look in worlds.all_of(Look)] == ["one page"]

    def test_is_not_there_for_somebody_outside(self, person, outsider):
        assert outsider.get(f"/people/{person.id}/one-page").status_code == 404


class TestPdf:
    @pytest.mark.parametrize("words", ["", "#panic()", "*bold* $x$ <a> @b", "قالت إنها بخير", "🫖", "\\ \u0007"])
    def test_takes_words_as_words(self, words):
        assert len(pages(sheet.pdf(parts=[Part("", ["Keeley"]), Part("A", [words])], foot=words, at=now()))) == 1

    def test_shortens_what_keeps_safe_last_of_all_and_says_so(self):
        made = sheet.pdf(parts=[Part("", ["Keeley"]), Part("A", ["safe " * 40] * 300, safe=True)], foot="", at=now())

        (page,) = pages(made)
        assert "More stands in Hearth." in page
