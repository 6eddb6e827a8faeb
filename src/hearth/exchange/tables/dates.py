"""Birth dates as people in the UK write them in spreadsheets."""

import re
from calendar import month_abbr, month_name
from dataclasses import dataclass
from datetime import date

from hearth.exchange.imported import Refused

FIRST_YEAR = 1890
MONTHS = {name.casefold(): number for names in (month_name, month_abbr) for number, name in enumerate(names) if name}
MONTHS["sept"] = 9
SEPARATOR = r"[\s/.\-]+"
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?(?:\.0+)?)?", re.ASCII)
NUMBERS = re.compile(r"(\d{1,2})\s*[/.\- ]\s*(\d{1,2})\s*[/.\- ]\s*(\d{4}|\d{2})(?: 00:00(?::00)?)?", re.ASCII)
WORDS = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)?{SEPARATOR}([a-z]+)\.?,?{SEPARATOR}(\d{{4}}|\d{{2}})", re.ASCII)
MONTH_YEAR = re.compile(rf"(?:([a-z]+)\.?,?{SEPARATOR}|(\d{{1,2}})/)(\d{{4}})", re.ASCII)
YEAR = re.compile(r"\d{4}", re.ASCII)


@dataclass(frozen=True, slots=True)
class BirthDate:
    """A day, and how exactly it is known: day, month or year."""

    on: date
    precision: str


def birth_date(written: str, today: date) -> BirthDate:
    """The birth date somebody wrote: 03/10/1990, 3-10-90, 3 Oct 1990, 1990-10-03, Oct 1990 or 1990.

    The day comes before the month. Two figures for the year mean the latest such year that is not still to come.
    Raises Refused with a sentence if it is none of these, before 1890 or in the future.
    """
    year, month, day = _figures(" ".join(written.casefold().split()), written)
    if len(year) == 2:
        year = _whole_year(int(year), month, day, today)
    if int(year) < FIRST_YEAR:
        raise Refused(f"The birth date {written} cannot be right: it is in the year {year}.")
    if day and month > 12 >= day:
        raise Refused(f"The birth date {written} has the month first. Please write the day first.")
    try:
        on = date(int(year), month or 1, day or 1)
    except ValueError:
        raise Refused(f"There is no such day as {written}.") from None
    if on > today:
        raise Refused(f"The birth date {written} is still to come.")
    return BirthDate(on, "day" if day else "month" if month else "year")


def _figures(tidy: str, written: str) -> tuple[str, int, int]:
    if found := ISO.fullmatch(tidy.replace("t", "T")):
        return found[1], int(found[2]), int(found[3])
    if found := NUMBERS.fullmatch(tidy):
        return found[3], int(found[2]), int(found[1])
    if (found := WORDS.fullmatch(tidy)) and found[2] in MONTHS:
        return found[3], MONTHS[found[2]], int(found[1])
    if (found := MONTH_YEAR.fullmatch(tidy)) and (found[2] or found[1] in MONTHS):
        return found[3], int(found[2]) if found[2] else MONTHS[found[1]], 0
    if YEAR.fullmatch(tidy):
        return tidy, 0, 0
    if re.fullmatch(r"\d{5}", tidy):
        raise Refused(f"“{written}” looks like a day number of Excel. Please format the column as a date.")
    raise Refused(f"“{written[:40]}” is not a date we can read. Please write it like 3/10/1990.")


def _whole_year(short: int, month: int, day: int, today: date) -> str:
    this_century = today.year // 100 * 100 + short
    still_to_come = (this_century, month, day) > (today.year, today.month, today.day)
    return str(this_century - 100 if still_to_come else this_century)
