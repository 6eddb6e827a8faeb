"""The kinds of wishes as the data has them: a change of the law is a change of a day in a file."""

import json
from datetime import date
from functools import cache
from pathlib import Path

from hearth.plans.wish_rules import Kind

DATA = Path(__file__).parent / "data" / "wishes.json"


@cache
def kinds() -> dict[str, Kind]:
    """Every kind by its code, in the order of the file."""
    rows = json.loads(DATA.read_text())
    return {
        row["code"]: Kind(
            code=row["code"],
            words=row["words"],
            law=row["law"],
            weight=row["weight"],
            asks=tuple(row["asks"]),
            source=row["source"],
            from_on=_day(row["from"]),
            until_on=_day(row["until"]),
        )
        for row in rows
    }


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
