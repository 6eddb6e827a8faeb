"""Making the file that leaves: the partner's own, filled, or our print. Pure: the same answers make the same words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path

from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from hearth.core import paper
from hearth.telling.codes import TemplateKind
from hearth.telling.rules import Answer

PRINT = Path(__file__).parent / "form.typ"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
YES = {"yes", "ja", "true", "on"}


@dataclass(frozen=True, slots=True)
class Form:
    """What is on the page besides the answers."""

    name: str
    goes_to: str
    purpose: str
    kind: str
    template: bytes = b""


@dataclass(frozen=True, slots=True)
class Made:
    """The file, what it is, and how its name ends."""

    content: bytes
    content_type: str
    ending: str


def filled(form: Form, answers: Sequence[Answer], *, confirmed: str, at: datetime) -> Made:
    """The form with these answers in it. `confirmed` is the sentence under our own print that says who confirmed it."""
    words = {answer.key: answer.words for answer in answers}
    if form.kind == TemplateKind.DOCX:
        return Made(filled_word(form.template, words), DOCX, "docx")
    if form.kind == TemplateKind.PDF:
        return Made(filled_pdf(form.template, words), PDF, "pdf")
    return Made(printed(form, answers, confirmed=confirmed, at=at), PDF, "pdf")


def filled_word(template: bytes, words: Mapping[str, str]) -> bytes:
    """The partner's Word file with its places filled. Names with accents and "A & B" stay what they are."""
    from docxtpl import DocxTemplate  # 24 MB of every web process, if it were read at start

    document = DocxTemplate(BytesIO(template))
    # Only plain places are in it (see `placeholders`); the sandbox is the second lock.
    environment = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    document.render(dict(words), jinja_env=environment, autoescape=True)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def filled_pdf(template: bytes, words: Mapping[str, str]) -> bytes:
    """The partner's PDF with its form fields filled; boxes are ticked for a yes."""
    from pypdf import PdfReader, PdfWriter  # 36 MB of every web process, if it were read at start

    writer = PdfWriter(clone_from=PdfReader(BytesIO(template)))
    known = writer.get_fields() or {}
    values = {name: _value(known[name], said) for name, said in words.items() if name in known}
    for page in writer.pages:
        if "/Annots" in page:
            writer.update_page_form_field_values(page, values, auto_regenerate=False)
    writer.set_need_appearances_writer(True)
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def _value(field: Mapping[str, object], said: str) -> str:
    from pypdf.generic import NameObject

    if field.get("/FT") != "/Btn":
        return said
    states = field.get("/_States_")
    on = [str(state) for state in states if state != "/Off"] if isinstance(states, list) else []
    is_yes = said.strip().lower().rstrip(".") in YES
    return NameObject(on[0] if on else "/Yes") if is_yes else NameObject("/Off")


def printed(form: Form, answers: Sequence[Answer], *, confirmed: str, at: datetime) -> bytes:
    """Our own print as PDF/UA-1, each answer with who told it and when."""
    told = {
        "name": form.name,
        "goes_to": f"For {form.goes_to}",
        "purpose": form.purpose,
        "answers": [{"label": one.label, "words": one.words, "source": one.source} for one in answers],
        "confirmed": " ".join(filter(None, (confirmed, paper.note(" ".join(one.words for one in answers))))),
    }
    return paper.pdf(PRINT, told, at=at)
