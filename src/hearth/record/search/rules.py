"""Pure rules of searching: what a question is, and which words around a find are shown."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from unicodedata import normalize

MOST_LETTERS = 200
BEFORE, AFTER = 10, 26
WORD = re.compile(r"\w+(?:[’'\-]\w+)*")
# A minus before a word would ask for everything that lacks it; here it is a word like any other.
MINUS = re.compile(r"(?<!\S)-+")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a snippet; `found` if they are what was looked for."""

    text: str
    found: bool = False


def question(typed: str) -> str:
    """What is asked of the database: 200 letters at most, in one line. Quotation marks keep words together."""
    plain = "".join(letter if letter.isprintable() else " " for letter in normalize("NFC", typed))
    return " ".join(MINUS.sub("", plain).split())[:MOST_LETTERS]


def words_of(text: str) -> set[str]:
    """Each word of a text, once."""
    return set(WORD.findall(text))


def snippet(text: str, hits: Collection[str]) -> list[Piece]:
    """The words around the first find, with every find among them told apart. The beginning if nothing is found."""
    text = " ".join(text.split())
    words = list(WORD.finditer(text))
    first = next((n for n, word in enumerate(words) if word[0] in hits), 0)
    shown = words[max(0, first - BEFORE) : first + AFTER]
    if not shown:
        return [Piece(text)] if text else []
    begins = shown[0].start() if first > BEFORE else 0
    ends = shown[-1].end() if first + AFTER < len(words) else len(text)
    pieces = _pieces(text[begins:ends], hits)
    dots_before, dots_after = [Piece("… ")] * (begins > 0), [Piece(" …")] * (ends < len(text))
    return [*dots_before, *pieces, *dots_after]


def _pieces(text: str, hits: Collection[str]) -> list[Piece]:
    pieces, last = [], 0
    for word in WORD.finditer(text):
        if word[0] in hits:
            pieces += [Piece(text[last : word.start()])] if word.start() > last else []
            pieces.append(Piece(word[0], found=True))
            last = word.end()
    return [*pieces, Piece(text[last:])] if last < len(text) else pieces
