"""Changing who somebody is to everyone alongside them, and how their life stands."""

from dataclasses import asdict
from datetime import datetime

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.clocks import day_of
from hearth.people import permissions, rules
from hearth.people.actions.keys import rewrite_keys
from hearth.people.actions.versions import ChangedMeanwhile, as_it_stands, is_still
from hearth.people.codes import PersonStatus, SecondItem
from hearth.people.details import Identity, Life
from hearth.people.models import Circumstances, Person
from hearth.people.queries import identity_of, life_of


@action
def change_identity(
    actor: Actor, /, *, person: Person, version_seen: int, identity: Identity, still_holds: bool = False, at: datetime
) -> Person:
    """What they are called, when they were born, where they live and how to talk with them, everywhere at once.

    `still_holds` says that they were asked today whether how to talk with them still holds. A guest who now has a name
    becomes provisional. Raises NotPermitted, NotPossible, or ChangedMeanwhile with both versions.
    """
    permissions.check_change_identity(actor, person=person)
    today = day_of(at)
    rules.check_birth(identity.birth_on, identity.birth_precision, on=today)
    mine = rules.tidy_identity(identity)
    before = as_it_stands(actor, person)
    confirmed = still_holds or mine.how_to_talk != before.how_to_talk
    changes = {
        **asdict(mine),
        "status": rules.status_when_called(before.status, mine.known_as),
        "how_to_talk_confirmed_on": today if confirmed else before.how_to_talk_confirmed_on,
    }
    if not is_still(actor, person, version_seen, **changes):
        now = as_it_stands(actor, person)
        raise ChangedMeanwhile(mine=mine, theirs=identity_of(now), version=now.version)
    changed = as_it_stands(actor, person)
    rewrite_keys(actor, changed)
    names = [name for name, value in changes.items() if getattr(before, name) != value]
    audit.record(actor, "people.identity_changed", subject=person, person_id=person.id, at=at, detail={"what": names})
    return changed


@action
def change_circumstances(actor: Actor, /, *, person: Person, version_seen: int, life: Life, at: datetime) -> None:
    """Where they live, with whom, and which surgery is theirs. An address is never required.

    Raises NotPermitted, or ChangedMeanwhile with both versions.
    """
    permissions.check_change_identity(actor, person=person)
    if not is_still(actor, person, version_seen):
        theirs = life_of(actor, person=person)
        raise ChangedMeanwhile(mine=life, theirs=theirs, version=as_it_stands(actor, person).version)
    Circumstances.objects.visible_to(actor).filter(person=person).update(**asdict(life))
    audit.record(actor, "people.circumstances_changed", subject=person, person_id=person.id, at=at)


@action
def confirm_identity(actor: Actor, /, *, person: Person, checked_by: SecondItem, at: datetime) -> Person:
    """They said themselves that this is them, and a second thing was checked: their birth date, say, or a letter.

    Raises NotPermitted, or NotPossible for somebody who is not provisional.
    """
    permissions.check_change_identity(actor, person=person)
    before = as_it_stands(actor, person)
    rules.check_status_move(before.status, PersonStatus.CONFIRMED)
    is_still(actor, person, before.version, status=PersonStatus.CONFIRMED)
    audit.record(
        actor,
        "people.identity_confirmed",
        subject=person,
        person_id=person.id,
        at=at,
        detail={"checked_by": checked_by},
    )
    return as_it_stands(actor, person)
