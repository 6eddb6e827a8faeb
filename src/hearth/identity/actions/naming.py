"""Going by another name: one act that holds everywhere, told in words that give nothing away."""

from datetime import datetime

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.people import actions as people
from hearth.people.codes import FormerName
from hearth.people.details import NewName
from hearth.people.models import Person
from hearth.people.naming_models import NameChange
from hearth.record import actions as record
from hearth.record.codes import EntryKind

CALLED = "What we call you"
# Whoever reads the journey learns neither what was before nor that it was a name or a gender that changed.
HOLDS = "You told us how to speak of you. It holds everywhere with us from {day} on."
PUT_BACK = "We had written down wrongly how to speak of you. It is put right everywhere with us."


@action
def go_by_another_name(
    actor: Actor, /, *, person: Person, version_seen: int, told: NewName, before: FormerName, at: datetime
) -> NameChange:
    """From one day on they go by this name everywhere with us; their journey says so in neutral words, nobody is told.

    Raises NotPermitted, NotPossible, or ChangedMeanwhile with both versions.
    """
    change = people.change_name(actor, person=person, version_seen=version_seen, told=told, before=before, at=at)
    day = f"{change.holds_from.day} {change.holds_from:%B %Y}"
    _write(actor, change, HOLDS.format(day=day), at)
    audit.record(actor, "identity.name_holds", subject=change, at=at)
    return change


@action
def take_back_name(actor: Actor, /, *, change: NameChange, at: datetime) -> None:
    """It was entered wrongly: everything stands as before. Raises NotPermitted, or NotPossible if it changed since."""
    people.undo_name_change(actor, change=change, at=at)
    _write(actor, change, PUT_BACK, at)
    audit.record(actor, "identity.name_put_back", subject=change, at=at)


def _write(actor: Actor, change: NameChange, body: str, at: datetime) -> None:
    record.write_entry(
        actor,
        person=Person(pk=change.person_id),
        kind=EntryKind.DECISION,
        title=CALLED,
        body=body,
        occurred_at=at,
        at=at,
        subject=("NameChange", change.pk),
    )
