"""A custodian looks at who somebody is, and at no word of what is written about them; or takes a copy out for them."""

from datetime import datetime
from uuid import UUID

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.errors import NotPossible
from hearth.core.ids import new_id
from hearth.sharing.models import Look

WHO_THEY_ARE = "who you are"
MAY_BE_TWO = "two records may be one person"
A_COPY = "a copy of your record, as files"


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


@action
def take_copy(actor: Actor, /, *, person_id: UUID, because: str, at: datetime) -> Look:
    """Somebody who gives people their record took a copy of this one as files; the person reads that, and why.

    Raises NotPermitted, or NotPossible if it does not say why.
    """
    actor.check("record.give")
    if not because.strip():
        raise NotPossible("Say in a few words why it leaves. The person reads it.")
    look = Look(
        id=new_id(),
        person_id=person_id,
        at=at,
        membership_id=actor.membership_id,
        name=actor.name,
        role_words=actor.role_words,
        organisation_name=actor.organisation_name,
        what=A_COPY,
        reason=because.strip()[:200],
    )
    Look.objects.bulk_create([look])
    audit.record(actor, "sharing.copy_taken", subject=look, at=at)
    return look
