"""Keeping a record close: it opens by name alone, with a reason, and somebody looks again (DOMAIN 4.1 and 6)."""

from datetime import date, datetime
from uuid import UUID

from django.db.models import F

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.clocks import day_of
from hearth.core.errors import NotPossible
from hearth.core.ids import new_id
from hearth.identity import permissions, rules
from hearth.people.codes import PersonStatus
from hearth.people.identity_models import Restriction
from hearth.people.models import Person
from hearth.record import actions as record
from hearth.record.codes import EntryKind
from hearth.sharing import actions as sharing

CLOSED = (
    "From now on your record opens only for whoever holds you, whom you let in by name, and in an emergency. {because} "
    "We look at this again with you by {day}."
)
OPENED = "Your record opens again as you chose in your circle. {because}"


@action
def restrict(actor: Actor, /, *, person: Person, because: str, review_on: date, at: datetime) -> Restriction:
    """From this second the record opens only for whoever holds them, is asked or named, and in an emergency.

    The person reads why. Raises NotPermitted, or NotPossible if it does not say why, is looked at again too late, or
    if it is close already.
    """
    by = permissions.check_restrict(actor, person=person)
    now = Person.objects.visible_to(actor).get(pk=person.pk)
    rules.check_restriction(status=now.status, because=because, review_on=review_on, on=day_of(at))
    restriction = _begin(now, because, review_on, now.status, by, at)
    _write(actor, restriction, "Your record is kept close", CLOSED, because, at)
    _become(actor, now, PersonStatus.RESTRICTED, at)
    audit.record(actor, "identity.restricted", subject=restriction, at=at, detail={"review_on": str(review_on)})
    return restriction


@action
def keep_restricted(actor: Actor, /, *, restriction: Restriction, because: str, review_on: date, at: datetime) -> None:
    """Somebody looked again, and it stays close for another while. Raises NotPermitted, or NotPossible."""
    by = permissions.check_restrict(actor, person=restriction.person)
    rules.check_review_on(because=because, review_on=review_on, on=day_of(at))
    _end(actor, restriction, because, at)
    again = _begin(restriction.person, because, review_on, restriction.status_before, by, at)
    audit.record(actor, "identity.kept_restricted", subject=again, at=at, detail={"review_on": str(review_on)})


@action
def lift_restriction(actor: Actor, /, *, restriction: Restriction, because: str, at: datetime) -> None:
    """The record opens again as the circle says; the person reads why. Raises NotPermitted, or NotPossible."""
    permissions.check_restrict(actor, person=restriction.person)
    rules.check_because(because)
    _end(actor, restriction, because, at)
    _write(actor, restriction, "Your record opens again", OPENED, because, at)
    _become(actor, restriction.person, PersonStatus(restriction.status_before), at)
    audit.record(actor, "identity.restriction_lifted", subject=restriction, at=at)


def _begin(person: Person, because: str, review_on: date, status_before: str, by: UUID, at: datetime) -> Restriction:
    restriction = Restriction(
        id=new_id(),
        person=person,
        because=because.strip(),
        status_before=status_before,
        from_at=at,
        by_id=by,
        review_on=review_on,
    )
    Restriction.objects.bulk_create([restriction])
    return restriction


def _end(actor: Actor, restriction: Restriction, because: str, at: datetime) -> None:
    live = Restriction.objects.visible_to(actor).filter(pk=restriction.pk, ended_at=None)
    if not live.update(ended_at=at, ended_by=actor.worker_id, ended_because=because.strip()):
        raise NotPossible(rules.NOT_OPEN)


def _become(actor: Actor, person: Person, status: PersonStatus, at: datetime) -> None:
    Person.objects.visible_to(actor).filter(pk=person.pk).update(status=status, version=F("version") + 1)
    sharing.rewrite_sight(person_id=person.pk, at=at)


def _write(actor: Actor, restriction: Restriction, title: str, words: str, because: str, at: datetime) -> None:
    day = f"{restriction.review_on.day} {restriction.review_on:%B %Y}"
    record.write_entry(
        actor,
        person=restriction.person,
        kind=EntryKind.DECISION,
        title=title,
        body=words.format(because=_sentence(because), day=day),
        occurred_at=at,
        at=at,
        subject=("Restriction", restriction.pk),
    )


def _sentence(words: str) -> str:
    said = words.strip()
    return said if said.endswith((".", "?", "!")) else f"{said}."
