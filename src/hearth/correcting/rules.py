"""Asking for a correction, answering it, and what changed between two versions. No database, no clock."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from hearth.core.errors import NotPossible

LONGEST = 20_000
# Comparing takes time with the square of the length: longer versions are compared line by line, or shown whole.
MOST_COMPARED = 4_000
PIECES = re.compile(r"\s+|[^\s]+")
LINES = re.compile(r"[^\n]*\n|[^\n]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of two versions: "same" in both, "added" in the newer, or "removed" from the older."""

    kind: str
    words: str


def changes(old: str, new: str) -> list[Piece]:
    """What became of the old words in the new ones, in reading order. Nothing of either is left out."""
    olds, news = _pieces(old, new)
    matcher = SequenceMatcher(None, olds, news, autojunk=False)
    found: list[Piece] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            found.append(Piece("same", "".join(olds[i1:i2])))
            continue
        if i2 > i1:
            found.append(Piece("removed", "".join(olds[i1:i2])))
        if j2 > j1:
            found.append(Piece("added", "".join(news[j1:j2])))
    return found


def _pieces(old: str, new: str) -> tuple[Sequence[str], Sequence[str]]:
    for pattern in (PIECES, LINES):
        olds, news = pattern.findall(old), pattern.findall(new)
        if len(olds) + len(news) <= MOST_COMPARED:
            return olds, news
    return [old], [new]


def check_ask(*, words: str, statement: str, waits: bool) -> None:
    """Raises NotPossible without words, with more than anyone reads, or while an earlier request is not answered."""
    if waits:
        raise NotPossible("You have asked about this already. The answer is on its way.")
    if not words.strip():
        raise NotPossible("Say in a few words what is not right.")
    if max(len(words), len(statement)) > LONGEST:
        raise NotPossible(f"That is longer than {LONGEST:,} letters. Say the most important of it.")


def check_answer(*, answered: bool, reason: str) -> None:
    """Raises NotPossible without a reason, or once it is answered."""
    if answered:
        raise NotPossible("Somebody has answered this already.")
    if not reason.strip():
        raise NotPossible("Say why, in words they can read.")


def check_told(words: str) -> None:
    """Raises NotPossible without words: how they were told, or why they need not be."""
    if not words.strip():
        raise NotPossible("Say how they were told, or why they need not be.")


def check_is_ours(*, source: str) -> None:
    """Raises NotPossible for what came from another record: it stays as it came."""
    if source == "imported":
        raise NotPossible(
            "This came from another record, so it stays as it came. Let their words stand beside it, and tell whoever "
            "wrote it."
        )
