"""What somebody may name when they shut everyone out."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Besides:
    """What is named besides: organisations and memberships who see nothing, ways to reach the person that are not safe,
    people in their life whom nobody must ring, and words for whoever is alongside."""

    named: Sequence[UUID] = ()
    unsafe: Sequence[UUID] = ()
    never_ring: Sequence[UUID] = ()
    words: str = ""
