import hashlib
import io
import struct
import zipfile

import pytest
from django.test import override_settings

from hearth.record.documents import looking, office, refusals
from hearth.record.documents.codes import FileKind
from hearth.record.documents.refusals import Refused
from hearth.record.documents.tests import files

HONEST = {
    "letter.pdf": (files.pdf, FileKind.PDF),
    "photo.JPG": (lambda: files.picture("JPEG"), FileKind.JPEG),
    "photo.jpeg": (files.photo_with_place, FileKind.JPEG),
    "picture.png": (files.picture, FileKind.PNG),
    "picture.webp": (lambda: files.picture("WEBP"), FileKind.WEBP),
    "letter.docx": (files.word, FileKind.DOCX),
    "money.xlsx": (files.excel, FileKind.XLSX),
    "slides.pptx": (files.slides, FileKind.PPTX),
    "letter.odt": (files.open_document, FileKind.ODT),
    "money.ods": (lambda: files.open_document("spreadsheet"), FileKind.ODS),
    "slides.odp": (lambda: files.open_document("presentation"), FileKind.ODP),
    "mail.eml": (files.mail, FileKind.EML),
}


def look(content, name="letter.pdf"):
    return looking.look_at(io.BytesIO(content), name=name, size_bytes=len(content))


def word_with(**parts):
    made = io.BytesIO(files.word())
    with zipfile.ZipFile(made, "a") as archive:
        for name, words in parts.items():
            archive.writestr(name.replace("__", "/"), words)
    return made.getvalue()


def locked_parts():
    made = bytearray(files.open_document())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = made.find(mark)
        while place >= 0:
            made[place + at] |= 1
            place = made.find(mark, place + 4)
    return bytes(made)


def announcing(count):
    made = bytearray(files.open_document())
    struct.pack_into("<H", made, len(made) - 12, count)
    return bytes(made)


