"""Somebody has died: one act stops what must stop; and what two undo if it was entered wrongly (DOMAIN 4.21)."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from hearth.core import audit, clocks
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.clocks import day_of
from hearth.core.errors import NotPossible
from hearth.core.ids import new_id
from hearth.core.models import Clock
from hearth.identity import doors, permissions, rules
from hearth.people.codes import PersonStatus
from hearth.people.identity_models import Death
from hearth.people.models import Person
from hearth.record import actions as record
from hearth.record.codes import EntryKind
from hearth.sharing import actions as sharing

ENDED = "They have died."
GOES_ON = "They have not died. It runs on."


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of a death. `died_on` may not be known; `no_family_because` says why nobody is named."""

    told_by: str
    confirmed: bool
    died_on: date | None = None
    family_contact: str = ""
    family_reach: str = ""
    no_family_because: str = ""


@action
def say_died(actor: Actor, /, *, person: Person, told: Told, at: datetime) -> Death:
    """From this second nothing is promised, sent, asked or arranged, and the record is at rest; nothing of it is lost.

    Raises NotPermitted, or NotPossible if it is known already or does not say who told us and whom of the family.
    """
    recorded_by = permissions.check_say_died(actor, person=person)
    rules.check_death(
        told_by=told.told_by,
        died_on=told.died_on,
        family_contact=told.family_contact,
        no_family_because=told.no_family_because,
        on=day_of(at),
    )
    now = Person.objects.visible_to(actor).get(pk=person.pk)
    if now.status in (PersonStatus.DIED, PersonStatus.MERGED):
        raise NotPossible(rules.KNOWN_TO_HAVE_DIED)
    stopped = _stop_clocks(actor, now, at)
    death = Death(
        id=new_id(),
        person=now,
        died_on=told.died_on,
        told_by=told.told_by.strip(),
        confirmed=told.confirmed,
        family_contact=told.family_contact.strip(),
        family_reach=told.family_reach.strip(),
        no_family_because=told.no_family_because.strip(),
        status_before=now.status,
        recorded_by_id=recorded_by,
        recorded_at=at,
    )
    Death.objects.bulk_create([death])
    _write(actor, now, death, "Died", _words(told), at)
    doors.stop_for_death(death.pk, at)
    sharing.rewrite_sight(person_id=now.pk, at=at)
    detail = {"promises": len(stopped), "confirmed": told.confirmed}
    audit.record(actor, "identity.died", subject=death, person_id=now.pk, at=at, detail=detail)
    return death


@action
def review_access(actor: Actor, /, *, death: Death, at: datetime) -> None:
    """Somebody who may know everything looked at who still sees this record. Raises NotPermitted, or NotPossible."""
    permissions.check_say_died(actor, person=death.person)
    seen = Death.objects.visible_to(actor).filter(pk=death.pk, access_reviewed_at=None, undone_at=None)
    if not seen.update(access_reviewed_by=actor.worker_id, access_reviewed_at=at):
        raise NotPossible(rules.NOT_OPEN)
    audit.record(actor, "identity.access_reviewed", subject=death, person_id=death.person_id, at=at)


@action
def propose_undoing(actor: Actor, /, *, death: Death, because: str, at: datetime) -> None:
    """It was entered wrongly, says one; nothing changes until another says so too. Raises NotPermitted, NotPossible."""
    permissions.check_say_died(actor, person=death.person)
    rules.check_because(because)
    live = Death.objects.visible_to(actor).filter(pk=death.pk, undone_at=None)
    proposed = {"undo_because": because.strip(), "undo_proposed_by": actor.worker_id, "undo_proposed_at": at}
    if not live.update(**proposed):
        raise NotPossible(rules.NOT_OPEN)
    audit.record(actor, "identity.undoing_proposed", subject=death, person_id=death.person_id, at=at)


@action
def undo_died(actor: Actor, /, *, death: Death, at: datetime) -> None:
    """Another says so too: whoever held them holds them again, and every promise runs on from where it began.

    Talks and questions to others that were ended are arranged anew. Raises NotPermitted, or NotPossible for the one who
    proposed it.
    """
    permissions.check_say_died(actor, person=death.person)
    found = Death.objects.visible_to(actor).select_for_update().get(pk=death.pk)
    if found.undo_proposed_at is None or found.undone_at is not None:
        raise NotPossible(rules.NOT_OPEN)
    rules.check_somebody_else(found.undo_proposed_by_id, actor.worker_id)
    Death.objects.visible_to(actor).filter(pk=death.pk).update(undone_by=actor.worker_id, undone_at=at)
    doors.go_on_living(found.pk, at)
    for clock in Clock.objects.filter(person_id=found.person_id, stopped_at=found.recorded_at):
        clocks.add_event(clock, kind="start", occurred_at=at, at=at, reason=GOES_ON)
    person = Person.objects.visible_to(actor).get(pk=found.person_id)
    _write(actor, person, found, "Written by mistake that they had died", found.undo_because, at)
    audit.record(actor, "identity.death_undone", subject=found, person_id=found.person_id, at=at)


def _stop_clocks(actor: Actor, person: Person, at: datetime) -> list[UUID]:
    running = list(Clock.objects.filter(person_id=person.pk, stopped_at=None))
    for clock in running:
        clocks.add_event(clock, kind="stop", occurred_at=at, at=at, reason=ENDED)
    return [clock.pk for clock in running]


def _words(told: Told) -> str:
    family = f" We talk with {told.family_contact}." if told.family_contact else ""
    sure = "" if told.confirmed else " It is not confirmed yet."
    return f"{told.told_by} told us.{sure}{family} Nothing more is sent, asked or arranged."


def _write(actor: Actor, person: Person, death: Death, title: str, body: str, at: datetime) -> None:
    record.write_entry(
        actor,
        person=person,
        kind=EntryKind.DECISION,
        title=title,
        body=body,
        occurred_at=at,
        at=at,
        subject=("Death", death.pk),
    )
