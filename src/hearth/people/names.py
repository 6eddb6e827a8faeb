"""Names as a search sees them: folded to plain letters, and the keys by which a mistyped one is still found.

Every name is kept under itself, under itself with each one letter left out (two spellings one slip apart share such a
key), under how it sounds, and under the names it is short for. Nothing here knows the database.
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
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return unicodedata.normalize("NFC", MARKS.sub("", decomposed)).translate(PLAIN)


def name_words(text: str) -> list[str]:
    """The words of a name: "Siân O'Neill-Ward" is sian, oneill, ward. Works in any script."""
    bare = APOSTROPHES.sub("", folded(text))
    words = [_letters(word) for word in BETWEEN_WORDS.split(bare)]
    return [word[:LONGEST_WORD] for word in words if word][:MOST_WORDS]


def spellings(name: str) -> set[str]:
    """The words of a name and what they make together: of "Mary-Ann" mary, ann, maryann; of "O'Neill" oneill, neill."""
    words = name_words(name)
    pairs = {first + second for first, second in pairwise(words)}
    tails = {tail for part in APOSTROPHES.split(folded(name))[1:] for tail in name_words(part)[:1] if len(tail) > 2}
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


def nickname_keys(word: str) -> set[str]:
    """One key for each family of names it belongs to: Bob and Robert share one."""
    return {f"={family}" for family in _families().get(word, ())}


def keys_of_word(word: str) -> Iterator[tuple[str, KeyKind]]:
    """Everything one word is kept under, or looked for by."""
    yield word, KeyKind.NAME
    for shorter in deletions(word):
        yield shorter, KeyKind.DELETION
    if spoken := sound(word):
        yield spoken, KeyKind.SOUND
    for family in nickname_keys(word):
        yield family, KeyKind.NICKNAME


def keys_of_names(names: Iterable[str]) -> dict[str, KeyKind]:
    """Every key of these names; where two words share one, it counts as what says most."""
    keys: dict[str, KeyKind] = {}
    for word in sorted({word for name in names for word in spellings(name)}):
        for key, kind in keys_of_word(word):
            keys[key] = min(kind, keys.get(key, kind))
    return keys


def _letters(word: str) -> str:
    """Without signs that belong to no name; letters, their marks and digits of any script stay."""
    return "".join(sign for sign in word if unicodedata.category(sign)[0] in "LMN")


@cache
def _families() -> dict[str, tuple[str, ...]]:
    groups: list[list[str]] = json.loads((Path(__file__).parent / "nicknames.json").read_text(encoding="utf-8"))
    families: dict[str, tuple[str, ...]] = {}
    for group in groups:
        for name in group:
            families[name] = (*families.get(name, ()), group[0])
    return families
