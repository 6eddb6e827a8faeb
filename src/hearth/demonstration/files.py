"""Files of the invented city: letters, a photo, an e-mail. Nobody and nothing in them is real."""

import io
import json
from email.message import EmailMessage

import docx
import typst
from PIL import Image, ImageDraw
from pypdf import PdfReader, PdfWriter

PAGES = b"#set page(margin: 2cm)\n#for page in json(bytes(sys.inputs.pages)) [#page #pagebreak(weak: true)]"


def letter(*pages: str) -> bytes:
    """A PDF with these words, a page each."""
    return bytes(typst.compile(PAGES, sys_inputs={"pages": json.dumps(pages)}))


def locked(password: str, *pages: str) -> bytes:
    """A PDF that asks for a password."""
    writer, made = PdfWriter(clone_from=PdfReader(io.BytesIO(letter(*pages)))), io.BytesIO()
    writer.encrypt(password, algorithm="AES-256")
    writer.write(made)
    return made.getvalue()


def photo() -> bytes:
    """A post box at the end of a street, in very few strokes."""
    drawn, made = Image.new("RGB", (640, 420), "#cfe0e6"), io.BytesIO()
    pen = ImageDraw.Draw(drawn)
    pen.rectangle((0, 300, 640, 420), fill="#8f8f86")
    pen.rounded_rectangle((270, 120, 370, 330), radius=28, fill="#a8321f")
    pen.rectangle((290, 170, 350, 180), fill="#1b1410")
    drawn.save(made, "JPEG", quality=80)
    return made.getvalue()


def word(*paragraphs: str) -> bytes:
    """A Word document."""
    document, made = docx.Document(), io.BytesIO()
    for words in paragraphs:
        document.add_paragraph(words)
    document.save(made)
    return made.getvalue()


def e_mail(*, sender: str, to: str, subject: str, body: str) -> bytes:
    """An e-mail as somebody saved it."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, to, subject
    message.set_content(body)
    return message.as_bytes()
