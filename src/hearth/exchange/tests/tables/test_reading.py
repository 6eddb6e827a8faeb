import io

import pytest

from hearth.exchange.imported import Refused
from hearth.exchange.tables import reading
from hearth.exchange.tables.reading import Line, table

HEADER = "Forename,Surname,DOB"


def rows(content: bytes) -> list[Line]:
    with table(io.BufferedReader(io.BytesIO(content))) as found:
        return list(found.lines)


class TestTable:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
    def test_reads_every_encoding_excel_saves(self, encoding):
        (row,) = rows(f"{HEADER}\r\nRené,Brontë,3/10/1990\r\n".encode(encoding))

        assert row.cells == {"given": ["René"], "family": ["Brontë"], "birth": ["3/10/1990"]}

    @pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
    def test_finds_the_separator(self, separator):
        content = f"{HEADER}\nRose,Okafor,1990\n".replace(",", separator)

        assert rows(content.encode())[0].cells["family"] == ["Okafor"]

    def test_reads_line_breaks_inside_quotation_marks(self):
        content = b'Name,Address\n"Okafor, Rose","1 Long Street\nYork"\nSam Hill,\n'

        assert [(row.number, row.cells["name"]) for row in rows(content)] == [(2, ["Okafor, Rose"]), (4, ["Sam Hill"])]

    def test_joins_the_columns_of_an_address(self):
        (row,) = rows(b"Name,Address 1,Town,Post Code\nRose,1 Long Street,York,YO30 7AB\n")

        assert row.cells["address"] == ["1 Long Street", "York", "YO30 7AB"]

    def test_says_which_columns_have_no_place(self):
        with table(io.BufferedReader(io.BytesIO(b"Name,Shoe size\nRose,6\n"))) as found:
            assert found.unused == ("Shoe size",)

    def test_passes_over_empty_rows(self):
        assert [row.number for row in rows(b"Name\n\n,,\nRose\n")] == [4]

    def test_refuses_a_row_with_more_cells_than_the_header(self):
        (row, good) = rows(b"Name,DOB\nRose,3,10,1990\nSam,1990\n")

        assert "4 cells" in row.problem
        assert good.cells["name"] == ["Sam"]

    def test_refuses_a_row_whose_quotation_marks_do_not_close(self):
        (row, good) = rows(b'Name,DOB\n"Rose"x,1990\nSam,1990\n')

        assert "quotation marks" in row.problem
        assert good.cells["name"] == ["Sam"]

    def test_stops_at_a_line_without_end(self, monkeypatch):
        monkeypatch.setattr(reading, "LONGEST_LINE", 100)

        assert "longer than a million" in rows(b"Name\n" + b"x" * 300 + b"\nRose\n")[-1].problem

    @pytest.mark.parametrize(
        ("content", "words"),
        [
            (b"", "nothing in this file"),
            (b"\n", "nothing in this file"),
            (b"PK\x03\x04rest", "Excel workbook"),
            (b"\xd0\xcf\x11\xe0rest", "old Excel"),
            (b"%PDF-1.7", "PDF"),
            (b"Name\nRen\x81\n", "how this file is encoded"),
            ("Name\nRose\n".encode("utf-16-le"), "how this file is encoded"),
            (b"Colour,Size\nred,6\n", "No column says"),
            (b"First name,Forename\nRose,Rose\n", "seem to say the same"),
            (b"Name" + b",x" * 9_999 + b"\n", "10,000 columns"),
            (b'"Name\nRose\n', "first line"),
        ],
    )
    def test_refuses_a_file_that_is_no_list_of_people(self, content, words):
        with pytest.raises(Refused, match=words):
            rows(content)
