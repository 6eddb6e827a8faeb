"""The form for professionals is two sides of paper."""

import io

import pytest
from pypdf import PdfReader

from tests.journeys.house import House

pytestmark = pytest.mark.browser


class TestOnPaper:
    def test_asking_for_somebody_fits_on_two_pages_of_a4(self, house: House) -> None:
        visitor = house.somebody()
        visitor.goes_to("/refer")

        paper = PdfReader(io.BytesIO(visitor.page.pdf(prefer_css_page_size=True)))

        assert len(paper.pages) == 2
        words = "".join(page.extract_text() for page in paper.pages)
        assert "What you will keep doing" in words
        assert "Your e-mail" in words
