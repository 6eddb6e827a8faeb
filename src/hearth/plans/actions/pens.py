"""What every new version carries: whose hand it is, and what lay before the writer."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from hearth.core.actor import Actor, ActorKind
from hearth.core.errors import NotPossible
from hearth.core.helping import helped
from hearth.core.ids import new_id
from hearth.people.models import Person
from hearth.plans import permissions
from hearth.plans.codes import How
from hearth.plans.rules import Pen
from hearth.record import actions as record
from hearth.record.codes import EntryKind

NO_CHANGE = "These words stand there already."
PEN = {"how", "written_by_id", "author_name", "acting_as", "helped_by", "written_at"}
AUTHORSHIP = {"id", "replaces_id", "settles_id", *PEN}


def held(actor: Actor, person: Person, pen: Pen, same: QuerySet[Any], at: datetime) -> dict[str, Any]:
    """The fields of a new version that say who wrote it, how, and in place of what.

    `same` are the versions of the same thing. Raises NotPermitted for whoever does not write in this plan.
    """
    membership_id = permissions.check_write_plan(actor, person_id=person.pk)
    known = {one.pk for one in same.filter(pk__in=pen.before)}
    before = [version_id for version_id in pen.before if version_id in known]
    return {
        "id": new_id(),
        "person_id": person.pk,
        "replaces_id": before[0] if before else None,
        "settles_id": before[1] if len(before) > 1 else None,
        "how": How.THEMSELVES if membership_id is None else How(pen.how),
        "written_by_id": membership_id,
        "author_name": actor.name,
        "acting_as": record.authorship(actor)["acting_as"],
        "written_at": at,
    }


def contents(version: Any) -> dict[str, Any]:
    """What a version says, without who wrote it and when."""
    fields = [field.attname for field in version._meta.concrete_fields]
    return {name: getattr(version, name) for name in fields if name not in AUTHORSHIP}


def check_changes(new: Any, same: QuerySet[Any]) -> None:
    """Raises NotPossible if it says word for word what the one version before it says."""
    if new.replaces_id is None or new.settles_id is not None:
        return
    before = same.filter(pk=new.replaces_id).first()
    if before is not None and contents(before) == contents(new) and before.how == new.how:
        raise NotPossible(NO_CHANGE)


def tell(actor: Actor, version: Any, title: str, body: str, at: datetime) -> None:
    """The journey says that something was written, never what: a part may be kept to a few, a card may be closed."""
    record.write_entry(
        actor,
        person=Person(pk=version.person_id),
        kind=EntryKind.PLAN_CHANGE,
        title=title,
        body=body,
        occurred_at=at,
        at=at,
        subject=(type(version).__name__, version.pk),
    )


def how_it_was(actor: Actor, version: Any, what: str) -> str:
    """In a sentence: who wrote it, and whether it waits for a yes."""
    if actor.kind is ActorKind.PERSON:
        return f"I wrote {what}{helped(actor) or ' myself'}."
    if version.how == How.WITH:
        return f"{actor.name} wrote {what} together with the person. It waits for their yes."
    return f"{actor.name} wrote {what} for the person. It is not theirs before they say so."
