"""A custodian looks at who somebody is, and at no word of what is written about them."""

from datetime import datetime
from uuid import UUID

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.ids import new_id
from hearth.sharing.models import Look

WHO_THEY_ARE = "who you are"
MAY_BE_TWO = "two records may be one person"


@action
def look_at_identity(actor: Actor, /, *, people: list[UUID], at: datetime) -> None:
    """Each of these people reads that a custodian looked, and why. Raises NotPermitted."""
    actor.check("identity.keep")
    looks = [
        Look(
            id=new_id(),
            person_id=person_id,
            at=at,
            membership_id=actor.membership_id,
            name=actor.name,
            role_words=actor.role_words,
            organisation_name=actor.organisation_name,
            what=WHO_THEY_ARE,
            reason=MAY_BE_TWO,
        )
        for person_id in people
    ]
    Look.objects.bulk_create(looks)
    for look in looks:
        audit.record(actor, "sharing.identity_looked_at", subject=look, at=at)
