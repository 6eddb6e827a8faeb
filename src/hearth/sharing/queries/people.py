"""Who somebody is, where there is no sight of them yet."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from hearth.core import doors
from hearth.core.actor import Actor, ActorKind


@dataclass(frozen=True, slots=True)
class Minimum:
    """What a search shows of somebody, and nothing else."""

    known_as: str
    birth_on: date | None
    birth_precision: str
    area: str


def person_actor(*, account_id: UUID, person_id: UUID) -> Actor | None:
    """The actor of somebody signed in as themselves; None if this sign-in does not open that record."""
    name = doors.answer("SELECT sharing_own_name(%s, %s)", account_id, person_id)
    if name is None:
        return None
    return Actor(ActorKind.PERSON, name=name, account_id=account_id, person_id=person_id)


def own_records(*, account_id: UUID) -> list[UUID]:
    """The people whose own record this account opens, the earliest given first. May be asked before anybody acts."""
    return [person_id for (person_id,) in doors.rows("SELECT sharing_own_records(%s)", account_id)]


def minimum(*, person_id: UUID) -> Minimum | None:
    """What any worker may know before they break the glass; None if there is nobody or this worker is blocked."""
    row = doors.first("SELECT * FROM sharing_minimum(%s)", person_id)
    return Minimum(*row) if row else None
