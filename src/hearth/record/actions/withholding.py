"""Holding one entry back from the person for a while, and letting them read it."""

from datetime import datetime

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.errors import NotPossible
from hearth.core.ids import new_id
from hearth.organisations.models import Membership
from hearth.record import permissions
from hearth.record import withholding_rules as rules
from hearth.record.codes import WithholdReason
from hearth.record.models import Entry, Withholding, WithholdingReview


@action
def hold_back(
    actor: Actor,
    /,
    *,
    entry: Entry,
    reason: WithholdReason,
    why: str,
    until_at: datetime | None,
    reviewer: Membership,
    at: datetime,
) -> Withholding:
    """The person does not read this entry until then, and sees no gap. A second worker is asked to look at that.

    Raises NotPermitted, or NotPossible without words on why, without an end in good time, or if the reviewer is
    the one who asks.
    """
    permissions.check_hold_back(actor, entry=entry, reason=reason)
    rules.check_hold_back(reason=reason, until_at=until_at, at=at)
    if not why.strip():
        raise NotPossible("Say in a few words why they should not read it yet.")
    if reviewer.worker_id == actor.worker_id:
        raise NotPossible("Ask somebody else to look at it with you.")
    return start_holding_back(actor, entry=entry, reason=reason, why=why, until_at=until_at, reviewer=reviewer, at=at)


@action
def review_withholding(
    actor: Actor, /, *, withholding: Withholding, opens: bool, words: str, at: datetime
) -> WithholdingReview:
    """A worker looked: the person reads it from now on, or it goes on until its day.

    Whoever held it back may let it be read, but only another worker may say that it goes on. Raises NotPermitted, or
    NotPossible, also when it is open already.
    """
    reviewer_id = permissions.check_review_withholding(actor, withholding=withholding)
    mine = withholding.held_by is not None and withholding.held_by.worker_id == actor.worker_id
    rules.check_review(opens=opens, words=words, is_own=mine)
    if withholding.reviews.filter(opens=True).exists() or (withholding.until_at and withholding.until_at <= at):
        raise NotPossible("They can read this already.")
    review = WithholdingReview(
        id=new_id(),
        person_id=withholding.person_id,
        withholding=withholding,
        held_by_id=withholding.held_by_id,
        reviewed_by_id=reviewer_id,
        reviewed_at=at,
        opens=opens,
        words=words,
    )
    review.save(force_insert=True)
    audit.record(actor, "record.withholding_reviewed", subject=review, at=at, detail={"opens": opens})
    return review


def start_holding_back(
    actor: Actor,
    *,
    entry: Entry,
    reason: str,
    until_at: datetime | None,
    at: datetime,
    why: str = "",
    reviewer: Membership | None = None,
) -> Withholding:
    """The row itself, for actions that have asked whether it may be."""
    withholding = Withholding(
        id=new_id(),
        person_id=entry.person_id,
        root_id=entry.root_id,
        reason=reason,
        why=why,
        held_by_id=actor.membership_id,
        held_at=at,
        until_at=until_at,
        reviewer=reviewer,
    )
    withholding.save(force_insert=True)
    audit.record(actor, "record.entry_withheld", subject=withholding, at=at, detail={"reason": reason})
    return withholding
