"""Letters: for a window envelope, for a screen reader, and never anything but words."""

import io
from datetime import UTC, datetime

import pypdf
import pytest

from hearth.messaging import letters

AT = datetime(2026, 11, 20, 23, 30, 12, 500, tzinfo=UTC)
MILLIMETRE = 72 / 25.4


def read(**changed):
    told = {"name": "Keeley Marchbanks", "address": "3 Foss Walk, York\nYO1 9AA", "body": "Hello.\n\nBye.", "at": AT}
    return pypdf.PdfReader(io.BytesIO(letters.pdf(**{**told, **changed})))


class TestPdf:
    def test_says_what_was_written_and_to_whom(self):
        (page,) = read().pages

        told = page.extract_text().splitlines()
        assert [line.strip() for line in told] == [
            "Keeley Marchbanks",
            "3 Foss Walk",
            "York",
            "YO1 9AA",
            "20 November 2026",
            "Hello.",
            "Bye.",
        ]

    def test_says_below_what_words_of_the_trade_mean(self):
        (page,) = read(body="Your advocate comes too.").pages

        assert "What some of these words mean advocate: Somebody on your side" in " ".join(page.extract_text().split())

    def test_can_be_read_aloud(self):
        pdf = read()

        assert pdf.root_object["/Lang"] == "en-GB"
        assert pdf.root_object["/MarkInfo"]["/Marked"]
        assert pdf.metadata.title == "Letter"
        assert "pdfuaid:part" in pdf.xmp_metadata.stream.get_data().decode()

    def test_stands_where_the_window_is(self):
        places = {}

        def note(text, page, line, _font, _size):
            across = line[4] * page[0] + line[5] * page[2] + page[4]
            up = line[4] * page[1] + line[5] * page[3] + page[5]
            places.setdefault(text.strip(), (across / MILLIMETRE, 297 - up / MILLIMETRE))

        (page,) = read().pages
        page.extract_text(visitor_text=note)

        for line in ("Keeley Marchbanks", "YO1 9AA"):
            left, top = places[line]
            assert 24.6 <= left <= 120
            assert 39.5 <= top <= 66.3
        assert min(top for words, (_, top) in places.items() if words in {"20 November 2026", "Hello.", "Bye."}) > 95

    def test_keeps_a_long_address_in_the_window(self):
        (page,) = read(address=", ".join(f"Line {number}" for number in range(20))).pages

        assert "Line 5" in page.extract_text()
        assert "Line 6" not in page.extract_text()

    @pytest.mark.parametrize("words", ['#panic("x")', "$ x^2 $", "*bold* _it_ @ref", "\\ #let", '"]) #sys.inputs'])
    def test_never_takes_words_for_instructions(self, words):
        (page,) = read(body=words).pages

        assert words in page.extract_text()

    def test_has_as_many_pages_as_the_words_need(self):
        assert len(read(body="A long story. " * 2000).pages) > 3
