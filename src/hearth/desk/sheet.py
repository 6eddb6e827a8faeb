"""One sheet of A4, whatever stands on it: letters become smaller first, and only then less urgent words fewer."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from io import BytesIO
from pathlib import Path

from hearth.core import paper

TEMPLATE = Path(__file__).parent / "one_page.typ"
SIZES = (11.0, 9.5, 8.0, 7.0)
# How many letters of each paragraph stay, once the smallest letters are not enough.
SHORTER = (600, 240, 80)
SHORTEST = 600
MORE = "… More stands in Hearth."


@dataclass(frozen=True, slots=True)
class Part:
    """A heading and its paragraphs. What is `safe` is shortened last, and says so where it was."""

    title: str
    paragraphs: list[str]
    safe: bool = False


def pdf(*, parts: Sequence[Part], foot: str, at: datetime) -> bytes:
    """The sheet on one page, as PDF/UA-1 unless something on it cannot be drawn."""
    from pypdf import PdfReader  # 36 MB of every web process, if it were read at start

    made = b""
    for size, some in _attempts(parts):
        made = _drawn(some, foot, size, at)
        if len(PdfReader(BytesIO(made)).pages) == 1:
            return made
    return made


def _attempts(parts: Sequence[Part]) -> list[tuple[float, list[Part]]]:
    whole = [(size, list(parts)) for size in SIZES]
    shorter = [(SIZES[-1], [part if part.safe else _cut(part, most) for part in parts]) for most in SHORTER]
    last = [(SIZES[-1], [_cut(part, most) for part in parts]) for most in (SHORTEST, 120, 40)]
    return [*whole, *shorter, *last]


def _cut(part: Part, most: int) -> Part:
    kept = part.paragraphs[: max(3, most // 10)]
    words = [text if len(text) <= most else text[:most] + MORE for text in kept]
    return replace(part, paragraphs=words if len(kept) == len(part.paragraphs) else [*words, MORE])


def _drawn(parts: Sequence[Part], foot: str, size: float, at: datetime) -> bytes:
    told = {"parts": [asdict(part) for part in parts], "foot": foot, "size": size}
    return paper.pdf(TEMPLATE, told, at=at)
