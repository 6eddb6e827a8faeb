"""The picture of a journey as a file to keep: SVG as it is drawn, PNG and PDF made of it, with the letters inside."""

import re
import textwrap
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from django.http import HttpResponse
from django.template.loader import render_to_string

from hearth.core import paper
from hearth.core.clocks import day_of
from hearth.record.journey.words import when_words
from hearth.record.pictures import Shown

TEMPLATE = Path(__file__).parent / "journey_paper.typ"
KINDS: Final = {"svg": "image/svg+xml", "png": "image/png", "pdf": "application/pdf"}
PIXELS_PER_INCH, LETTERS_A_LINE = 144, 130
# A drawing finds no face by itself for some letters: theirs is named. Words that run both ways are drawn whole in the
# one face that has both, or letters at the turn are lost.
ARABIC = "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff"
BOTH_WAYS = "DejaVu Sans Mono"
NAMED_FACES = {"Noto Sans Arabic": ARABIC, "Noto Sans Devanagari": "\u0900-\u097f", "Libertinus Serif": "\u1e00-\u1eff"}
RUNS = {face: re.compile(f"[{letters}]+(?: +[{letters}]+)*") for face, letters in NAMED_FACES.items()}
IN_WORDS = re.compile(r"(?<=>)[^<>]+(?=</text>)")
# The same sentence on every copy, whether or not anything is left out: that something is kept back tells nothing.
ALWAYS_SAID = "Nothing that somebody keeps private stands in a picture that leaves the house."


@dataclass(frozen=True, slots=True)
class Heading:
    """Whose picture it is, who made it, and with whose agreement, as it stands on the paper."""

    title: str
    made_by: str
    at: datetime


def svg(shown: Shown, heading: Heading) -> str:
    """The picture alone, whole in itself: no script, no link, nothing fetched from anywhere."""
    made = f"{shown.stretch}. Made on {when_words(day_of(heading.at))} by {heading.made_by}."
    lines, height = _lines(shown, heading), _height(shown, heading)
    context = {"shown": shown, "title": heading.title, "said": made, "lines": lines, "height": height}
    return render_to_string("record/journey_paper.svg.jinja", context)


def drawn(shown: Shown, heading: Heading, kind: str) -> bytes:
    """The file. `kind` is one of KINDS. Raises KeyError for any other."""
    whole = svg(shown, heading)
    if kind == "svg":
        return whole.encode()
    told = {
        "title": "A journey",
        "svg": IN_WORDS.sub(_with_other_letters, whole),
        "alt": shown.reading,
        "width": shown.picture.frame.width,
        "height": _height(shown, heading),
    }
    if kind == "png":
        return paper.png(TEMPLATE, told, at=heading.at, dots_an_inch=PIXELS_PER_INCH)
    return paper.pdf(TEMPLATE, told, at=heading.at)


def _lines(shown: Shown, heading: Heading) -> list[str]:
    """What stands below the picture, line by line."""
    narrowed = ["This shows a part only, as it was chosen."] if shown.is_narrowed else []
    reading = textwrap.wrap(shown.reading, LETTERS_A_LINE)
    return [*reading, " ".join([*narrowed, ALWAYS_SAID]), *filter(None, [_lost(shown, heading)])]


def _lost(shown: Shown, heading: Heading) -> str:
    names = [heading.title, heading.made_by, shown.reading, *(lane.name for lane in shown.picture.lanes)]
    return paper.note(" ".join([*names, *(quote.words for quote in shown.picture.quotes)]))


def _height(shown: Shown, heading: Heading) -> int:
    return round(shown.picture.height + 126 + 20 * len(_lines(shown, heading)))


def as_file(made: bytes, kind: str) -> HttpResponse:
    """A download whose name tells nothing of whom it is about."""
    response = HttpResponse(made, content_type=KINDS[kind])
    response["Content-Disposition"] = f'attachment; filename="journey.{kind}"'
    response["Cache-Control"] = "no-store"
    return response


def _with_other_letters(found: re.Match[str]) -> str:
    said = found[0]
    if re.search(f"[{ARABIC}]", said) and re.search(r"[^\W\d_]", re.sub(f"[{ARABIC}]", "", said)):
        return f'<tspan font-family="{BOTH_WAYS}" font-size="80%">{said}</tspan>'
    for face, letters in RUNS.items():
        said = letters.sub(rf'<tspan font-family="{face}">\g<0></tspan>', said)
    return said
