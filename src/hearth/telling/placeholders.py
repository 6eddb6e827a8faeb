"""A partner's file: whether it is safe to fill, and which places in it are to be filled. Pure.

Only plain places are taken: `{{ name }}` in a Word file, named fields in a PDF. A file that asks for more is
refused, so that nobody's template is ever a programme.
"""

import re
import zipfile
from io import BytesIO

from hearth.core.errors import NotPossible
from hearth.telling.codes import TemplateKind

MOST_BYTES = 5 * 1024 * 1024
MOST_UNPACKED = 40 * 1024 * 1024
PLACE = re.compile(r"\{\{\s*([A-Za-z_][A-Za-z0-9_]*)\s*\}\}")
ANY_PLACE = re.compile(r"\{\{.*?\}\}|\{%|\{#", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
WORD_PARTS = re.compile(r"word/(document|header\d*|footer\d*)\.xml$")
NOT_READ = "We cannot read this file. Save it once more as a Word file (.docx) or a PDF, and try again."
TOO_LARGE = "This file is too large to be a form. Five megabytes is the most."
ONLY_PLACES = (
    "This Word file asks for more than plain places. Write each place as {{ name }}, with letters, digits and _ only."
)
NO_PLACES = "This file has no place to fill. In Word write {{ name }} where an answer goes; in a PDF make form fields."
SCRIPTED = "This PDF has scripts in it. Ask the partner for one without."


def kind_of(content: bytes) -> TemplateKind:
    """What kind of file this is, by what is in it, whatever it is called. Raises NotPossible for any other."""
    if len(content) > MOST_BYTES:
        raise NotPossible(TOO_LARGE)
    if content.startswith(b"%PDF-"):
        return TemplateKind.PDF
    if content.startswith(b"PK\x03\x04") and _is_word(content):
        return TemplateKind.DOCX
    raise NotPossible(NOT_READ)


def places_in(content: bytes) -> list[str]:
    """The names of all places in a partner's file, in their order. Raises NotPossible with what to mend."""
    found = places_in_word(content) if kind_of(content) == TemplateKind.DOCX else places_in_pdf(content)
    if not found:
        raise NotPossible(NO_PLACES)
    return list(dict.fromkeys(found))


def places_in_word(content: bytes) -> list[str]:
    """Every `{{ name }}` of a Word file. Raises NotPossible for anything else in such brackets."""
    found: list[str] = []
    for xml in _word_parts(content):
        # As a reader sees it: Word cuts a place in pieces where its style changes.
        text = TAG.sub("", xml)
        for asked in ANY_PLACE.findall(text):
            if not PLACE.fullmatch(asked):
                raise NotPossible(ONLY_PLACES)
        found += PLACE.findall(text)
    return found


def places_in_pdf(content: bytes) -> list[str]:
    """Every form field of a PDF. Raises NotPossible for one that is locked, broken or has scripts."""
    from pypdf import PdfReader  # 36 MB of every web process, if it were read at start
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(BytesIO(content))
        if reader.is_encrypted:
            raise NotPossible("This PDF is locked with a password. Ask the partner for one without.")
        names = list((reader.get_fields() or {}).keys())
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError) as problem:
        raise NotPossible(NOT_READ) from problem
    if b"/JavaScript" in content or b"/JS " in content or b"/Launch" in content:
        raise NotPossible(SCRIPTED)
    return [str(name) for name in names]


def _is_word(content: bytes) -> bool:
    try:
        with zipfile.ZipFile(BytesIO(content)) as parts:
            names = {part.filename for part in parts.infolist()}
            unpacked = sum(part.file_size for part in parts.infolist())
    except zipfile.BadZipFile as problem:
        raise NotPossible(NOT_READ) from problem
    if unpacked > MOST_UNPACKED:
        raise NotPossible(TOO_LARGE)
    return "word/document.xml" in names and "word/vbaProject.bin" not in names


def _word_parts(content: bytes) -> list[str]:
    with zipfile.ZipFile(BytesIO(content)) as parts:
        return [
            parts.read(name).decode("utf-8", "replace") for name in sorted(parts.namelist()) if WORD_PARTS.match(name)
        ]
