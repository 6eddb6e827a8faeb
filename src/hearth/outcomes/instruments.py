"""The measures there are, as versioned data: items, range, rules, licence and the source of each (data/*.json)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from hearth.outcomes.codes import Kind

DATA = Path(__file__).parent / "data"
WHAT_I_CAME_FOR = "what-i-came-for"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule comes from, and whether it was read there before it came with Hearth (see also `RuleCheck`)."""

    words: str
    checked: bool


@dataclass(frozen=True, slots=True)
class Scale:
    """One result of a measure: which items, how they become one, how many may be missing, what counts as a change.

    `reliable_change` is None where no rule is known; `boundaries` are the lines that sources draw, `boundary` the one
    used unless somebody chooses otherwise; `progress_from` is the first answer that counts as progress.
    """

    code: str
    name: str
    kind: Kind
    items: tuple[int, ...]
    higher_is_better: bool
    most_missing: int
    reliable_change: int | None
    boundaries: tuple[int, ...]
    boundary: int | None
    progress_from: int | None = None


@dataclass(frozen=True, slots=True)
class Instrument:
    """One version of one measure. Answers count from `lowest` to `highest` in the order of the form, left to right.

    `reversed` items count the other way round when they are scored. `worrying` are the answers that ask us to stay.
    One `by_offer` is not for everybody: it stands on somebody's own page once a worker offered it.
    """

    code: str
    version: int
    effective_from: date
    name: str
    about: str
    wording: str
    licence: str
    owner: str
    lowest: int
    highest: int
    items: int
    optional_items: frozenset[int]
    reversed: frozenset[int]
    scales: tuple[Scale, ...]
    worrying: Mapping[int, frozenset[int]]
    pair_days: int
    sources: Mapping[str, Source]
    snomed: Mapping[str, str] = field(default_factory=dict)
    talked_through: int = 0
    about_reason: bool = False
    by_offer: bool = False
    own_words: Mapping[str, Any] | None = None

    @property
    def numbers(self) -> range:
        """The numbers of its items."""
        return range(1, self.items + 1)

    @property
    def answers(self) -> range:
        """Every answer an item can have."""
        return range(self.lowest, self.highest + 1)

    @property
    def is_ours(self) -> bool:
        """Whether the words are our own, so that nobody has to lend them."""
        return self.wording == "own"

    def scale(self, code: str) -> Scale:
        """One of its scales. Raises LookupError."""
        found = next((scale for scale in self.scales if scale.code == code), None)
        if found is None:
            raise LookupError(f"{self.code} has no scale {code}")
        return found


@cache
def versions() -> tuple[Instrument, ...]:
    """Every version of every measure, by name and number."""
    read = (_instrument(json.loads(file.read_text())) for file in DATA.glob("*.json"))
    return tuple(sorted(read, key=lambda one: (one.name, one.version)))


def instruments(*, on: date) -> list[Instrument]:
    """The version of each measure that is in force on a day, by name."""
    newest: dict[str, Instrument] = {}
    for one in versions():
        if one.effective_from <= on:
            newest[one.code] = one
    return list(newest.values())


def instrument(code: str, version: int) -> Instrument:
    """One version of one measure. Raises LookupError if there is none."""
    found = next((one for one in versions() if (one.code, one.version) == (code, version)), None)
    if found is None:
        raise LookupError(f"no measure {code} in version {version}")
    return found


def in_force(code: str, *, on: date) -> Instrument:
    """The version of a measure that is in force on a day. Raises LookupError if there is none."""
    found = next((one for one in instruments(on=on) if one.code == code), None)
    if found is None:
        raise LookupError(f"no measure {code} on {on}")
    return found


def _instrument(told: dict[str, Any]) -> Instrument:
    plain = ("code", "version", "name", "about", "wording", "licence", "owner", "lowest", "highest", "items")
    return Instrument(
        **{name: told[name] for name in plain},
        effective_from=date.fromisoformat(told["effective_from"]),
        optional_items=frozenset(told["optional_items"]),
        reversed=frozenset(told["reversed"]),
        scales=tuple(_scale(one) for one in told["scales"]),
        worrying={one["item"]: frozenset(one["answers"]) for one in told["worrying"]},
        pair_days=told["pair_days"],
        sources={name: Source(**source) for name, source in told["sources"].items()},
        snomed=told["snomed"],
        talked_through=told.get("talked_through", 0),
        about_reason=told.get("about_reason", False),
        by_offer=told.get("by_offer", False),
        own_words=told.get("wording_en"),
    )


def _scale(told: dict[str, Any]) -> Scale:
    lists = {"items": tuple(told["items"]), "boundaries": tuple(told["boundaries"]), "kind": Kind(told["kind"])}
    return Scale(**{**told, **lists})
