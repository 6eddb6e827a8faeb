"""Who lives in the invented city: names, birthdays and numbers, from one seeded source of chance."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

from hearth.core.values import NhsNumber, check_digit
from hearth.demonstration.moments import born

DATA = Path(__file__).parent / "data"
# Hand-written lives use the numbers below this one.
FIRST_NUMBER = 999_000_100
PRONOUNS = ("she/her", "he/him", "they/them", "")
NO_SUCH_DIGIT = 10


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody's names and birthday, as far as anyone knows them."""

    known_as: str
    given: str
    family: str
    pronouns: str
    birth_on: date | None
    birth_precision: str


@cache
def read_data(name: str) -> Any:
    """A data file of the city. Any: it is JSON, and each reader knows its own file."""
    return json.loads((DATA / f"{name}.json").read_text())


def nhs_numbers() -> Iterator[str]:
    """Numbers nobody will ever be given, with right check digits, in order. Source: NHS Data Dictionary, 999 range."""
    for nine in count(FIRST_NUMBER):
        digit = check_digit(str(nine))
        if digit != NO_SUCH_DIGIT:
            yield NhsNumber(f"{nine}{digit}").digits


def somebody(rng: Random, *, now: datetime) -> Named:
    """An invented person. Some have one name, some no birthday, some only a guess of one."""
    names = read_data("names")
    birth_on, precision = _birthday(rng, now)
    pronouns = rng.choices(PRONOUNS, weights=(40, 38, 5, 17))[0]
    if rng.random() < 0.03:
        word = rng.choice(names["one_word"])
        return Named(word, word, "", pronouns, birth_on, precision)
    roots = list(names["weights"])
    root = rng.choices(roots, weights=[names["weights"][name] for name in roots])[0]
    family_root = root if rng.random() < 0.85 else "north"
    given, family = rng.choice(names["given"][root]), rng.choice(names["family"][family_root])
    return Named(given, given, family, pronouns, birth_on, precision)


def _birthday(rng: Random, now: datetime) -> tuple[date | None, str]:
    kind = rng.choices(("day", "year", "estimated", "unknown"), weights=(88, 4, 4, 4))[0]
    if kind == "unknown":
        return None, kind
    age = int(rng.triangular(16, 88, 36))
    birthday = f"{rng.randint(1, 12):02}-{rng.randint(1, 28):02}" if kind == "day" else "01-01"
    return born(age, birthday, now=now), kind
