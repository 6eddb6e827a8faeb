"""A list of people as it comes out of a spreadsheet: CSV in whatever encoding and with whatever separator."""

import codecs
import csv
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedReader, TextIOWrapper

from hearth.exchange.imported import Refused
from hearth.exchange.tables.columns import meanings

LONGEST_LINE = 1_000_000
SEPARATORS = ",;\t|"
CHUNK = 1024 * 1024
NOT_TEXT = {
    b"PK\x03\x04": "This is an Excel workbook. Please save it as “CSV UTF-8” first.",
    b"\xd0\xcf\x11\xe0": "This is an old Excel workbook. Please save it as “CSV UTF-8” first.",
    b"%PDF": "This is a PDF, not a list in CSV.",
}
UTF16 = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


@dataclass(frozen=True, slots=True)
class Line:
    """One row: the line of the file it begins on, and its words by field; or why it cannot be read."""

    number: int
    cells: dict[str, list[str]]
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    unused: tuple[str, ...]
    lines: Iterator[Line]


@contextmanager
def table(stream: BufferedReader) -> Iterator[Table]:
    """The header and the rows of a file, read as they are needed. Raises Refused if it is no list of people."""
    text = TextIOWrapper(stream, encoding=_encoding(stream), newline="")
    try:
        yield _table(text)
    finally:
        text.detach()


def _table(text: TextIOWrapper) -> Table:
    first = text.readline(LONGEST_LINE)
    if not first.strip():
        raise Refused("There is nothing in this file.")
    text.seek(0)
    reader = csv.reader(_short_lines(text), delimiter=_separator(first), strict=True)
    try:
        header = [title.strip() for title in next(reader)]
    except csv.Error:
        raise Refused("The first line cannot be read: a quotation mark is never closed.") from None
    fields = meanings(header)
    unused = tuple(title for title, field in zip(header, fields, strict=True) if title and not field)
    return Table(unused, _lines(reader, fields))


def _encoding(stream: BufferedReader) -> str:
    """UTF-8 with or without Excel's mark, UTF-16 with its mark, else Windows-1252; found by reading it once."""
    start = stream.read(4)
    stream.seek(0)
    for mark, sentence in NOT_TEXT.items():
        if start.startswith(mark):
            raise Refused(sentence)
    marked = next((name for mark, name in UTF16.items() if start.startswith(mark)), None)
    for encoding in [marked] if marked else ["utf-8-sig", "cp1252"]:
        if _reads_as(stream, encoding):
            return encoding
    raise Refused("We cannot tell how this file is encoded. Please save it as “CSV UTF-8”.")


def _reads_as(stream: BufferedReader, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    stream.seek(0)
    try:
        while data := stream.read(CHUNK):
            if "\0" in decoder.decode(data):
                return False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    finally:
        stream.seek(0)
    return True


def _separator(first: str) -> str:
    return max(SEPARATORS, key=first.count)


def _short_lines(text: TextIOWrapper) -> Iterator[str]:
    while line := text.readline(LONGEST_LINE):
        if len(line) >= LONGEST_LINE:
            raise Refused("A line is longer than a million characters; from here on nothing was read.")
        yield line


def _lines(reader: "Iterator[list[str]]", fields: list[str]) -> Iterator[Line]:
    while True:
        number = reader.line_num + 1  # type: ignore[attr-defined]  # csv's reader has no public type
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield Line(number, {}, "The quotation marks of this row do not close where they should.")
            continue
        except Refused as problem:
            yield Line(number, {}, str(problem))
            return
        if any(cell.strip() for cell in cells):
            yield _row(number, cells, fields)


def _row(number: int, cells: list[str], fields: list[str]) -> Line:
    if len(cells) > len(fields) and any(cell.strip() for cell in cells[len(fields) :]):
        return Line(number, {}, f"This row has {len(cells)} cells, the first line has {len(fields)}.")
    told: dict[str, list[str]] = {}
    for field, cell in zip(fields, cells, strict=False):
        if field and cell.strip():
            told.setdefault(field, []).append(" ".join(cell.split()))
    return Line(number, told)
