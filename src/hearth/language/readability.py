"""How easily a text is read, and which three sentences to change first. Pure.

Sources: Flesch-Kincaid grade, J. P. Kincaid and others, Derivation of new readability formulas for Navy enlisted
personnel, Research Branch Report 8-75, 1975. SMOG grade, G. H. McLaughlin, SMOG grading: a new readability formula,
Journal of Reading 12 (8), 1969. Both answer with an American school year; a child in it is five years older.
Syllables are counted on pyphen's English hyphenation and on groups of vowels, whichever finds more.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from math import sqrt

import pyphen

# Target for letters and the person's own pages (DOMAIN 4.20): a reading age of 9 to 11.
TARGET_AGE = 11.0
AGE_IN_FIRST_GRADE = 5
MANY_SYLLABLES = 3
LONG_SENTENCE = 20
FIRST_TO_CHANGE = 3
SENTENCE = re.compile(r"[^.!?…\n]+(?:[.!?…]+[”\"’')]*|\n|$)")
DOT_INSIDE = re.compile(r"\b(Dr|Mr|Mrs|Ms|St|e\.g|i\.e|etc|No)\.|(?<=\d)\.(?=\d)|(?<=\b[A-Z])\.(?=[A-Z]\b)")
WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
VOWELS = re.compile(r"[aeiouyàâäéèêëîïôöùûü]+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence and its own grade; `why` says in words what makes it hard."""

    words: str
    grade: float
    why: str

    @property
    def is_long(self) -> bool:
        """Whether it says too much at once; otherwise single words make it hard."""
        return len(WORD.findall(self.words)) > LONG_SENTENCE


@dataclass(frozen=True, slots=True)
class Reading:
    """How a text reads. Grades are American school years; `age` is how old one is in that year, in years."""

    words: int
    sentences: int
    grade: float
    smog: float
    age: float
    change_first: tuple[Sentence, ...]

    @property
    def is_easy(self) -> bool:
        """Whether somebody of eleven can read it."""
        return self.age <= TARGET_AGE


def reading_of(text: str) -> Reading:
    """How a text reads, and the three hardest of its sentences. A text without words reads at no age: zero."""
    sentences = sentences_in(text)
    counted = [(sentence, [syllables(word) for word in WORD.findall(sentence)]) for sentence in sentences]
    counted = [(sentence, each) for sentence, each in counted if each]
    if not counted:
        return Reading(0, 0, 0.0, 0.0, 0.0, ())
    every = [count for _, each in counted for count in each]
    grade = flesch_kincaid(words=len(every), sentences=len(counted), syllables=sum(every))
    long_words = sum(count >= MANY_SYLLABLES for count in every)
    return Reading(
        words=len(every),
        sentences=len(counted),
        grade=round(grade, 1),
        smog=round(smog(long_words=long_words, sentences=len(counted)), 1),
        age=round(max(grade, 0) + AGE_IN_FIRST_GRADE, 1),
        change_first=_hardest(counted),
    )


def flesch_kincaid(*, words: int, sentences: int, syllables: int) -> float:
    """The Flesch-Kincaid grade, an American school year. Source: Kincaid and others 1975."""
    return 0.39 * words / sentences + 11.8 * syllables / words - 15.59


def smog(*, long_words: int, sentences: int) -> float:
    """The SMOG grade, an American school year; meant for 30 sentences or more. Source: McLaughlin 1969."""
    return 1.0430 * sqrt(long_words * 30 / sentences) + 3.1291


def sentences_in(text: str) -> list[str]:
    """The sentences of a text; a line of its own is one. Dots in "Dr." and "3.5" end none."""
    held = DOT_INSIDE.sub(lambda dot: dot.group().replace(".", "\0"), text)
    found = (sentence.strip().replace("\0", ".") for sentence in SENTENCE.findall(held))
    return [sentence for sentence in found if WORD.search(sentence)]


@lru_cache(maxsize=20_000)
def syllables(word: str) -> int:
    """How many syllables an English word has, as near as hyphenation and vowels tell."""
    return sum(_syllables(part) for part in re.split(r"[-'’]", word.lower()) if part) or 1


def _syllables(part: str) -> int:
    return max(len(_hyphenation().positions(part)) + 1, _vowel_groups(part), 1)


def _vowel_groups(part: str) -> int:
    groups = len(VOWELS.findall(part))
    silent = re.search(r"(?<=[^aeiouyl])es?$|(?<=[aeiouy]l)es?$|(?<=[^aeioudt])ed$", part)
    return groups - 1 if silent and not re.search(r"([sxzcg]|ch|sh)es$", part) else groups


@cache
def _hyphenation() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="en_GB")


def _hardest(counted: list[tuple[str, list[int]]]) -> tuple[Sentence, ...]:
    graded = [
        Sentence(sentence, round(flesch_kincaid(words=len(each), sentences=1, syllables=sum(each)), 1), _why(sentence))
        for sentence, each in counted
        if len(each) > MANY_SYLLABLES
    ]
    hard = [one for one in graded if one.grade + AGE_IN_FIRST_GRADE > TARGET_AGE]
    return tuple(sorted(hard, key=lambda one: -one.grade)[:FIRST_TO_CHANGE])


def _why(sentence: str) -> str:
    words = WORD.findall(sentence)
    long_words = list(dict.fromkeys(word for word in words if syllables(word) >= MANY_SYLLABLES))
    parts = [f"{len(words)} words"] if len(words) > LONG_SENTENCE else []
    return "; ".join([*parts, *([f"long words: {', '.join(long_words)}"] if long_words else [])])