REFUSED = {
    "nothing in it": (b"", "letter.pdf", refusals.EMPTY),
    "a drawing with a program": (files.SVG, "drawing.svg", refusals.WEB_PAGE),
    "a drawing called a picture": (files.SVG, "drawing.png", refusals.WEB_PAGE),
    "a drawing after a long comment": (b"<?xml?><!--" + b"x" * 2000 + b"-->" + files.SVG, "a.svg", refusals.WEB_PAGE),
    "a web page": (b"<!DOCTYPE html><p>Hello", "page.html", refusals.WEB_PAGE),
    "a web page called a PDF": (b"\n <html><script>", "letter.pdf", refusals.WEB_PAGE),
    "an older Office": (looking.OLE + b"\0" * 600, "letter.doc", refusals.OLD_OFFICE),
    "an e-mail of Outlook": (looking.OLE + b"\0" * 600, "mail.msg", refusals.OUTLOOK),
    "an iPhone's own photo": (b"\0\0\0\x18ftypheic" + b"\0" * 60, "IMG_1.HEIC", refusals.HEIC),
    "a program": (b"MZ\x90\0" + b"\0" * 600, "letter.exe", refusals.PROGRAM),
    "a recording": (b"\0\0\0\x18ftypmp42" + b"\0" * 60, "voice.mp4", refusals.RECORDING),
    "plain words": (b"We talked.", "note.txt", refusals.WORDS),
    "something unknown": (b"\x00\x01\x02\x03" * 50, "thing.xyz", refusals.UNKNOWN),
    "a packed folder": (files.packed({"a.txt": "x"}), "folder.zip", refusals.PACKED),
    "a packed folder called a letter": (files.packed({"a.txt": "x"}), "letter.docx", refusals.PACKED),
    "a PDF called a photo": (files.pdf(), "photo.jpg", refusals.MISNAMED.format("PDF", ".jpg")),
    "a photo called a PDF": (files.picture("JPEG"), "letter.pdf", refusals.MISNAMED.format("photo", ".pdf")),
    "a PDF called a program": (files.pdf(), "letter.pdf.exe", refusals.MISNAMED.format("PDF", ".exe")),
    "a PDF with a packed folder behind it": (files.pdf() + files.packed({"a": "x"}), "a.pdf", refusals.TWO_IN_ONE),
    "a photo with a packed folder behind it": (
        files.picture("JPEG") + files.packed({"a": "x"}),
        "a.jpg",
        refusals.TWO_IN_ONE,
    ),
    "a photo that is a PDF too": (
        b"\xff\xd8\xff\xfe\x00\x20%PDF-1.4" + files.picture("JPEG"),
        "a.jpg",
        refusals.TWO_IN_ONE,
    ),
    "a photo that is a web page too": (
        b"\xff\xd8\xff\xfe\x00\x20<script>alert(1)</script>" + files.picture("JPEG"),
        "a.jpg",
        refusals.TWO_IN_ONE,
    ),
    "a packed file that is a PDF too": (
        files.packed({"x": b"%PDF-1.4", "mimetype": "y"}, stored=True),
        "a.pdf",
        refusals.PACKED,
    ),
    "a document that is a PDF too": (
        files.packed(
            {"%PDF-1.4": "", "mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}, stored=True
        ),
        "a.odt",
        refusals.TWO_IN_ONE,
    ),
    "a document with something behind it": (files.open_document() + b"more", "a.odt", refusals.TWO_IN_ONE),
    "a document that was cut off": (files.word()[:-400], "a.docx", refusals.BROKEN),
    "a PDF that was cut to its first words": (b"%PDF-1.7\n%", "a.pdf", refusals.BROKEN),
    "a picture that was cut off": (files.picture()[:20], "a.png", refusals.BROKEN),
    "a picture too large to draw": (files.picture(size=(13_000, 7_000)), "a.png", refusals.TOO_MANY_DOTS),
    "a picture that would fill all memory": (
        files.picture()[:16] + struct.pack(">II", 60_000, 60_000) + files.picture()[24:],
        "a.png",
        refusals.BROKEN,
    ),
    "a bomb": (
        files.open_document(**{"styles.xml": "0" * (office.SMALL_UNPACKED_BYTES + 1)}),
        "a.odt",
        refusals.UNPACKS_TO_TOO_MUCH,
    ),
    "a list of far too many parts": (announcing(6000), "a.odt", refusals.UNPACKS_TO_TOO_MUCH),
    "something packed inside": (word_with(word__a="", **{"word__inside.zip": "x"}), "a.docx", refusals.PACKED_INSIDE),
    "a macro": (word_with(word__vbaProject="", **{"word__vbaProject.bin": "x"}), "a.docx", refusals.CARRIES_A_PROGRAM),
    "a macro of LibreOffice": (files.open_document(**{"Basic/a.xml": "x"}), "a.odt", refusals.CARRIES_A_PROGRAM),
    "a document with a password": (locked_parts(), "a.odt", refusals.LOCKED_OFFICE),
    "a part that leads elsewhere": (files.open_document(**{"../../etc/cron": "x"}), "a.odt", refusals.BROKEN),
}


class TestLookAt:
    @pytest.mark.parametrize("name", HONEST)
    def test_knows_what_it_is_by_what_is_in_it(self, name):
        make, kind = HONEST[name]

        looked = look(make(), name)

        assert (looked.kind, looked.file_name, looked.is_locked) == (kind, name, False)
        assert looked.sha256 == hashlib.sha256(make()).hexdigest()
        assert looked.size_bytes == len(make())

    @pytest.mark.parametrize("what", REFUSED)
    def test_refuses_with_what_to_do_instead(self, what):
        content, name, words = REFUSED[what]

        with pytest.raises(Refused) as refused:
            look(content, name)

        assert str(refused.value) == words

    def test_refuses_what_is_larger_than_the_setting(self):
        with override_settings(UPLOAD_MAX_BYTES=100 * 1024), pytest.raises(Refused, match="larger than"):
            looking.look_at(io.BytesIO(files.pdf()), name="a.pdf", size_bytes=files.TWO_GIGABYTES)

    def test_takes_a_locked_pdf_and_says_so(self):
        assert look(files.locked_pdf()).is_locked

    def test_gives_an_ending_to_what_has_none(self):
        assert look(files.picture("JPEG"), "image").file_name == "image.jpg"

    def test_never_reads_a_part_of_what_is_packed_to_judge_its_size(self, monkeypatch):
        bomb = files.open_document(**{"styles.xml": "0" * (office.SMALL_UNPACKED_BYTES + 1)})

        def unpack(*_given, **_more):
            raise AssertionError

        monkeypatch.setattr(zipfile.ZipFile, "open", unpack)

        with pytest.raises(Refused, match="Unpacked"):
            look(bomb, "a.odt")
