"""Entries of the ledger as what happened, and what somebody tells of the time before as what an entry keeps."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from hearth.record.journey.facts import KEY, Happening, Shape, When, precision, shape_of, told_in

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
    )


@dataclass(frozen=True, slots=True)
class Before:
    """What the picture needs to know of something that is told. None and empty are not known."""

    what: Shape | None = None
    when: When = When.DAY
    passed_to: str = ""
    yes: bool | None = None
    told_again: bool | None = None
    assessment: bool | None = None
    helped: str = ""
    tried: str = ""


def coded(told: Before) -> dict[str, dict[str, str | bool]]:
    """What an entry keeps of it: only what is known."""
    known: dict[str, str | bool] = {
        name: value
        for name in ("passed_to", "yes", "told_again", "assessment", "helped", "tried")
        if (value := getattr(told, name)) not in (None, "")
    }
    if told.what:
        known["what"] = told.what.value
    if told.when is not When.DAY:
        known["precision"] = told.when.value
    return {KEY: known} if known else {}


def _words(told: Mapping[str, Any], name: str) -> str:
    said = told.get(name, "")
    return said if isinstance(said, str) else ""


def _yes_no(told: Mapping[str, Any], name: str) -> bool | None:
    said = told.get(name)
    return said if isinstance(said, bool) else None
