"""The numbers of the door, as versioned data: how long, how many, since when, and who says so."""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from hearth.core.knocks import Room

DATA = Path(__file__).parent / "data" / "limits.json"


@dataclass(frozen=True, slots=True)
class Limit:
    """One number: how many days, or how much room there is for those who knock."""

    code: str
    version: int
    effective_from: date
    source: str
    days: int = 0
    rooms: tuple[Room, ...] = ()


@cache
def limits() -> tuple[Limit, ...]:
    """Every number ever in force."""
    return tuple(_limit(row) for row in json.loads(DATA.read_text()))


def days(code: str, *, on: date) -> int:
    """How many days, in the version in force on a day. Raises LookupError if there was none."""
    return _in_force(code, on).days


def rooms(code: str, *, on: date) -> tuple[Room, ...]:
    """How much room, in the version in force on a day. Raises LookupError if there was none."""
    return _in_force(code, on).rooms


def _limit(row: dict[str, Any]) -> Limit:
    since, given = date.fromisoformat(row["effective_from"]), tuple(Room(*room) for room in row.get("rooms", ()))
    return Limit(**{**row, "effective_from": since, "rooms": given})


def _in_force(code: str, on: date) -> Limit:
    versions = [limit for limit in limits() if limit.code == code and limit.effective_from <= on]
    if not versions:
        raise LookupError(f"no limit {code} on {on}")
    return max(versions, key=lambda limit: limit.effective_from)
