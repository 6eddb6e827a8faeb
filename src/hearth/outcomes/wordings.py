"""A file of licensed words, looked at item by item before it is kept. Pure.

The file is JSON: instrument, version, language, title, introduction, items; each item its number, words, answers from
left to right, and whether it counts the other way round. Words are plain text and are never shown as anything else.
"""

import json
from dataclasses import dataclass
from typing import Any

from hearth.core.errors import NotPossible
from hearth.outcomes.instruments import Instrument

LONGEST = 500
MOST_BYTES = 200_000
NOT_A_FILE = "This is not a file of words for a measure. It should be JSON, as the page describes it."
TOO_LARGE = "This file is too large to be the words of one measure."


@dataclass(frozen=True, slots=True)
class Item:
    """One question as it is asked: its number, its words, and its answers from the lowest to the highest."""

    number: int
    words: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """Everything of a measure that is read aloud or on a screen, in one language."""

    language: str
    title: str
    introduction: str
    items: tuple[Item, ...]

    def item(self, number: int) -> Item:
        """One of the items. Raises LookupError."""
        found = next((item for item in self.items if item.number == number), None)
        if found is None:
            raise LookupError(f"no item {number}")
        return found


@dataclass(frozen=True, slots=True)
class WordingFile:
    """A file that was read: which measure and version it says it is for, and its words."""

    code: str
    version: int
    words: Words
    reversed: frozenset[int]


def read(content: bytes) -> dict[str, Any]:
    """The file as an object. Raises NotPossible for anything else."""
    if len(content) > MOST_BYTES:
        raise NotPossible(TOO_LARGE)
    try:
        told = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as problem:
        raise NotPossible(NOT_A_FILE) from problem
    if not isinstance(told, dict):
        raise NotPossible(NOT_A_FILE)
    return told


def problems(told: dict[str, Any], *, of: Instrument) -> list[str]:
    """What is wrong with the file for this measure, item by item, each as a sentence. Empty if it can be kept."""
    found = []
    if (told.get("instrument"), told.get("version")) != (of.code, of.version):
        found.append(f"The file is not for {of.name}, version {of.version} (instrument {of.code}).")
    for name in ("language", "title", "introduction"):
        if not _is_text(told.get(name), may_be_empty=name == "introduction"):
            found.append(f"“{name}” should be a line of text.")
    items = told.get("items")
    if not isinstance(items, list):
        return [*found, "There is no list of items."]
    numbers = [item.get("number") if isinstance(item, dict) else None for item in items]
    found += [f"Item {number} is missing." for number in of.numbers if numbers.count(number) == 0]
    found += [f"Item {number} stands there more than once." for number in of.numbers if numbers.count(number) > 1]
    if any(number not in of.numbers for number in numbers):
        found.append(f"There is an item that {of.name} does not have. Its items are 1 to {of.items}.")
    return found + [line for item in items if isinstance(item, dict) for line in _of_item(item, of)]


def _of_item(item: dict[str, Any], of: Instrument) -> list[str]:
    number, answers = item.get("number"), item.get("answers")
    if number not in of.numbers:
        return []
    found = [] if _is_text(item.get("words")) else [f"Item {number} has no words, or more than {LONGEST} letters."]
    if not isinstance(answers, list) or len(answers) != len(of.answers):
        found.append(f"Item {number} should have {len(of.answers)} answers, from left to right.")
    elif not all(_is_text(answer) for answer in answers) or len(set(answers)) != len(answers):
        found.append(f"Item {number} has an answer without words, or twice the same.")
    if not isinstance(item.get("reversed"), bool):
        found.append(f"Item {number} does not say whether it counts the other way round (“reversed”).")
    elif item["reversed"] != (number in of.reversed):
        way = "should" if number in of.reversed else "should not"
        found.append(f"Item {number} {way} count the other way round here. File and scoring do not agree: ask first.")
    return found


def parsed(told: dict[str, Any], *, of: Instrument) -> WordingFile:
    """The words of a file. Raises NotPossible with the first few things that are wrong with it."""
    wrong = problems(told, of=of)
    if wrong:
        more = f" And {len(wrong) - 5} more." if len(wrong) > 5 else ""
        raise NotPossible(" ".join(wrong[:5]) + more)
    turned = frozenset(item["number"] for item in told["items"] if item["reversed"])
    return WordingFile(of.code, of.version, words_of(told), turned)


def words_of(told: Any) -> Words:
    """The words of a file that was looked at, or as it was kept. `told` is JSON."""
    return Words(
        language=told["language"],
        title=told["title"],
        introduction=told["introduction"],
        items=tuple(
            Item(item["number"], item["words"], tuple(item["answers"]))
            for item in sorted(told["items"], key=lambda item: item["number"])
        ),
    )


def numbered(of: Instrument) -> Words:
    """A measure without its words: the numbers of its items and answers, to enter what was filled in on paper."""
    places = ("1st", "2nd", "3rd", *(f"{n}th" for n in range(4, 12)))
    answers = tuple(f"{places[n]} box" for n in range(len(of.answers)))
    items = tuple(Item(number, f"Item {number}", answers) for number in of.numbers)
    return Words("", of.name, "", items)


def _is_text(value: Any, *, may_be_empty: bool = False) -> bool:
    if not isinstance(value, str) or len(value) > LONGEST:
        return False
    return (may_be_empty or bool(value.strip())) and all(letter.isprintable() or letter == "\n" for letter in value)
