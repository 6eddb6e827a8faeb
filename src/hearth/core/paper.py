"""Letters on paper: the faces for whatever somebody's name is written in, and what is said where there is none."""

import struct
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from hearth.core.assets import BUILT

FACES = Path(__file__).parent / "paper_fonts"
FONT_PATHS = [BUILT / "fonts", FACES]
NOTE = (
    "Some letters could not be printed here. They stand in the record as they were written; ask us to read them to you."
)
# Latin letters with their accents stand in typst's own faces.
LATIN = range(0x250)
BY_SEGMENTS, BY_GROUPS = 4, 12
LAST = 0xFFFF


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
    return frozenset(letter for face in faces for letter in _letters_of(face.read_bytes()))


def _letters_of(face: bytes) -> Iterator[int]:
    """Source: OpenType 1.9, cmap, formats 4 and 12; what a face maps to nothing is not told apart."""
    tables = struct.unpack(">H", face[4:6])[0]
    rows = (struct.unpack(">4s3I", face[12 + 16 * n : 28 + 16 * n]) for n in range(tables))
    start = next(offset for tag, _, offset, _ in rows if tag == b"cmap")
    for n in range(struct.unpack(">H", face[start + 2 : start + 4])[0]):
        at = start + struct.unpack(">I", face[start + 8 + 8 * n : start + 12 + 8 * n])[0]
        kind = struct.unpack(">H", face[at : at + 2])[0]
        if kind == BY_SEGMENTS:
            yield from _by_segments(face, at)
        elif kind == BY_GROUPS:
            yield from _by_groups(face, at)


def _by_segments(face: bytes, at: int) -> Iterator[int]:
    size = struct.unpack(">H", face[at + 6 : at + 8])[0]
    form = f">{size // 2}H"
    ends = struct.unpack(form, face[at + 14 : at + 14 + size])
    starts = struct.unpack(form, face[at + 16 + size : at + 16 + 2 * size])
    for first, last in zip(starts, ends, strict=True):
        if last != LAST:
            yield from range(first, last + 1)


def _by_groups(face: bytes, at: int) -> Iterator[int]:
    for n in range(struct.unpack(">I", face[at + 12 : at + 16])[0]):
        first, last, _ = struct.unpack(">3I", face[at + 16 + 12 * n : at + 28 + 12 * n])
        yield from range(first, last + 1)
