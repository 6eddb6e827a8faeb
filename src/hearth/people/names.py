"""Names as a search sees them: folded to plain letters, and the keys by which a mistyped one is still found.

Every different word of a name is learnt once: under itself with each one letter left out (two spellings one slip apart
share such a key) and under how it sounds. What somebody typed becomes the same keys. Nothing here knows the database.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

from jellyfish import metaphone

from hearth.people.codes import KeyKind

# Letters that no decomposition takes apart.
PLAIN = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "\u0131": "i",
        "ħ": "h",
        "ŋ": "ng",
        "ß": "ss",
    }
)
MARKS = re.compile("[\u0300-\u036f\u0610-\u061a\u064b-\u0652\u0670]")
APOSTROPHES = re.compile("['\u2019\u2018\u02bc\u02bb`\u00b4\u2032]")
BETWEEN_WORDS = re.compile(r"[\s\-\u2010-\u2015.,;:/()\[\]\"“”&+_]+")
PLAIN_LETTERS = re.compile("[a-z]+")
FIRST_VOWEL = re.compile("^[AEIOU]")
LONGEST_WORD = 40
MOST_WORDS = 8
SHORTEST_SOUND = 3


def folded(text: str) -> str:
    """The text in small plain letters, accents and vowel marks taken off; other scripts stay as they are."""
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return unicodedata.normalize("NFC", MARKS.sub("", decomposed)).translate(PLAIN)


def name_words(text: str) -> list[str]:
    """The words of a name: "Siân O'Neill-Ward" is sian, oneill, ward. Works in any script."""
    bare = APOSTROPHES.sub("", folded(text))
    words = [_letters(word) for word in BETWEEN_WORDS.split(bare)]
    return [word[:LONGEST_WORD] for word in words if word][:MOST_WORDS]


def spellings(part: str) -> set[str]:
    """The words of a given or a family name and what they make together.

    Of "Mary-Ann" mary, ann and maryann; of "O'Neill" oneill and neill.
    """
    words = name_words(part)
    pairs = {first + second for first, second in pairwise(words)}
    tails = {tail for end in APOSTROPHES.split(folded(part))[1:] for tail in name_words(end)[:1] if len(tail) > 2}
    return {word[:LONGEST_WORD] for word in {*words, *pairs, *tails}}


def deletions(word: str) -> set[str]:
    """The word with each one letter left out; nothing for a single letter."""
    return {word[:place] + word[place + 1 :] for place in range(len(word))} - {"", word}


def sound(word: str) -> str:
    """How an English speaker would say it, as a key; empty where that means nothing."""
    if len(word) < SHORTEST_SOUND or not PLAIN_LETTERS.fullmatch(word):
        return ""
    spoken = FIRST_VOWEL.sub("A", metaphone(word).replace(" ", ""))
    return f"~{spoken}" if len(spoken) > 1 else ""


def short_for(word: str) -> set[str]:
    """The other names of its families: of "bob" robert, rob, bobby and the rest."""
    return {name for family in _families().get(word, ()) for name in family} - {word}


def learnt_keys(words: Iterable[str]) -> Iterator[tuple[str, str, KeyKind]]:
    """What the list of known words keeps of each: (key, word, kind)."""
    for word in words:
        yield word, word, KeyKind.NAME
        for shorter in deletions(word):
            yield shorter, word, KeyKind.DELETION
        if spoken := sound(word):
            yield spoken, word, KeyKind.SOUND


def _letters(word: str) -> str:
    """Without signs that belong to no name; letters, their marks and digits of any script stay."""
    return "".join(sign for sign in word if unicodedata.category(sign)[0] in "LMN")


@cache
def _families() -> dict[str, tuple[frozenset[str], ...]]:
    groups = json.loads((Path(__file__).parent / "nicknames.json").read_text(encoding="utf-8"))
    families: dict[str, tuple[frozenset[str], ...]] = {}
    for group in map(frozenset, groups):
        for name in group:
            families[name] = (*families.get(name, ()), group)
    return families
