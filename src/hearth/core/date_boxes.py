"""A date typed in three boxes: day, month (a number or a word), year."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
SAY_IT_LIKE = "Tell us the day, the month and the whole year, like 27 3 1990."


class DateBoxes(forms.Widget):
    """Three boxes posted as name_0, name_1 and name_2; drawn by components/date_boxes.jinja."""

    def decompress(self, value: date | None) -> list[str]:
        return [str(value.day), str(value.month), str(value.year)] if value else ["", "", ""]

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[str]:
        return [str(data.get(f"{name}_{box}", "")).strip() for box in range(3)]

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return all(f"{name}_{box}" not in data for box in range(3))


class DateBoxesField(forms.Field):
    """A day of the calendar from the year 1900 on; empty boxes are no date. Errors are sentences for the reader."""

    widget = DateBoxes

    def to_python(self, value: list[str] | date | None) -> date | None:
        if isinstance(value, date):
            return value
        if not value or not any(value):
            return None
        try:
            found = date(int(value[2]), month_number(value[1]), int(value[0]))
        except (ValueError, OverflowError) as problem:
            raise ValidationError(SAY_IT_LIKE) from problem
        if found.year < 1900:
            raise ValidationError(SAY_IT_LIKE)
        return found


def month_number(typed: str) -> int:
    """1 to 12 from "3", "03", "Mar" or "March". Raises ValueError for anything else."""
    word = typed.lower()[:3]
    return MONTHS.index(word) + 1 if word in MONTHS else int(typed)
