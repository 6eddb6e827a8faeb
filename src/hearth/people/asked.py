"""What somebody typed to find a person, understood: words of names, numbers, a birth date or year. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from hearth.people.keys import code_key, number_keys
from hearth.people.names import deletions, name_words, short_for, sound

WORD, SLIP, SOUND, SHORT_FOR, WHOLE_WORD = range(5)
NUMBERS_PLACE = 0
MOST_WORDS = 6
LONGEST_QUESTION = 200
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# April, Jan, May and others are people too: without a day before it, such a word stays a name.
MONTH_AND_NO_NAME = (
    r"(?:january|febr?(?:uary)?|mar|apr|jun|july?|aug|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
MONTH_WORD = rf"(?:{MONTH_AND_NO_NAME}|jan|march|april|may|june|august)"
SEPARATED = re.compile(r"(?<!\d)(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d{2})(?!\d)")
ISO = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
JOINED = re.compile(r"(?<!\d)(\d{2})(\d{2})((?:19|20)\d{2})(?!\d)")
WORDED = re.compile(rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+({MONTH_WORD}),?\s+(\d{{4}}|\d{{2}})(?!\d)", re.I)
MONTH_AND_YEAR = re.compile(
    rf"(?:(?<![\d/.\-])\d{{1,2}}[/.\-]|\b{MONTH_AND_NO_NAME}\s+)((?:18|19|20)\d{{2}})(?!\d)", re.I
)
YEAR = re.compile(r"(?<![\d\w])(?:born\s+)?((?:18|19|20)\d{2})(?![\d\w])", re.I)
EMAIL = re.compile(r"\S+@\S+")
NUMBER = re.compile(r"(?<!\w)\+?\(?\d[\d\s().\-]{3,}\d(?!\w)")
CODE = re.compile(r"(?=\S*\d)(?=\S*[^\W\d_])\S{4,}")


@dataclass(frozen=True, slots=True)
class Asked:
    """The question in parts. `years` holds the birth year asked for, if one was; `born` the whole date.

    `whole` says that no word is a part of one, as in a name told from beginning to end.
    """

    words: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    born: date | None = None
    years: tuple[int, ...] = ()
    whole: bool = False

    @property
    def is_empty(self) -> bool:
        return not (self.words or self.numbers)


def understand(typed: str, *, today: date) -> Asked:
    """What was typed, in parts: "bob kerr 14.3.84", "KERR, Robert 1984", "07700 900123", "999 000 0018"."""
    text = " ".join(typed.replace("\x00", " ").split())[:LONGEST_QUESTION]
    emails = EMAIL.findall(text)
    text = EMAIL.sub(" ", text)
    born, text = _birth_date(text, today)
    numbers = [found.group() for found in NUMBER.finditer(text)]
    text = NUMBER.sub(" ", text)
    year, text = _birth_year(text) if born is None else (born.year, text)
    codes = CODE.findall(text)
    return Asked(
        words=tuple(word for word in name_words(text) if not word.isdigit())[:MOST_WORDS],
        numbers=tuple(sorted({*_keys_of(numbers), *map(code_key, [*emails, *codes])})),
        born=born,
        years=(year,) if year else (),
    )


def asked_keys(asked: Asked) -> Iterator[tuple[str, int, int]]:
    """What to look up: (key, place of the word in the question, kind). Numbers have the place 0."""
    itself = WHOLE_WORD if asked.whole else WORD
    for place, word in enumerate(asked.words, start=1):
        yield word, place, itself
        yield from ((key, place, kind) for key, kind in _other_keys(word))
    for place in range(1, len(asked.words)):
        joined = "".join(asked.words[place - 1 : place + 1])
        yield from ((joined, either, itself) for either in (place, place + 1))
    yield from ((key, NUMBERS_PLACE, WORD) for key in asked.numbers)


def _other_keys(word: str) -> Iterator[tuple[str, int]]:
    yield from ((shorter, SLIP) for shorter in deletions(word))
    if spoken := sound(word):
        yield spoken, SOUND
    yield from ((name, SHORT_FOR) for name in short_for(word))


def _keys_of(numbers: list[str]) -> set[str]:
    return {max(keys, key=len) for keys in map(number_keys, numbers) if keys}


def _birth_date(text: str, today: date) -> tuple[date | None, str]:
    """The first whole date in the text, day before month as in Britain, and the text without it."""
    for pattern, order in ((ISO, "ymd"), (SEPARATED, "dmy"), (JOINED, "dmy"), (WORDED, "dmy")):
        for found in pattern.finditer(text):
            parts = dict(zip(order, found.groups(), strict=True))
            if born := _day(parts["d"], parts["m"], parts["y"], today):
                return born, f"{text[: found.start()]} {text[found.end() :]}"
    return None, text


def _day(day: str, month: str, year: str, today: date) -> date | None:
    number = MONTHS.index(month[:3].lower()) + 1 if month[:3].lower() in MONTHS else int(month)
    whole = int(year) if len(year) == 4 else _century(int(year), today)
    try:
        return date(whole, number, int(day))
    except ValueError:
        return None


def _century(two_digits: int, today: date) -> int:
    return 2000 + two_digits if 2000 + two_digits <= today.year else 1900 + two_digits


def _birth_year(text: str) -> tuple[int, str]:
    for pattern in (MONTH_AND_YEAR, YEAR):
        if found := pattern.search(text):
            return int(found.group(1)), f"{text[: found.start()]} {text[found.end() :]}"
    return 0, text
