"""Finding the words of a list in what somebody wrote: whole words, whatever the case, apostrophe or hyphen. Pure."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import ahocorasick

from hearth.language.quoting import is_quoted, quoted_spans

APOSTROPHES = "’‘ʼ`"
BLANKS = "\n\r\t\xa0\u2011-"
SEVERAL_BLANKS = re.compile(r" {2,}")


@dataclass(frozen=True, slots=True)
class Term:
    """One entry of the list: what to say instead and why, and every form that stands for it."""

    phrase: str
    suggestion: str
    why: str
    also: tuple[str, ...] = ()

    @property
    def forms(self) -> tuple[str, ...]:
        """The phrase itself and whatever else means it."""
        return (self.phrase, *self.also)


@dataclass(frozen=True, slots=True)
class Hit:
    """A term found in a text, from `start` to `end`, as it is written there."""

    term: Term
    start: int
    end: int
    words: str


class Finder:
    """A list of terms, prepared once. Looking through 100 kB for 5,000 of them takes milliseconds (docs/bench.md)."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self.automaton = ahocorasick.Automaton()
        for term in terms:
            for form in term.forms:
                key = _plain(_even(form)[0]).strip()
                if key:
                    self.automaton.add_word(key, (len(key), term))
        self.is_empty = len(self.automaton) == 0
        if not self.is_empty:
            self.automaton.make_automaton()

    def find(self, text: str) -> list[Hit]:
        """Every term in the order of the text, the longest where several begin; never within a quotation."""
        hits = self.find_anywhere(text)
        spans = quoted_spans(text) if hits else []
        return [hit for hit in hits if not is_quoted(hit.start, hit.end, spans)]

    def find_anywhere(self, text: str) -> list[Hit]:
        """The same, in quotations too."""
        if self.is_empty or not text:
            return []
        plain, places = _even(_plain(text))
        found = sorted(_whole_words(plain, self.automaton.iter(plain)), key=lambda one: (one[0], -one[1]))
        hits, last = [], 0
        for start, end, term in found:
            if start >= last:
                begins, ends = _place(start, places), _place(end - 1, places) + 1
                hits.append(Hit(term, begins, ends, text[begins:ends]))
                last = end
        return hits


def _whole_words(plain: str, matches: Iterable[tuple[int, tuple[int, Term]]]) -> Iterator[tuple[int, int, Term]]:
    for last, (length, term) in matches:
        start, end = last - length + 1, last + 1
        if (start == 0 or not plain[start - 1].isalnum()) and (end == len(plain) or not plain[end].isalnum()):
            yield start, end, term


def _plain(text: str) -> str:
    """The text in small letters, one character for each; apostrophes, hyphens and blanks alike."""
    small = text.lower()
    if len(small) != len(text):  # a few capitals become two letters
        small = "".join(lowered if len(lowered := letter.lower()) == 1 else letter for letter in text)
    for apostrophe in APOSTROPHES:
        small = small.replace(apostrophe, "'")
    for blank in BLANKS:
        small = small.replace(blank, " ")
    return small


def _even(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text with one blank where there were several, and from where on how many characters are missing."""
    parts, places, last, missing = [], [(0, 0)], 0, 0
    if "  " not in text:
        return text, places
    for blanks in SEVERAL_BLANKS.finditer(text):
        parts.append(text[last : blanks.start() + 1])
        last = blanks.end()
        missing += last - blanks.start() - 1
        places.append((last - missing, missing))
    return "".join([*parts, text[last:]]), places


def _place(position: int, places: list[tuple[int, int]]) -> int:
    """Where a character of the evened text stands in the text as it was written."""
    if len(places) == 1:
        return position
    return position + places[bisect_right(places, position, key=lambda place: place[0]) - 1][1]
