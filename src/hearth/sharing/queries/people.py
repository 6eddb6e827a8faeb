"""Who somebody is, where there is no sight of them yet."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

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
    with connection.cursor() as cursor:
        cursor.execute("SELECT sharing_own_name(%s, %s)", [account_id, person_id])
        (name,) = cursor.fetchone()
    if name is None:
        return None
    return Actor(ActorKind.PERSON, name=name, account_id=account_id, person_id=person_id)


def own_records(*, account_id: UUID) -> list[UUID]:
    """The people whose own record this account opens, the earliest given first. May be asked before anybody acts."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sharing_own_records(%s)", [account_id])
        return [person_id for (person_id,) in cursor.fetchall()]


def minimum(*, person_id: UUID) -> Minimum | None:
    """What any worker may know before they break the glass; None if there is nobody or this worker is blocked."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM sharing_minimum(%s)", [person_id])
        row = cursor.fetchone()
    return Minimum(*row) if row else None
