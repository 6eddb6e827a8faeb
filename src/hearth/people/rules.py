"""What can be true of somebody, on plain values."""

from datetime import date, timedelta

from hearth.core.errors import NotPossible
from hearth.core.values import NhsNumber
from hearth.people.codes import BirthPrecision, NhsNumberStatus

LONGEST_NAME = 120
OLDEST_YEARS = 125
NAME_MISSING = "Tell us what to call them. A first name is enough."
NAME_TOO_LONG = f"A name can have at most {LONGEST_NAME} letters."
BIRTH_TO_COME = "This birth date has not come yet."
BIRTH_TOO_OLD = f"This birth date is more than {OLDEST_YEARS} years ago."
BIRTH_NOT_WHOLE = "Give a birth date and say how exactly you know it, or neither."
NUMBER_NOT_ISSUED = "This NHS number is from the range kept for tests. Nobody has it."


def checked_name(name: str) -> str:
    """The name with its spaces put right. Raises NotPossible if nothing is left, or too much."""
    tidy = " ".join(name.replace("\x00", " ").split())
    if not tidy:
        raise NotPossible(NAME_MISSING)
    if len(tidy) > LONGEST_NAME:
        raise NotPossible(NAME_TOO_LONG)
    return tidy


def check_birth(birth_on: date | None, precision: str, *, on: date) -> None:
    """A birth date and how exactly it is known come together, and lie in a life. Raises NotPossible."""
    if (birth_on is None) != (precision == BirthPrecision.UNKNOWN):
        raise NotPossible(BIRTH_NOT_WHOLE)
    if birth_on is None:
        return
    if birth_on > on:
        raise NotPossible(BIRTH_TO_COME)
    if birth_on < on - timedelta(days=OLDEST_YEARS * 365.25):
        raise NotPossible(BIRTH_TOO_OLD)


def check_number_is_issued(number: NhsNumber, *, invented_people: bool) -> None:
    """Numbers kept for tests belong to invented people only. Raises NotPossible. Source: NHS Data Dictionary."""
    if number.is_never_issued and not invented_people:
        raise NotPossible(NUMBER_NOT_ISSUED)


def status_of_number(number: NhsNumber | None) -> NhsNumberStatus:
    """What we know of a number nobody has said anything about."""
    return NhsNumberStatus.UNVERIFIED if number else NhsNumberStatus.NOT_KNOWN
