"""Entries of the ledger as what happened, and what somebody tells of the time before as what an entry keeps."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.dateparse import parse_date

from hearth.record.journey.facts import KEY, Happening, Shape, When, precision, shape_of, told_in

DAYS = ("from_on", "last_on")
SIMPLY_KEPT = (
    *("passed_to", "yes", "told_again", "assessment", "helped", "tried"),
    *("said", "until_said", "told_by", "before"),
)
COLUMNS = ("id", "occurred_at", "lane", "kind", "title", "body", "author_name", "source", "ended_at", "coded")


def happening(row: tuple[Any, ...]) -> Happening:
    """One entry, as `COLUMNS` has it. Whatever its codes say that cannot be understood is not known."""
    entry_id, at, lane, kind, title, body, by, source, until, coded = row
    return described(entry_id, at, lane, kind, title, body, by, source, until, coded or {})


def described(
    entry_id: UUID,
    at: datetime,
    lane: str,
    kind: str,
    title: str,
    body: str,
    by: str,
    source: str,
    until: datetime | None,
    coded: Mapping[str, Any],
) -> Happening:
    """The same with names."""
    told = told_in(coded)
    return Happening(
        id=entry_id,
        at=at,
        lane=lane,
        kind=kind,
        shape=shape_of(kind, coded, lasted=until is not None),
        title=title,
        body=body,
        by=by,
        source=source,
        until=until,
        when=precision(coded),
        passed_to=_words(told, "passed_to"),
        yes=_yes_no(told, "yes"),
        told_again=_yes_no(told, "told_again"),
        assessment=_yes_no(told, "assessment"),
        helped=_words(told, "helped"),
        tried=_words(told, "tried"),
        said=_words(told, "said"),
        until_said=_words(told, "until_said"),
        from_on=_day(told, "from_on"),
        last_on=_day(told, "last_on"),
        told_by=_words(told, "told_by"),
    )


@dataclass(frozen=True, slots=True)
class Before:
    """What the picture needs to know of something that is told. None and empty are not known. `before` says that it was
    told as what was before the hub."""

    what: Shape | None = None
    when: When = When.DAY
    passed_to: str = ""
    yes: bool | None = None
    told_again: bool | None = None
    assessment: bool | None = None
    helped: str = ""
    tried: str = ""
    said: str = ""
    until_said: str = ""
    from_on: date | None = None
    last_on: date | None = None
    told_by: str = ""
    before: bool | None = None


def coded(told: Before) -> dict[str, dict[str, str | bool]]:
    """What an entry keeps of it: only what is known."""
    known: dict[str, str | bool] = {
        name: value for name in SIMPLY_KEPT if (value := getattr(told, name)) not in (None, "")
    }
    known |= {name: day.isoformat() for name in DAYS if (day := getattr(told, name))}
    if told.what:
        known["what"] = told.what.value
    if told.when is not When.DAY:
        known["precision"] = told.when.value
    return {KEY: known} if known else {}


def _words(told: Mapping[str, Any], name: str) -> str:
    said = told.get(name, "")
    return said if isinstance(said, str) else ""


def _day(told: Mapping[str, Any], name: str) -> date | None:
    said = _words(told, name)
    try:
        return parse_date(said) if said else None
    except ValueError:  # a day that no calendar has
        return None


def _yes_no(told: Mapping[str, Any], name: str) -> bool | None:
    said = told.get(name)
    return said if isinstance(said, bool) else None
