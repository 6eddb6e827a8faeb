"""The program that opens a file: `reader.py KIND FILE FOLDER`. It writes pictures of pages and `told.json` to FOLDER.

A file that somebody else made may be made to break whatever opens it. So it is opened here, in a process of its own
with little memory and little time, which knows no secret and no database; it imports nothing of Hearth.
"""

import email
import email.policy
import json
import re
import resource
import sys
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from email.message import EmailMessage
from html.parser import HTMLParser
from itertools import islice
from pathlib import Path
from typing import IO

import openpyxl
import pypdfium2
from PIL import Image, ImageOps

MEMORY_BYTES = 1536 * 1024 * 1024
CPU_SECONDS = 60
WRITTEN_BYTES = 64 * 1024 * 1024
MOST_SHOWN = 20
MOST_PAGES = 1000
# One page as wide as a desk's column, twice over for sharp screens; a photo no larger than that either way.
PAGE_DOTS = 1240
PHOTO_DOTS = 1600
MOST_DOTS = 80_000_000
QUALITY = 80
# PostgreSQL keeps 1 MB of search words a row: 100,000 characters of four bytes are well below it.
PAGE_CHARACTERS = 100_000
ALL_CHARACTERS = 2_000_000
MOST_ROWS = 50_000
PARTS = {
    "docx": r"word/(document|footnotes|endnotes|header\d*|footer\d*)\.xml",
    "pptx": r"ppt/slides/slide\d+\.xml",
    "odt": r"content\.xml",
    "ods": r"content\.xml",
    "odp": r"content\.xml",
}
Told = tuple[int, int, str, list[str]]


def main(kind: str, file: Path, folder: Path) -> None:
    """Open one file and write down what it shows and says."""
    confine()
    pages, shown, problem, texts = read(kind, file, folder)
    kept, cut = within_bounds(texts)
    told = {"pages": pages, "shown": shown, "problem": problem or ("long" if cut else ""), "texts": kept}
    (folder / "told.json").write_text(json.dumps(told))


def confine() -> None:
    """No more memory, time and disk than opening an honest file takes."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (WRITTEN_BYTES, WRITTEN_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def read(kind: str, file: Path, folder: Path) -> Told:
    """How many pages there are and were drawn, what stood in the way, and the words of each page."""
    if kind == "pdf":
        return read_pdf(file, folder)
    if kind in {"jpeg", "png", "webp"}:
        draw_photo(file, folder)
        return 1, 1, "", []
    if kind == "eml":
        return 0, 0, "", ["\n".join(words_of_mail(file))]
    if kind == "xlsx":
        return 0, 0, "", list(words_of_sheets(file))
    return 0, 0, "", list(words_of_parts(file, PARTS[kind]))


def read_pdf(file: Path, folder: Path) -> Told:
    """Pictures of the first pages, the words of all."""
    pdf = pypdfium2.PdfDocument(file)
    count, texts = len(pdf), []
    for number in range(min(count, MOST_PAGES)):
        page = pdf[number]
        texts.append(page.get_textpage().get_text_bounded())
        if number < MOST_SHOWN:
            width, height = page.get_size()
            scale = min(PAGE_DOTS / max(width, 1), 2 * PAGE_DOTS / max(height, 1))
            save(page.render(scale=scale).to_pil(), folder / f"{number + 1}.webp")
        page.close()
    return count, min(count, MOST_SHOWN), "long" if count > MOST_SHOWN else "", texts


def draw_photo(file: Path, folder: Path) -> None:
    """The picture upright and drawn anew, so that where and with what it was taken stays behind."""
    Image.MAX_IMAGE_PIXELS = MOST_DOTS
    with Image.open(file) as photo:
        photo.draft("RGB", (PHOTO_DOTS, PHOTO_DOTS))
        upright = ImageOps.exif_transpose(photo)
        upright.thumbnail((PHOTO_DOTS, PHOTO_DOTS))
        save(upright, folder / "1.webp")


def save(picture: Image.Image, path: Path) -> None:
    """The dots and nothing else."""
    mode = "RGBA" if picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info else "RGB"
    bare = picture.convert(mode)
    bare.info.clear()
    bare.save(path, "WEBP", quality=QUALITY, exif=b"", icc_profile=b"", xmp=b"")


def words_of_mail(file: Path) -> Iterator[str]:
    """Who wrote what to whom and when, and what hangs on it by name."""
    with file.open("rb") as opened:
        mail = email.message_from_binary_file(opened, _class=EmailMessage, policy=email.policy.default)
    for header in ("From", "To", "Date", "Subject"):
        if mail[header]:
            yield f"{header}: {mail[header]}"
    body = mail.get_body(("plain", "html"))
    if body is not None:
        words = body.get_content()
        yield ""
        yield Words.of(words) if body.get_content_subtype() == "html" else words
    for part in mail.iter_attachments():
        yield f"Attached: {part.get_filename() or 'without a name'}"


class Words(HTMLParser):
    """The words of a page, without what it would do."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.silent = 0

    @classmethod
    def of(cls, page: str) -> str:
        words = cls()
        words.feed(page)
        return re.sub(r"\n\s*\n+", "\n\n", "".join(words.said)).strip()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.silent += tag in {"script", "style"}
        if tag in {"p", "br", "div", "tr", "li", "h1", "h2", "h3"}:
            self.said.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in {"script", "style"} and self.silent > 0

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.said.append(data)


def words_of_sheets(file: Path) -> Iterator[str]:
    """Each sheet as one page, a line for each row."""
    with file.open("rb") as opened:  # by its name it would not be taken
        book = openpyxl.load_workbook(opened, read_only=True, data_only=True)
        for sheet in book.worksheets:
            rows = islice(sheet.iter_rows(values_only=True), MOST_ROWS)
            lines = ("\t".join(str(cell) for cell in row if cell is not None) for row in rows)
            yield "\n".join([sheet.title, *(line for line in lines if line)])


def words_of_parts(file: Path, wanted: str) -> Iterator[str]:
    """Each part of the document as one page, a line for each paragraph."""
    with zipfile.ZipFile(file) as packed:
        names = [name for name in packed.namelist() if re.fullmatch(wanted, name)]
        for name in sorted(names, key=lambda name: [int(n) for n in re.findall(r"\d+", name)] or [0]):
            with packed.open(name) as part:
                yield "\n".join(filter(None, paragraphs(part)))


def paragraphs(part: IO[bytes]) -> Iterator[str]:
    """The words of each paragraph. What was struck out, and what makes a page number, is not said."""
    for _, element in ET.iterparse(part):  # noqa: S314  as said above
        space, _, name = element.tag.rpartition("}")
        if name in {"p", "h"}:
            is_open_document = "opendocument" in space
            words = element.itertext() if is_open_document else (one.text or "" for one in element.iter(f"{space}}}t"))
            yield "".join(words).strip()
            element.clear()


def within_bounds(texts: list[str]) -> tuple[list[tuple[int, str]], bool]:
    """Pages that say something, counted from 1, as long as there is room; and whether something was left out."""
    kept: list[tuple[int, str]] = []
    left = ALL_CHARACTERS
    cut = False
    for page, text in enumerate(texts, 1):
        words = text.replace("\x00", "").encode("utf-8", "ignore").decode().replace("\r\n", "\n").strip()
        own = words[: min(left, PAGE_CHARACTERS)]
        cut = cut or len(own) < len(words)
        left -= len(own)
        if own:
            kept.append((page, own))
    return kept, cut


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
