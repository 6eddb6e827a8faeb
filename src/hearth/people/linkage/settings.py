"""How two records are weighed, as versioned data: which comparisons, what each answer adds, and in which words."""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from math import log2
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer a comparison can give. `weight` is in bits: each more doubles the odds that it is one person."""

    words: str
    condition: str
    weight: float
    m: float | None
    u: float | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """One thing two records are compared by, its answers in the order they are tried."""

    code: str
    label: str
    answers: tuple[Answer, ...]

    def answered(self, gamma: int) -> Answer:
        """The answer behind the number that the linkage gives: -1 is not known, 0 the last, and so up to the first."""
        known = self.answers[1:]
        return self.answers[0] if gamma < 0 else known[len(known) - 1 - gamma]


@dataclass(frozen=True, slots=True)
class Model:
    """One version of the settings. `two_at_random` is how likely any two of all records are one person."""

    code: str
    effective_from: date
    two_at_random: float
    asked_from_probability: float
    comparisons: tuple[Comparison, ...]
    looked_at_together: tuple[tuple[str, ...], ...]


@cache
def models() -> tuple[Model, ...]:
    """Every version there has been, from the data file."""
    told = json.loads((Path(__file__).parent / "models.json").read_text(encoding="utf-8"))
    return tuple(_model(one) for one in told)


def model(*, on: date) -> Model:
    """The version in force on this day. Raises LookupError before the first."""
    in_force = [one for one in models() if one.effective_from <= on]
    if not in_force:
        raise LookupError(f"no way of weighing on {on}")
    return max(in_force, key=lambda one: one.effective_from)


def comparison(model_code: str, code: str) -> Comparison:
    """A comparison of the version by which a pair was weighed."""
    of = next(one for one in models() if one.code == model_code)
    return next(one for one in of.comparisons if one.code == code)


def _model(told: dict[str, Any]) -> Model:
    return Model(
        told["code"],
        date.fromisoformat(told["effective_from"]),
        told["two_at_random"],
        told["asked_from_probability"],
        tuple(Comparison(one["code"], one["label"], tuple(map(_answer, one["levels"]))) for one in told["comparisons"]),
        tuple(tuple(rule) for rule in told["looked_at_together"]),
    )


def _answer(told: dict[str, Any]) -> Answer:
    m, u = told.get("m"), told.get("u")
    return Answer(told["words"], told["sql"], log2(m / u) if m and u else 0.0, m, u)
