"""Papers, by typst: faces for whatever somebody's name is written in, and what is said where there is none.

Words come as data, so that nothing anybody wrote is read as an instruction to the page.
"""

import json
import unicodedata
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst

from hearth.core.assets import BUILT

FACES = Path(__file__).parent / "paper_fonts"
NOTE = (
    "Some letters could not be printed here. They stand in the record as they were written; ask us to read them to you."
)
# Latin letters with their accents stand in typst's own faces.
LATIN = range(0x250)


def pdf(template: Path, told: Any, *, at: datetime) -> bytes:
    """The paper as PDF/UA-1, unless something on it cannot be drawn: a letter must not cost anybody the whole of it.

    The template reads what is told as `sys.inputs.told`, in JSON.
    """
    try:
        return _made(template, told, at, format="pdf", pdf_standards="ua-1")
    except typst.TypstError:
        return _made(template, told, at, format="pdf", pdf_standards="1.7")


def png(template: Path, told: Any, *, at: datetime, dots_an_inch: float) -> bytes:
    """The first page as a picture."""
    return _made(template, told, at, format="png", ppi=dots_an_inch)


def _made(template: Path, told: Any, at: datetime, **how: Any) -> bytes:
    words = {"told": json.dumps(told)}
    moment = at.astimezone(UTC).replace(microsecond=0)
    return bytes(typst.compile(template, font_paths=_faces(), sys_inputs=words, timestamp=moment, **how))


@cache
def _faces() -> typst.Fonts:
    """Ours and typst's own, never the machine's: a paper looks the same wherever it is made."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[BUILT / "fonts", FACES])


def note(words: str) -> str:
    """What a paper says if some of its letters are in none of our faces; empty if all are."""
    return NOTE if missing(words) else ""


def missing(words: str) -> str:
    """The letters of a text that would come out as empty boxes, each once, in order."""
    seen = dict.fromkeys(letter for letter in words if ord(letter) not in LATIN)
    return "".join(one for one in seen if unicodedata.category(one)[0] in "LM" and ord(one) not in letters())


@cache
def letters() -> frozenset[int]:
    """Every letter beyond Latin that our faces can draw."""
    faces = sorted([*FACES.glob("*.otf"), *FACES.glob("*.ttf")])
    return frozenset().union(*(_letters_of(face) for face in faces))


def _letters_of(face: Path) -> set[int]:
    from fontTools.ttLib import TTFont  # needed by a paper with such letters alone

    with TTFont(face, lazy=True) as font:
        return set(font.getBestCmap())
