import zipfile
from datetime import UTC, datetime
from io import BytesIO

import pytest
from docx import Document
from pypdf import PdfReader, PdfWriter

from hearth.core.errors import NotPossible
from hearth.telling import making, placeholders
from hearth.telling.catalogue import BY_CODE, FACTS, OF_THE_RECORD, SECTION_OF, TOLD_HERE, guessed
from hearth.telling.codes import Origin, TemplateKind
from hearth.telling.rules import Answer
from hearth.telling.tests.partners import pdf_form, word_file, words_of

AT = datetime(2026, 11, 20, 12, tzinfo=UTC)


def locked():
    writer, made = PdfWriter(), BytesIO()
    writer.add_blank_page(100, 100)
    writer.encrypt("kettle")
    writer.write(made)
    return made.getvalue()


def zipped(**parts):
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return made.getvalue()


class TestPlacesIn:
    def test_finds_every_place_of_a_word_file_once(self):
        file = word_file("Name: {{ legal_name }}", "{{born}} {{ legal_name }}", "No place { here }")

        assert placeholders.places_in(file) == ["legal_name", "born"]

    def test_finds_a_place_that_word_has_cut_in_pieces(self):
        document, made = Document(), BytesIO()
        paragraph = document.add_paragraph("{{ leg")
        paragraph.add_run("al_na").bold = True
        paragraph.add_run("me }}")
        document.save(made)

        assert placeholders.places_in(made.getvalue()) == ["legal_name"]

    def test_finds_the_fields_of_a_pdf(self):
        assert placeholders.places_in(pdf_form("Name", "Date of birth", boxes=("Consent",))) == [
            "Name",
            "Date of birth",
            "Consent",
        ]

    @pytest.mark.parametrize(
        ("file", "says"),
        [
            (b"", "cannot read this file"),
            (b"GIF89a", "cannot read this file"),
            (b"PK\x03\x04 not a zip", "cannot read this file"),
            (b"%PDF-1.7 broken", "cannot read this file"),
            (zipped(other="x"), "cannot read this file"),
            (zipped(word__document__xml="x"), "cannot read this file"),
            (b"x" * (placeholders.MOST_BYTES + 1), "too large"),
            (word_file("No place"), "no place to fill"),
            (word_file("{{ ''.__class__ }}"), "more than plain places"),
            (word_file("{% for x in y %}"), "more than plain places"),
            (word_file("{{ name|upper }}"), "more than plain places"),
            (word_file("{# a note #}"), "more than plain places"),
            (pdf_form("Name") + b"/JavaScript", "has scripts"),
            (locked(), "locked with a password"),
        ],
    )
    def test_refuses_what_could_not_or_should_not_be_filled(self, file, says):
        with pytest.raises(NotPossible, match=says):
            placeholders.places_in(file)

    def test_refuses_a_file_that_unpacks_to_more_than_it_says(self):
        bomb = zipped(**{"word/document.xml": b"0" * (placeholders.MOST_UNPACKED + 1)})

        with pytest.raises(NotPossible, match="too large"):
            placeholders.places_in(bomb)


class TestFilled:
    def test_leaves_accents_and_ampersands_what_they_are(self):
        form = making.Form("A", "B", "C", TemplateKind.DOCX, word_file("{{ name }}", "{{ why }}"))

        made = making.filled(
            form, [said("name", "Zoë A & B <b>"), said("why", "One\nTwo {{ x }}")], confirmed="", at=AT
        )

        assert words_of(made.content) == ["Zoë A & B <b>", "One\nTwo {{ x }}"]
        assert made.ending == "docx"

    def test_fills_fields_and_ticks_boxes(self):
        form = making.Form("A", "B", "C", TemplateKind.PDF, pdf_form("Name", boxes=("Agreed", "Refused")))

        made = making.filled(
            form, [said("Name", "Zoë A & B"), said("Agreed", "Yes"), said("Refused", "No")], confirmed="", at=AT
        )

        fields = PdfReader(BytesIO(made.content)).get_fields()
        assert fields["Name"]["/V"] == "Zoë A & B"
        assert (fields["Agreed"]["/V"], fields["Refused"]["/V"]) == ("/On", "/Off")

    def test_prints_the_answers_with_who_told_them(self):
        form = making.Form("Housing", "City housing", "So that they help.", TemplateKind.PRINT)

        made = making.filled(form, [said("name", "Zoë #[A] & B"), said("gp", "")], confirmed="They said yes.", at=AT)

        text = "".join(page.extract_text() for page in PdfReader(BytesIO(made.content)).pages)
        assert "Zoë #[A] & B" in text
        assert "Not answered." in text
        assert "They said yes." in text


class TestCatalogue:
    def test_guesses_a_fact_by_the_name_of_a_place(self):
        assert [guessed(place) for place in ("Legal_Name", "Date of birth", "Tel.", "Hat size")] == [
            "legal_name",
            "birth_on",
            "phone",
            "",
        ]

    def test_names_every_fact_once_and_asks_what_has_no_other_home(self):
        assert len(BY_CODE) == len(FACTS)
        assert {fact for fact in TOLD_HERE if not BY_CODE[fact].question} == set()
        assert set(SECTION_OF) | TOLD_HERE < OF_THE_RECORD < set(BY_CODE)


def said(key, words):
    return Answer(key, key.capitalize(), "known_as", words, Origin.KNOWN, "Told to Mo")
