"""Asking for a record by any route in any words; making sure who it is; taking it on; taking it back."""

from datetime import datetime

from hearth.core import audit, clocks
from hearth.core.actions import action
from hearth.core.actor import Actor, ActorKind
from hearth.core.errors import NotPossible
from hearth.core.ids import new_id
from hearth.organisations.models import Membership
from hearth.people.models import Person
from hearth.subject_access import permissions, queries, rules
from hearth.subject_access.actions.moving import in_turn, move, note
from hearth.subject_access.codes import IdentityBy, Status
from hearth.subject_access.models import AccessRequest, IdentityCheck
from hearth.subject_access.rules import Asked

CLOCK = "subject-access"


@action
def ask_for_record(
    actor: Actor, /, *, person: Person, asked: Asked, at: datetime, asked_at: datetime | None = None
) -> AccessRequest:
    """Take up a request and start the month. A guardian answers by name from the first second, if there is one.

    Somebody signed in as themselves is known to be them. `asked_at` is when they asked, if it is written down later:
    the month runs from then. Raises NotPermitted, or NotPossible if the same is under way.
    """
    permissions.check_ask(actor, person=person)
    rules.check_asked(
        words=asked.words, asked_by=asked.asked_by, asker_name=asked.asker_name, authority=asked.authority
    )
    began = asked_at or at
    if began > at:
        raise NotPossible("That day has not come yet. When did they ask?")
    if queries.running_request(actor, person_id=person.pk, asked_by=asked.asked_by):
        raise NotPossible("This is under way already. Look at how far it has come.")
    request = _write(actor, person, asked, began, at)
    note(actor, request, at)
    if actor.kind is ActorKind.PERSON:
        _sure(actor, request, IdentityBy.SIGNED_IN, "", at)
    audit.record(actor, "subject_access.asked", subject=request, at=at, detail={"how": asked.how})
    return request


def _write(actor: Actor, person: Person, asked: Asked, began: datetime, at: datetime) -> AccessRequest:
    request_id, answers = new_id(), _who_answers(actor)
    clock = clocks.start_clock(
        code=CLOCK,
        person_id=person.pk,
        subject_type="AccessRequest",
        subject_id=request_id,
        owner_id=answers.pk if answers else None,
        at=began,
        recorded_at=at,
    )
    request = AccessRequest(
        id=request_id,
        person=person,
        called=person.known_as,
        how=asked.how,
        asked_by=asked.asked_by,
        asker_name=asked.asker_name.strip(),
        authority=asked.authority.strip(),
        entitled=asked.entitled,
        words=asked.words.strip(),
        wants_paper=asked.wants_paper,
        wants_company=asked.wants_company,
        asked_at=began,
        recorded_by_id=actor.membership_id,
        answers=answers,
        due_at=clock.due_at,
    )
    request.save(force_insert=True)
    return request


def _who_answers(actor: Actor) -> Membership | None:
    everybody = queries.guardians()
    own = [one for one in everybody if one.pk == actor.membership_id]
    return next(iter([*own, *everybody]), None)


@action
def make_sure(actor: Actor, /, *, request: AccessRequest, how: IdentityBy, words: str, at: datetime) -> None:
    """Say how we know that it is them. Then everything is gathered. Raises NotPermitted or NotPossible."""
    permissions.check_make_sure(actor)
    request = in_turn(actor, request)
    if how == IdentityBy.SIGNED_IN:
        raise NotPossible("Only they themselves can sign in. How do you know that it is them?")
    _sure(actor, request, how, words, at)
    audit.record(actor, "subject_access.identity_sure", subject=request, at=at, detail={"how": how})


def _sure(actor: Actor, request: AccessRequest, how: IdentityBy, words: str, at: datetime) -> None:
    move(actor, request, Status.GATHERING, at)
    IdentityCheck(
        request=request,
        person_id=request.person_id,
        how=how,
        words=words.strip(),
        checked_by_id=actor.membership_id,
        checked_at=at,
    ).save(force_insert=True)


@action
def take_on(actor: Actor, /, *, request: AccessRequest, at: datetime) -> None:
    """From now on this guardian answers the person. Raises NotPermitted, or NotPossible once it is over."""
    permissions.check_take_on(actor)
    request = in_turn(actor, request)
    if request.status in {Status.DELIVERED, Status.WITHDRAWN}:
        raise NotPossible(rules.OVER)
    request.answers_id = actor.membership_id
    request.save(update_fields=["answers"])
    audit.record(actor, "subject_access.taken_on", subject=request, at=at)


@action
def withdraw(actor: Actor, /, *, request: AccessRequest, at: datetime) -> None:
    """They do not want it any more. They may ask again at any time. Raises NotPermitted or NotPossible."""
    permissions.check_withdraw(actor, request=request)
    request = in_turn(actor, request)
    move(actor, request, Status.WITHDRAWN, at)
    audit.record(actor, "subject_access.withdrawn", subject=request, at=at)
