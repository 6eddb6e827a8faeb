"""It is in doubt whether somebody can decide one thing now."""

from datetime import date, datetime

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.clocks import day_of
from hearth.core.errors import NotPossible
from hearth.core.ids import new_id
from hearth.people.models import Person
from hearth.plans import permissions
from hearth.plans.models import CapacityDoubt
from hearth.record import actions as record
from hearth.record.codes import EntryKind

ENDED = "This was settled already."


@action
def note_doubt(
    actor: Actor, /, *, person: Person, decision: str, why: str, support: str, review_on: date, at: datetime
) -> CapacityDoubt:
    """It is in doubt whether they can decide this one thing now. From this second their wishes stand above all else.

    Raises NotPermitted, or NotPossible without the decision, the reason or what was done to help them decide, or
    without a day to come on which it is looked at again.
    """
    membership_id = permissions.check_beside(actor, person_id=person.pk)
    if not (decision.strip() and why.strip()):
        raise NotPossible("Which decision is it about, and what makes you doubt? It is never about everything.")
    if not support.strip():
        raise NotPossible("What did you try, so that they could decide themselves?")
    if review_on < day_of(at):
        raise NotPossible("When do we look at this again? It is never for ever.")
    doubt = CapacityDoubt(
        id=new_id(),
        person=person,
        decision=decision.strip(),
        why=why.strip(),
        support=support.strip(),
        noted_by_id=membership_id,
        noted_at=at,
        review_on=review_on,
    )
    doubt.save(force_insert=True)
    audit.record(actor, "plans.capacity_doubted", subject=doubt, at=at)
    body = f"It is in doubt whether they can decide this now: {doubt.decision}\n\nWhy: {doubt.why}\n\n"
    _tell(actor, doubt, f"{body}What was tried so that they could: {doubt.support}", at)
    return doubt


@action
def end_doubt(actor: Actor, /, *, doubt: CapacityDoubt, words: str, at: datetime) -> CapacityDoubt:
    """They decide themselves again, or it was decided: how.

    Raises NotPermitted, or NotPossible without words, or if it was ended before.
    """
    membership_id = permissions.check_beside(actor, person_id=doubt.person_id)
    if doubt.ended_at is not None:
        raise NotPossible(ENDED)
    if not words.strip():
        raise NotPossible("What has changed? A few words.")
    doubt.ended_at, doubt.ended_by_id, doubt.ended_words = at, membership_id, words.strip()
    doubt.save(update_fields=["ended_at", "ended_by", "ended_words"])
    audit.record(actor, "plans.capacity_doubt_ended", subject=doubt, at=at)
    body = f"It is no longer in doubt whether they can decide this: {doubt.decision}\n\n{doubt.ended_words}"
    _tell(actor, doubt, body, at)
    return doubt


def _tell(actor: Actor, doubt: CapacityDoubt, body: str, at: datetime) -> None:
    record.write_entry(
        actor,
        person=Person(pk=doubt.person_id),
        kind=EntryKind.DECISION,
        title="Deciding for themselves",
        body=body,
        occurred_at=at,
        at=at,
        subject=("CapacityDoubt", doubt.pk),
    )
