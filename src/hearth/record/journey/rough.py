"""When something was, as people say it: "spring 2019", "about two years ago", "when I was 14". Pure.

What is said is kept as a stretch of days, and never made more exact than it was said.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from hearth.core.clocks import LONDON
from hearth.record.journey.facts import When
from hearth.record.journey.words import NUMBERS as UP_TO_TEN
from hearth.record.journey.words import when_words

EARLIEST_YEAR = 1900
MONTHS_A_YEAR = 12
MONTHS = {date(2000, n, 1).strftime("%B").lower(): n for n in range(1, 13)}
MONTHS |= {name[:3]: n for name, n in MONTHS.items()} | {"sept": 9}
# From which month, and how many. A winter begins in the year it is named after.
SEASONS = {
    "spring": (3, 3),
    "summer": (6, 3),
    "autumn": (9, 3),
    "fall": (9, 3),
    "winter": (12, 3),
    "christmas": (12, 1),
}
PARTS = {"early": (1, 4), "start": (1, 4), "beginning": (1, 4), "mid": (5, 4), "middle": (5, 4), "late": (9, 4)}
PARTS |= {"end": (9, 4)}
TEENS = (
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
)
NUMBERS = {name: number for number, name in enumerate((*UP_TO_TEN, *TEENS))}
NUMBERS |= {"a": 1, "an": 1, "couple": 2, "few": 3, "several": 4}
DECADES = {"seventies": "1970s", "eighties": "1980s", "nineties": "1990s", "noughties": "2000s"}
SAID_OTHERWISE = {**DECADES, "a couple": "couple", "a few": "few", "‘": "", "'": ""}
# Half of what "about so long ago" may be off by, in days.
GIVE = {"year": 183, "month": 15, "week": 4, "day": 0}
LENGTHS = {"year": 365.25, "month": 30.44, "week": 7, "day": 1}

FILLERS = re.compile(
    r"\b(c\.(?= )|i think|some ?time|about|around|roughly|approximately|circa|maybe|perhaps|in|on|the|of|it was)"
    r"(?:\b|(?<=\.))"
)
NUMBER = r"(?P<number>\d{1,3}|[a-z]+)"
AGO = re.compile(
    rf"^{NUMBER}(?P<half> and a half)? (?P<unit>year|month|week|day)s?(?P<later> and a half)?(?: (ago|before|back))?$"
)
HALF_A_YEAR = re.compile(r"^half a year(?: (ago|before|back))?$")
LAST = re.compile(r"^(?P<which>last|this) (?P<what>[a-z]+)$")
AGED = re.compile(
    r"^(?:when )?(?:i was|they were|she was|he was|aged|at|at age|age) (?P<age>\d{1,2}|[a-z]+)(?: years old)?$"
)
NAMED = re.compile(r"^(?P<name>[a-z]+)[ .,]*(?P<year>\d{4})(?:[/ -]\d{2,4})?$")
YEARS = re.compile(r"^(?:between )?(?P<first>\d{4})(?: ?(?:or|and|to|-|/|–) ?(?P<last>\d{4}))?$")
DECADE = re.compile(r"^(?:(?P<part>early|mid|late) )?(?P<decade>\d{3}0)s$")
DAY_FORMS = ("%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%Y-%m-%d", "%d %B %Y", "%d %b %Y")


@dataclass(frozen=True, slots=True)
class Rough:
    """A stretch in which something was, its last day included, and how it is said."""

    from_on: date
    last_on: date
    said: str

    @property
    def when(self) -> When:
        """How exactly it is known."""
        return When.DAY if self.from_on == self.last_on else When.ABOUT

    @property
    def at(self) -> datetime:
        """Noon of its middle day: where it stands among other things."""
        return datetime.combine(self.from_on + (self.last_on - self.from_on) / 2, time(12), LONDON)


def read(said: str, *, today: date, born: date | None = None) -> Rough | None:
    """What somebody said of when it was. None if it cannot be understood, or has not come yet.

    `born` is their birthday if it is known to the day, for "when I was 14".
    """
    plain = _plain(said)
    readers: tuple[Callable[[str, date], Rough | None], ...] = (_day, _years, _decade, _named, _ago, _last)
    found = next((rough for reader in readers if (rough := reader(plain, today))), None) or _aged(plain, born)
    if found is None or found.from_on > today or found.from_on.year < EARLIEST_YEAR:
        return None
    return Rough(found.from_on, min(found.last_on, today), found.said)


def _plain(said: str) -> str:
    low = said.casefold().strip(" .!?")
    for one, other in SAID_OTHERWISE.items():
        low = low.replace(one, other)
    return " ".join(FILLERS.sub(" ", low).split())


def _day(plain: str, _: date) -> Rough | None:
    bare = re.sub(r"(\d)(st|nd|rd|th)\b", r"\1", plain)
    for form in DAY_FORMS:
        try:
            day = datetime.strptime(bare, form).replace(tzinfo=LONDON).date()
        except ValueError:
            continue
        return Rough(day, day, when_words(day))
    return None


def _years(plain: str, _: date) -> Rough | None:
    if not (found := YEARS.match(plain)):
        return None
    first, last = int(found["first"]), int(found["last"] or found["first"])
    if first > last or first < EARLIEST_YEAR:
        return None
    return Rough(date(first, 1, 1), date(last, 12, 31), f"{first}" if first == last else f"{first} to {last}")


def _decade(plain: str, _: date) -> Rough | None:
    if not (found := DECADE.match(plain)):
        return None
    first = int(found["decade"])
    begins, years = {"early": (0, 4), "mid": (3, 4), "late": (6, 4)}.get(found["part"] or "", (0, 10))
    said = f"{found['part'] or ''} {first}s".strip()
    return Rough(date(first + begins, 1, 1), date(first + begins + years - 1, 12, 31), said)


def _named(plain: str, _: date) -> Rough | None:
    if not (found := NAMED.match(plain.replace("-", " "))):
        return None
    name, year = found["name"], int(found["year"])
    if name in MONTHS:
        return Rough(*_months(year, MONTHS[name], 1), when_words(date(year, MONTHS[name], 1), When.MONTH))
    if name in SEASONS:
        return Rough(*_months(year, *SEASONS[name]), _season_words(name, year))
    return Rough(*_months(year, *PARTS[name]), f"{name} {year}") if name in PARTS else None


def _season_words(name: str, year: int) -> str:
    if name == "winter":
        return f"winter {year}–{str(year + 1)[2:]}"
    return f"{'Christmas' if name == 'christmas' else name} {year}"


def _ago(plain: str, today: date) -> Rough | None:
    if HALF_A_YEAR.match(plain):
        return _back(6, "month", today)
    found = AGO.match(plain)
    number = _number(found["number"]) if found else None
    if found is None or number is None:
        return None
    half = 0.5 if found["half"] or found["later"] else 0
    return _back(number + half, found["unit"], today)


def _back(number: float, unit: str, today: date) -> Rough | None:
    try:
        middle = today - timedelta(days=round(number * LENGTHS[unit]))
        first, last = middle - timedelta(days=GIVE[unit]), middle + timedelta(days=GIVE[unit])
    except OverflowError:
        return None
    if unit == "day":
        return Rough(middle, middle, when_words(middle))
    by_month = unit != "year" or number < 1.5
    return Rough(first, last, f"about {when_words(middle, When.MONTH if by_month else When.YEAR)}")


def _last(plain: str, today: date) -> Rough | None:
    if plain == "yesterday":
        return _back(1, "day", today)
    if not (found := LAST.match(plain)):
        return None
    what, years_back = found["what"], found["which"] == "last"
    if what in LENGTHS and what != "day":
        return _calendar(what, today, 1 if years_back else 0)
    if what in MONTHS | SEASONS:
        months = (MONTHS[what], 1) if what in MONTHS else SEASONS[what]
        year = next(year for year in range(today.year, today.year - 3, -1) if _is_past(year, months, today, years_back))
        return _named(f"{what} {year}", today)
    return None


def _is_past(year: int, months: tuple[int, int], today: date, whole: bool) -> bool:
    first, last = _months(year, *months)
    return (last if whole else first) < today


def _calendar(unit: str, today: date, back: int) -> Rough:
    if unit == "year":
        year = today.year - back
        return Rough(date(year, 1, 1), date(year, 12, 31), f"{year}")
    if unit == "month":
        first = (today.replace(day=1) - timedelta(days=back)).replace(day=1)
        return Rough(*_months(first.year, first.month, 1), when_words(first, When.MONTH))
    monday = today - timedelta(days=today.weekday() + 7 * back)
    return Rough(monday, monday + timedelta(days=6), f"the week of {when_words(monday)}")


def _aged(plain: str, born: date | None) -> Rough | None:
    found = AGED.match(plain)
    age = _number(found["age"]) if found else None
    if born is None or age is None:
        return None
    first, next_one = _birthday(born, age), _birthday(born, age + 1)
    return Rough(first, next_one - timedelta(days=1), f"aged {age}, {first.year} or {next_one.year}")


def _birthday(born: date, age: int) -> date:
    try:
        return born.replace(year=born.year + age)
    except ValueError:  # the twenty-ninth of February
        return date(born.year + age, 3, 1)


def _number(word: str) -> int | None:
    return int(word) if word.isdigit() else NUMBERS.get(word)


def _months(year: int, first: int, many: int) -> tuple[date, date]:
    """From the first day of one month to the last of another."""
    last = first + many - 1
    last_year, last_month = (year, last) if last <= MONTHS_A_YEAR else (year + 1, last - MONTHS_A_YEAR)
    return date(year, first, 1), date(last_year, last_month, monthrange(last_year, last_month)[1])
