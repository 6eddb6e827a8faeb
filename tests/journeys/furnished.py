"""What a furnished house is, and words that are long enough to stand out of a page that is too narrow."""

from dataclasses import dataclass, field
from typing import Any

from hearth.organisations.models import Membership
from hearth.people.models import Person
from tests import world as worlds

LONG_WORDS = "We sat by the river. " * 12 + "https://example.org/" + "a" * 90


@dataclass
class Furnished:
    """A hub, Keeley's life in it, and what an address of each kind may name."""

    world: worlds.World
    person: Person
    carer: Person
    guardian: Membership
    named: dict[str, Any] = field(default_factory=dict)
