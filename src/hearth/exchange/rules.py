"""Is this somebody who is here already? Three agreeing items say yes; anything less certain is a human's to decide.

| what agrees                                              | verdict |
|----------------------------------------------------------|---------|
| a number, birth date and part of a name, of one person   | matched |
| a number, but not all of the rest                        | held    |
| whole name and birth date, but no number                 | held    |
| anything less                                            | new     |

A number is an NHS number or one that another system knows them by.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from hearth.exchange.codes import HoldReason, Result
from hearth.exchange.imported import ImportedPerson
from hearth.people.codes import NHS_NUMBER


@dataclass(frozen=True, slots=True)
class Known:
    """What is known here of one person: enough to compare, no more. Names are (given, family) pairs as written."""

    person_id: UUID
    codes: frozenset[tuple[str, str]]
    birth_on: date | None
    birth_precision: str
    names: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    result: Result
    people: tuple[UUID, ...] = ()
    reason: HoldReason | None = None


def weigh(told: ImportedPerson, known: Iterable[Known]) -> Verdict:
    """Whether somebody another record tells of is one of these people. Source: DOMAIN 4.19, match on three items."""
    here, numbers = list(known), codes(told)
    by_number = [person for person in here if person.codes & numbers]
    alike = [person for person in here if same_birth_date(told, person) and same_whole_name(told, person)]
    everyone = tuple(dict.fromkeys(person.person_id for person in (*by_number, *alike)))
    if not everyone:
        return Verdict(Result.TAKEN)
    if len(everyone) > 1:
        return Verdict(Result.HELD, everyone, HoldReason.SEVERAL)
    if not by_number:
        return Verdict(Result.HELD, everyone, HoldReason.SAME_NAME_AND_BIRTH)
    if same_birth_date(told, by_number[0]) and shares_a_name(told, by_number[0]):
        return Verdict(Result.MATCHED, everyone)
    return Verdict(Result.HELD, everyone, HoldReason.SAME_NUMBER)


def codes(told: ImportedPerson) -> frozenset[tuple[str, str]]:
    """Every number somebody comes with, each with the system that gave it."""
    return frozenset({*told.identifiers, *([(NHS_NUMBER, told.nhs_number)] if told.nhs_number else [])})


def same_birth_date(told: ImportedPerson, known: Known) -> bool:
    """Both known to the day, and the same day."""
    exact = told.birth_precision == known.birth_precision == "day"
    return exact and told.birth_on == known.birth_on


def same_whole_name(told: ImportedPerson, known: Known) -> bool:
    """A given and a family name, both the same, in one of the names either goes by."""
    return bool({pair for pair in _folded(told_names(told)) if all(pair)} & _folded(known.names))


def shares_a_name(told: ImportedPerson, known: Known) -> bool:
    """Any single name in common."""
    return bool(_parts(told_names(told)) & _parts(known.names))


def told_names(told: ImportedPerson) -> tuple[tuple[str, str], ...]:
    """Every name of somebody as (given, family) pairs."""
    others = ((name.given, name.family) for name in told.other_names)
    return ((told.given, told.family), (told.known_as, ""), *others)


def folded(name: str) -> str:
    """A name without accents, case, spaces or punctuation, so that O'Brien equals OBRIEN."""
    plain = unicodedata.normalize("NFD", name).casefold()
    return "".join(character for character in plain if character.isalnum())


def _folded(names: Sequence[tuple[str, str]]) -> set[tuple[str, str]]:
    return {(folded(given), folded(family)) for given, family in names}


def _parts(names: Sequence[tuple[str, str]]) -> set[str]:
    whole = (part for pair in names for part in pair)
    return {folded(part) for words in whole for part in (words, *words.split())} - {""}
