"""The narrow doors of the database through which identities are kept by those who see none of these people."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.dateparse import parse_date, parse_datetime

from hearth.core import doors


@dataclass(frozen=True, slots=True)
class Side:
    """One of two records side by side: who they are, and how much is written; no word of what."""

    id: UUID
    known_as: str
    pronouns: str
    status: str
    birth_on: date | None
    birth_precision: str
    area: str
    made_at: datetime | None
    names: list[list[str]]
    contacts: list[list[str]]
    codes: list[list[Any]]
    needs: list[str]
    holder: str | None
    entries: int
    first_at: datetime | None
    last_at: datetime | None


@dataclass(frozen=True, slots=True)
class Since:
    """An entry written since two records were joined. `theirs`: it was written from the record that was joined."""

    id: UUID
    occurred_at: datetime
    author: str
    lane: str
    kind: str
    title: str
    theirs: bool


def side(person_id: UUID) -> Side:
    """One of the two, for a custodian."""
    told = json.loads(doors.answer("SELECT people_side(%s)", person_id))
    moments = {name: parse_datetime(told[name]) if told[name] else None for name in ("made_at", "first_at", "last_at")}
    born = parse_date(told["birth_on"]) if told["birth_on"] else None
    return Side(**{**told, **moments, "id": UUID(told["id"]), "birth_on": born})


def are_near_twins(one: UUID, other: UUID) -> bool:
    """Whether they share a surname or an address, and the birth date."""
    return bool(doors.answer("SELECT people_near_twins(%s, %s)", one, other))


def obstacle(one: UUID, other: UUID) -> str:
    """The code of what keeps two records from being joined now; empty if nothing does."""
    return str(doors.answer("SELECT people_joining_obstacle(%s, %s)", one, other))


def join(merge_id: UUID, at: datetime) -> str:
    """Joins them, or answers with the code of what stands in the way. 'joined:2' says that two choices wait."""
    return str(doors.answer("SELECT people_join(%s, %s)", merge_id, at))


def part(merge_id: UUID, at: datetime, belong: list[UUID]) -> str:
    """Parts them again, or answers with the code of what stands in the way."""
    return str(doors.answer("SELECT people_part(%s, %s, %s)", merge_id, at, belong))


def written_since(merge_id: UUID) -> list[Since]:
    """What was written since, in the order it happened."""
    rows = doors.rows("SELECT * FROM people_written_since(%s)", merge_id)
    return sorted((Since(*row) for row in rows), key=lambda one: one.occurred_at)


def names_of(people: list[UUID]) -> dict[UUID, tuple[str, date | None, str]]:
    """What each is called, when they were born and where they live."""
    return {
        row[0]: (row[1], row[2], row[3]) for row in doors.rows("SELECT * FROM people_names_for_custodians(%s)", people)
    }


def words_of(person_id: UUID) -> dict[str, Any]:
    """Everything somebody is found by."""
    words: dict[str, Any] = json.loads(doors.answer("SELECT people_words_of(%s)", person_id))
    return words


def forget_keys(person_id: UUID) -> None:
    """Nobody finds them any more until they are written anew."""
    doors.answer("SELECT people_forget_keys(%s)::text", person_id)


def stop_for_death(death_id: UUID, at: datetime) -> None:
    """What others hold for somebody who died ends in this second, seen by whoever says so or not."""
    doors.answer("SELECT people_stop_for_death(%s, %s)::text", death_id, at)


def go_on_living(death_id: UUID, at: datetime) -> None:
    """It was a mistake, and two said so: they are held again."""
    doors.answer("SELECT people_go_on_living(%s, %s)", death_id, at)


def goes_on_as(person_id: UUID) -> UUID | None:
    """The record that goes on for this one; itself if it was never joined, None if there is none."""
    answer: UUID | None = doors.answer("SELECT people_goes_on_as(%s)", person_id)
    return answer


@contextmanager
def written_for(person_id: UUID | None) -> Iterator[None]:
    """What is written meanwhile is meant for this person, who was joined: so it is noted beside each row."""
    if person_id is not None:
        doors.answer("SELECT set_config('hearth.page_of', %s, true)", str(person_id))
    yield
    if person_id is not None:
        doors.answer("SELECT set_config('hearth.page_of', '', true)")
