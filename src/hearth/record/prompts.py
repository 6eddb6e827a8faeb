"""What one might write about, by what happened, beginning with what is strong. Versioned data, never required."""

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data" / "prompts.json"


def prompts(*, on: date) -> dict[str, list[str]]:
    """The questions for each kind of entry, in the version in force on a day."""
    in_force = [one for one in _versions() if date.fromisoformat(one["effective_from"]) <= on]
    if not in_force:
        return {}
    kinds: dict[str, list[str]] = max(in_force, key=lambda one: (one["effective_from"], one["version"]))["kinds"]
    return kinds


@cache
def _versions() -> list[dict[str, Any]]:
    versions: list[dict[str, Any]] = json.loads(DATA.read_text())
    return versions
