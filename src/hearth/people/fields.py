"""Fields of their own kind: a birth date known more or less exactly, and an NHS number."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from hearth.core import date_boxes
from hearth.core.errors import NotPossible
from hearth.core.installation import is_demonstration
from hearth.core.values import NhsNumber
from hearth.people import rules
from hearth.people.codes import BirthPrecision

DAY_MISSING = "Write the day, the month and the whole year, or say that you know less."
MONTH_MISSING = "Write the month and the whole year, or say that you know only the year."
YEAR_MISSING = "Write the whole year, like 1984."
AGE_MISSING = "Write about how old they are, in years."


class DateBoxes(date_boxes.DateBoxes):
    """Boxes that may stay empty where less than the day is known. Named as its parent, whose component draws it."""

    def decompress(self, value: list[str] | date | None) -> list[str]:
        return value if isinstance(value, list) else super().decompress(value)


class BirthBoxes(forms.Field):
    """The three boxes as they were typed; what they mean depends on how exactly the birth date is known."""

    widget = DateBoxes

    def __init__(self, label: str = "When were they born?") -> None:
        super().__init__(label=label, required=False)


class NhsNumberField(forms.CharField):
    """An NHS number in any spacing, or nothing."""

    def clean(self, value: Any) -> NhsNumber | None:
        typed = super().clean(value)
        try:
            number = NhsNumber.parse(typed) if typed else None
            if number is not None:
                rules.check_number_is_issued(number, invented_people=is_demonstration())
        except (ValueError, NotPossible) as problem:
            raise ValidationError(str(problem)) from problem
        return number


def birth_of(precision: str, boxes: list[str], about_age: int | None, today: date) -> date | None:
    """The birth date that was typed, on the first day of what is not known. Raises NotPossible with a sentence."""
    day, month, year = [*boxes, "", "", ""][:3]
    if precision == BirthPrecision.UNKNOWN:
        return None
    if precision == BirthPrecision.ESTIMATED:
        if about_age is None or not 0 <= about_age <= rules.OLDEST_YEARS:
            raise NotPossible(AGE_MISSING)
        return date(today.year - about_age, 1, 1)
    if precision == BirthPrecision.DAY:
        return _date(year, month, day, DAY_MISSING)
    if precision == BirthPrecision.MONTH:
        return _date(year, month, "1", MONTH_MISSING)
    return _date(year, "1", "1", YEAR_MISSING)


def _date(year: str, month: str, day: str, otherwise: str) -> date:
    try:
        found = date(int(year), date_boxes.month_number(month), int(day))
    except (ValueError, OverflowError) as problem:
        raise NotPossible(otherwise) from problem
    if found.year < 1900:
        raise NotPossible(otherwise)
    return found
