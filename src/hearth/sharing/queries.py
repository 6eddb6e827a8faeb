"""Reading the circle, and who has looked."""

from uuid import UUID

from django.db import connection

from hearth.core.actor import Actor, ActorKind


def person_actor(*, account_id: UUID, person_id: UUID) -> Actor | None:
    """The actor of somebody signed in as themselves; None if this sign-in does not open that record."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sharing_own_name(%s, %s)", [account_id, person_id])
        (name,) = cursor.fetchone()
    if name is None:
        return None
    return Actor(ActorKind.PERSON, name=name, account_id=account_id, person_id=person_id)
