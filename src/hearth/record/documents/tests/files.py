"""Files to add, honest and otherwise. Everything in them is invented."""

import io
import json
import zipfile
from functools import cache
from typing import Any

import docx
import openpyxl
import typst
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pypdf import PdfReader, PdfWriter

LETTER = "Dear Keeley, the flat in Foss Walk is yours from Monday."
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
TWO_GIGABYTES = 2 * 1024**3


@cache
def pdf(*pages: str) -> bytes:
    """A PDF with these words, a page each."""
    said = list(pages or (LETTER,))
    source = b"#for page in json(bytes(sys.inputs.pages)) [#page #pagebreak(weak: true)]"
    return typst.compile(source, sys_inputs={"pages": json.dumps(said)})


@cache
def locked_pdf() -> bytes:
    """A PDF that asks for a password."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf())))
    writer.encrypt("otter-lamp", algorithm="AES-256")
    return _written(writer.write)


def picture(form: str = "PNG", size: tuple[int, int] = (40, 30), **more: Any) -> bytes:
    """A small picture, grey."""
    return _written(lambda to: Image.new("RGB", size, "grey").save(to, form, **more))


def photo_with_place() -> bytes:
    """A photo as a phone makes it: where it was taken is written into it."""
    exif = Image.Exif()
    exif[0x0110] = "Phone of Keeley"
    exif.get_ifd(0x8825).update({1: "N", 2: (53.0, 57.0, 36.0), 3: "W", 4: (1.0, 4.0, 48.0)})
    return picture("JPEG", exif=exif)


@cache
def word(*paragraphs: str) -> bytes:
    """A Word document."""
    made = docx.Document()
    for words in paragraphs or (LETTER,):
        made.add_paragraph(words)
    return _written(made.save)


@cache
def excel() -> bytes:
    """A sheet with two rows."""
    book = openpyxl.Workbook()
    book.active.append(["Rent", 412])
    book.active.append(["Left over", 31.5])
    return _written(book.save)


def open_document(kind: str = "text", words: str = LETTER, **parts: str) -> bytes:
    """A document as LibreOffice writes it, with further parts."""
    space = 'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    content = f"<body {space}><text:p>{words[:10]}<text:span>{words[10:]}</text:span></text:p></body>"
    return packed({"mimetype": f"application/vnd.oasis.opendocument.{kind}", "content.xml": content, **parts})


def slides() -> bytes:
    """Two slides."""
    space = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    slide = "<a:sld {0}><a:p><a:r><a:t>{1}</a:t></a:r></a:p></a:sld>"
    main = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
    return packed(
        {
            "[Content_Types].xml": f'<Types><Override ContentType="{main}"/></Types>',
            "ppt/presentation.xml": "<p/>",
            "ppt/slides/slide2.xml": slide.format(space, "Second"),
            "ppt/slides/slide1.xml": slide.format(space, "First"),
        }
    )


def mail(body: str = LETTER, kind: str = "plain") -> bytes:
    """An e-mail with something attached."""
    return (
        "From: Tom Marsh <tom@housing.example>\r\nTo: hub@hearth.example\r\nSubject: The flat\r\n"
        "Date: Fri, 20 Nov 2026 14:10:00 +0000\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/mixed; boundary="x"\r\n\r\n'
        f"--x\r\nContent-Type: text/{kind}; charset=utf-8\r\n\r\n{body}\r\n"
        '--x\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename="keys.pdf"\r\n\r\nkeys\r\n'
        "--x--\r\n"
    ).encode()


def packed(parts: dict[str, Any], *, stored: bool = False) -> bytes:
    """A packed file with these parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED) as archive:
        for name, words in parts.items():
            archive.writestr(name, words)
    return made.getvalue()


def sent(content: bytes, name: str = "letter.pdf") -> SimpleUploadedFile:
    """As a browser sends it, whatever the browser says it is."""
    return SimpleUploadedFile(name, content, content_type="text/html")


def _written(save: Any) -> bytes:
    made = io.BytesIO()
    save(made)
    return made.getvalue()
