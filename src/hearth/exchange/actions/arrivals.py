"""Where things come from, and the row that remembers each."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hearth.core.ids import new_id
from hearth.exchange.models import Arrival


@dataclass(frozen=True, slots=True)
class Origin:
    """Where one thing came from: the other system, its key there, and a fingerprint of what it said."""

    system: str
    key: str
    kind: str
    fingerprint: str


def remember(origin: Origin, at: datetime, *, person_id: UUID) -> Arrival:
    """Keep that this has arrived."""
    arrival = arrival_of(origin, at, person_id=person_id)
    arrival.save(force_insert=True)
    return arrival


def arrival_of(origin: Origin, at: datetime, *, person_id: UUID | None = None, name: str = "") -> Arrival:
    """The row for one thing that has arrived, not yet kept."""
    return Arrival(
        id=new_id(),
        source_system=origin.system,
        source_key=origin.key,
        kind=origin.kind[:40],
        fingerprint=origin.fingerprint,
        person_id=person_id,
        name=name,
        arrived_at=at,
        changed_at=at,
    )


def told_of(origin: Origin) -> dict[str, str]:
    """What the audit says of it: whose it was and of which kind."""
    return {"source": origin.system, "kind": origin.kind}
