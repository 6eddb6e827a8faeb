"""How a package says what must be true of its data: `hearth check` asks every package's `checks.checks()`."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Check:
    """One thing that must be true. `problems` returns a sentence for each place where it is not; empty is clean.

    Sentences carry identifiers, never names or words: they are printed and kept.
    """

    name: str
    problems: Callable[[], list[str]]
