"""What happens once somebody has asked: it is read, and what is done for them keeps our promises."""

from datetime import datetime
from typing import Any

from hearth.core import audit, clocks
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.models import Clock
from hearth.front_door import permissions, rules
from hearth.front_door.models import Referral
from hearth.people.models import Person
from hearth.record import actions as record
from hearth.record.codes import EntryKind
from hearth.record.models import Entry


@action
def read_referral(actor: Actor, /, *, referral: Referral, at: datetime) -> Referral:
    """Somebody at the hub has read it; the person can see who and when. The first reading stands."""
    permissions.check_read_referral(actor)
    if referral.read_at is None:
        referral.read_by_id, referral.read_at = actor.membership_id, at
        referral.save(update_fields=["read_by", "read_at"])
    audit.record(actor, "front_door.referral_read", subject=referral, person_id=referral.person_id, at=at)
    return referral


@action
def write_down(
    actor: Actor, /, *, person: Person, kind: EntryKind, body: str, occurred_at: datetime, at: datetime, **more: Any
) -> Entry:
    """Write an entry as `record.write_entry` does, and keep the promises to this person that it keeps.

    What happened before somebody asked keeps nothing. Raises NotPermitted, or NotPossible as writing does.
    """
    entry = record.write_entry(actor, person=person, kind=kind, body=body, occurred_at=occurred_at, at=at, **more)
    due = Clock.objects.filter(
        person_id=person.id,
        subject_type="Referral",
        definition__in=rules.promises_kept_by(kind),
        started_at__lte=occurred_at,
        stopped_at=None,
    )
    for clock in due:
        clocks.add_event(clock, kind="stop", occurred_at=occurred_at, at=at)
        audit.record(
            actor,
            "front_door.promise_kept",
            subject=clock,
            person_id=person.id,
            at=at,
            detail={"code": clock.definition},
        )
    return entry
