"""Somebody new turns out to be somebody we know: what was asked moves to them, and both journeys say so.

It can be undone. Never a merge: the new record held nothing but what was asked, and stays.
"""

from datetime import datetime

from hearth.core import audit, clocks, doors
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.clocks import day_of
from hearth.core.errors import NotPossible
from hearth.core.ids import new_id
from hearth.core.models import Clock
from hearth.front_door import limits, permissions, rules
from hearth.front_door.actions.arriving import arrive
from hearth.front_door.actions.receiving import lead_on_duty
from hearth.front_door.models import Referral, SamePerson
from hearth.people import actions as people
from hearth.people.codes import SecondItem
from hearth.people.models import Person
from hearth.record import actions as record
from hearth.record.codes import EntryKind, Source
from hearth.sharing import actions as sharing

A_LIFE_OF_ITS_OWN = (
    "There is more written here than what was asked, so this stays a record of its own. Ask whoever leads."
)
NOBODY_YET = "Nobody has ever held them here, so there is nobody to go on. Take them in first."
MOVED = "What was asked is written in their own record now."
UNDONE_ALREADY = "This was undone already."
ONE_WELCOME = "The earlier promise of the same welcome goes on."


@action
def is_same_person(
    actor: Actor, /, *, referral: Referral, known: Person, checked_by: SecondItem, at: datetime
) -> SamePerson:
    """The one this referral made known is somebody we know, and a second thing was checked beside the name.

    Whoever holds the known person goes on; the hub's team may know them. Raises NotPermitted, or NotPossible if more
    is written in the new record than what was asked.
    """
    decided_by = permissions.check_decide_contact(actor)
    new = Person.objects.visible_to(actor).get(pk=referral.person_id)
    if known.pk == new.pk or not _holds_nothing_else(new):
        raise NotPossible(A_LIFE_OF_ITS_OWN)
    moved = list(Referral.objects.visible_to(actor).filter(person_id=new.pk).order_by("received_at"))
    holder_id = arrive(known, referral.hub, lead_on_duty(referral.hub, at), at)
    if holder_id is None:
        raise NotPossible(NOBODY_YET)
    people.recognise(actor, person=known, checked_by=checked_by, at=at)
    same = SamePerson(
        id=new_id(),
        person=new,
        known_id=known.pk,
        referrals=[one.pk for one in moved],
        checked_by=checked_by,
        decided_by_id=decided_by,
        decided_at=at,
    )
    same.save(force_insert=True)
    _tell(actor, new, "The same person as somebody we know", MOVED, same, at)
    _move(same, onto=known, holder_id=holder_id, at=at)
    _promise_once(moved, at)
    for one in moved:
        _tell_again(actor, known, one, at)
    _let_go(new, onto=known, at=at)
    audit.record(actor, "front_door.same_person", subject=same, person_id=new.pk, at=at)
    return same


@action
def are_two_people(actor: Actor, /, *, same: SamePerson, because: str, at: datetime) -> None:
    """It was somebody else after all: what was asked goes back, and the lead on duty holds them again.

    Raises NotPermitted, or NotPossible if it was undone already or does not say why.
    """
    undone_by = permissions.check_decide_contact(actor)
    rules.check_because(because)
    if same.undone_at is not None:
        raise NotPossible(UNDONE_ALREADY)
    referral = Referral.objects.visible_to(actor).select_related("hub").filter(pk__in=same.referrals).first()
    if referral is None:
        raise NotPossible("You are not alongside them any more.")
    new = Person(pk=same.person_id)
    doors.rows("SELECT front_door_themselves_again(%s)", new.pk)
    lead = lead_on_duty(referral.hub, at)
    holder_id = arrive(new, referral.hub, lead, at)
    _move(same, onto=new, holder_id=holder_id or lead.pk, at=at)
    _promise_again(same, at)
    same.undone_by_id, same.undone_at, same.undone_because = undone_by, at, because.strip()
    same.save(update_fields=["undone_by", "undone_at", "undone_because"])
    for person in (new, Person(pk=same.known_id)):
        _tell(actor, person, "Two people after all", because.strip(), same, at)
    audit.record(actor, "front_door.two_people", subject=same, person_id=new.pk, at=at)


def _holds_nothing_else(new: Person) -> bool:
    return bool(doors.answer("SELECT front_door_holds_nothing_else(%s)", new.pk))


def _move(same: SamePerson, *, onto: Person, holder_id: object, at: datetime) -> None:
    days = limits.days("joins-days", on=day_of(at))
    doors.rows("SELECT front_door_move(%s, %s, %s, %s, %s)", same.referrals, onto.pk, holder_id, days, at)


def _promise_once(moved: list[Referral], at: datetime) -> None:
    """One need has one welcome: what the earlier referral promised already is promised by that one alone."""
    joined = Referral.objects.filter(pk__in=[one.pk for one in moved]).exclude(joined_to=None)
    promised = Clock.objects.filter(subject_type="Referral", stopped_at=None)
    for one in joined:
        earlier = promised.filter(subject_id__in=joined.filter(pk=one.pk).values("joined_to")).values("definition")
        for clock in promised.filter(subject_id=one.pk, definition__in=earlier):
            clocks.add_event(clock, kind="stop", occurred_at=at, at=at, reason=ONE_WELCOME)


def _promise_again(same: SamePerson, at: datetime) -> None:
    """Whoever is somebody else after all was promised it from the day they asked."""
    for clock in Clock.objects.filter(subject_type="Referral", subject_id__in=same.referrals):
        if clock.events.filter(kind="stop", reason=ONE_WELCOME).exists():
            clocks.add_event(clock, kind="start", occurred_at=at, at=at)


def _let_go(new: Person, *, onto: Person, at: datetime) -> None:
    """Nobody holds them under the new record any more, nor sees it for that; its pages lead on to their own."""
    doors.rows("SELECT front_door_let_go(%s, %s, %s)", new.pk, onto.pk, at)
    sharing.rewrite_sight(person_id=new.pk, at=at)


def _tell(actor: Actor, person: Person, title: str, body: str, same: SamePerson, at: datetime) -> None:
    record.write_entry(
        actor,
        person=person,
        kind=EntryKind.REFERRAL,
        title=title,
        body=body,
        occurred_at=at,
        at=at,
        subject=("SamePerson", same.pk),
    )


def _tell_again(actor: Actor, known: Person, referral: Referral, at: datetime) -> None:
    """Their own journey has the words too, on the day they were told."""
    record.write_entry(
        actor,
        person=known,
        kind=EntryKind.REFERRAL,
        title=f"{referral.get_route_display()}; we know now that it was for them",
        body=referral.what_is_happening,
        occurred_at=referral.received_at,
        at=at,
        source=Source.TOLD_BY_OTHER if referral.referrer_name else Source.TOLD_BY_PERSON,
        about_others=bool(referral.referrer_name),
        subject=("Referral", referral.pk),
    )
