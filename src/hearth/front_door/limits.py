"""The numbers of the door, as versioned data: how long, how many, since when, and who says so."""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data" / "limits.json"


@dataclass(frozen=True, slots=True)
class Limit:
    """One number. Of days it is a whole number; of how often, what the throttle reads, such as "30/10m/ip"."""

    code: str
    version: int
    effective_from: date
    value: int | str
    source: str


@cache
def limits() -> tuple[Limit, ...]:
    """Every number ever in force."""
    rows = json.loads(DATA.read_text())
    return tuple(Limit(**{**row, "effective_from": date.fromisoformat(row["effective_from"])}) for row in rows)


def days(code: str, *, on: date) -> int:
    """How many days, in the version in force on a day. Raises LookupError if there was none."""
    return int(_in_force(code, on).value)


def rate(code: str, *, on: date) -> str:
    """How often, in the version in force on a day. Raises LookupError if there was none."""
    return str(_in_force(code, on).value)


def _in_force(code: str, on: date) -> Limit:
    versions = [limit for limit in limits() if limit.code == code and limit.effective_from <= on]
    if not versions:
        raise LookupError(f"no limit {code} on {on}")
    return max(versions, key=lambda limit: limit.effective_from)
