"""A letter as a PDF that a screen reader can read as well."""

import re
from datetime import datetime
from pathlib import Path

from hearth.core import paper
from hearth.core.clocks import day_of
from hearth.language.jargon import explained

TEMPLATE = Path(__file__).parent / "letter.typ"
MOST_LINES = 7


def pdf(*, name: str, address: str, body: str, at: datetime) -> bytes:
    """The letter on A4, addressed for a window envelope, as PDF/UA-1. Commas or lines part the address."""
    day = day_of(at)
    told = {
        "title": "Letter",
        "address": [name, *address_lines(address)][:MOST_LINES],
        "date": f"{day.day} {day:%B %Y}",
        "paragraphs": [paragraph.splitlines() for paragraph in re.split(r"\n\s*\n", body.strip())]
        + _more(name, address, body),
    }
    return paper.pdf(TEMPLATE, told, at=at)


def _paragraphs(body: str) -> list[list[str]]:
    return [paragraph.splitlines() for paragraph in re.split(r"\n\s*\n", body.strip())]


def _more(name: str, address: str, body: str) -> list[list[str]]:
    """What stands below the letter: words explained, and that letters are missing, if some are."""
    lost = paper.note(f"{name} {address} {body}")
    return [*_terms(body), *([[lost]] if lost else [])]


def _terms(body: str) -> list[list[str]]:
    """Words of the trade in the letter, said plainly below it: on paper nobody can tap."""
    terms = explained(body)
    return [["What some of these words mean", *(f"{one.phrase}: {one.suggestion}" for one in terms)]] if terms else []


def address_lines(address: str) -> list[str]:
    """The parts of an address, one a line."""
    return [part.strip() for part in re.split(r"[,\n]", address) if part.strip()]
