"""Reading FHIR's own shapes one field at a time. What is not shaped as FHIR asks is refused, never guessed."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from hearth.core.clocks import day_of
from hearth.exchange.imported import Refused

Json = dict[str, Any]  # a FHIR object, as JSON gives it

LONDON = ZoneInfo("Europe/London")
FIRST_YEAR = 1890
YEARS_AHEAD = 10
DATE_TIME = re.compile(
    r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:\d{2})?)?)?)?", re.ASCII
)


@dataclass(frozen=True, slots=True)
class Around:
    """What surrounds a resource: the day it is read, what is contained in it, and what else has a name."""

    today: date
    names: Callable[[str], str] = lambda _reference: ""
    source: str = "Another record"
    contained: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class When:
    """A moment, and how exactly the other record knows it: year, month, day or instant."""

    at: datetime
    precision: str
    written: str

    @property
    def on(self) -> date:
        return day_of(self.at)


def one(of: Json, name: str) -> Json:
    """The object under this name, empty if absent. Raises Refused if it is something else."""
    value = of.get(name, {})
    if not isinstance(value, dict):
        raise Refused(f"“{name}” is not written the way FHIR asks.")
    return value


def many(of: Json, name: str) -> list[Json]:
    """The list of objects under this name, empty if absent. Raises Refused if it is something else."""
    value = of.get(name, [])
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise Refused(f"“{name}” is not written the way FHIR asks.")
    return value


def line(of: Json, name: str, limit: int = 200) -> str:
    """The words under this name on one line, at most `limit` characters. Raises Refused if they are not words."""
    value = of.get(name, "")
    if not isinstance(value, str):
        raise Refused(f"“{name}” is not written the way FHIR asks.")
    return shortened(value, limit)


def shortened(words: str, limit: int) -> str:
    """White space made single, cut to `limit` characters with an ellipsis."""
    tidy = " ".join(words.split())
    return tidy if len(tidy) <= limit else tidy[: limit - 1].rstrip() + "…"


def reference(of: Json, *names: str) -> str:
    """The first of these fields that points to something, as it is written; empty if none does."""
    for name in names:
        value = of.get(name)
        written = value.get("reference") if isinstance(value, dict) else None
        if isinstance(written, str) and written:
            return written
    return ""


def when(value: object, name: str, today: date) -> When:
    """A FHIR date, dateTime or instant. A time without a zone is London's.

    Raises Refused if it is no date, lies before 1890 or more than ten years ahead.
    """
    found = DATE_TIME.fullmatch(value) if isinstance(value, str) else None
    if not found:
        raise Refused(f"“{name}” is not a date: {shortened(str(value), 40)}.")
    year, month, day, clock, _zone = found.groups()
    if not FIRST_YEAR <= int(year) <= today.year + YEARS_AHEAD:
        raise Refused(f"“{name}” cannot be right: it is in the year {year}.")
    try:
        at = _moment(found.string, year, month or "01", day or "01", bool(clock))
    except ValueError:
        raise Refused(f"“{name}” is not a date: {found.string}.") from None
    return When(at, _precision(month, day, clock), found.string)


def birth_date(value: object, today: date) -> When:
    """When somebody was born. Raises Refused if it is no date, before 1890 or still to come."""
    born = when(value, "birthDate", today)
    if born.precision == "instant":
        raise Refused(f"“birthDate” is not a date: {born.written}.")
    if born.on > today:
        raise Refused(f"The birth date {born.written} is still to come.")
    return born


def is_over(period: Json, today: date) -> date | None:
    """The day a period ended, if it has."""
    if not period.get("end"):
        return None
    ended = when(period["end"], "period", today)
    return ended.on if ended.at < datetime.combine(today, datetime.min.time(), LONDON) else None


def dig(of: object, path: str) -> list[Any]:
    """Every value at a dotted path, through lists. `value*` finds `valueString`, `valueQuantity` and so on."""
    found = [of]
    for step in path.split("."):
        found = [value for item in found for value in _step(item, step)]
    return found


def _step(item: object, step: str) -> list[Any]:
    if not isinstance(item, dict):
        return []
    if step.endswith("*"):
        stem = step[:-1]
        values = [value for key, value in item.items() if key.startswith(stem) and key[len(stem) :][:1].isupper()]
    else:
        values = [item[step]] if step in item else []
    return [one for value in values for one in (value if isinstance(value, list) else [value]) if one is not None]


def _moment(written: str, year: str, month: str, day: str, has_clock: bool) -> datetime:
    if not has_clock:
        return datetime(int(year), int(month), int(day), tzinfo=LONDON)
    at = datetime.fromisoformat(written)
    return (at if at.tzinfo else at.replace(tzinfo=LONDON)).astimezone(UTC)


def _precision(month: str | None, day: str | None, clock: str | None) -> str:
    if clock:
        return "instant"
    if day:
        return "day"
    return "month" if month else "year"
