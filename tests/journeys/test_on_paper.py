"""The form for professionals is two sides of paper; each page of one's own has a twin on paper."""

import io

import pytest
from pypdf import PdfReader

from hearth.people.models import Person
from hearth.plans.tests.plans import card, sign
from tests import world as worlds
from tests.journeys.house import House, Visitor
from tests.journeys.test_weight import MINE

pytestmark = pytest.mark.browser
FURNITURE = ("Leave this page", "Sign out", "Print this page", "I am done")


@pytest.fixture
def keeley(house: House) -> Person:
    person = worlds.known(house.world)
    sign(house.world, person, card(house.world, person))
    worlds.written(house.world, person, "We sat by the river.")
    return person


class TestOnPaper:
    def test_asking_for_somebody_fits_on_two_pages_of_a4(self, house: House) -> None:
        visitor = house.somebody()
        visitor.goes_to("/refer")

        paper = PdfReader(io.BytesIO(visitor.page.pdf(prefer_css_page_size=True)))

        assert len(paper.pages) == 2
        words = "".join(page.extract_text() for page in paper.pages)
        assert "What you will keep doing" in words
        assert "Your e-mail" in words

    def test_every_page_of_mine_has_a_twin_without_furniture(self, house: House, keeley: Person) -> None:
        own = house.person(keeley)

        papers = {path: on_paper(own, path) for path in MINE}

        assert [path for path, (words, head) in papers.items() if head not in words or "Printed " not in words] == []
        # The page about being safe speaks of leaving.
        furniture = {path: found_in(words) for path, (words, _) in papers.items() if path != "/me/devices"}
        assert {path: found for path, found in furniture.items() if found} == {}


def found_in(words: str) -> list[str]:
    return [piece for piece in FURNITURE if piece.lower() in words.lower()]


def on_paper(visitor: Visitor, path: str) -> tuple[str, str]:
    """The words of the page as it is printed, and its heading."""
    visitor.goes_to(path)
    paper = PdfReader(io.BytesIO(visitor.page.pdf(format="A4")))
    words = " ".join(" ".join(page.extract_text() for page in paper.pages).split())
    return words, " ".join(visitor.page.locator("h1").inner_text().split())
