"""Reading a part through: who does, what is given, what is left out and why, and who else was asked."""

from datetime import datetime

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.errors import NotPossible
from hearth.core.ids import new_id
from hearth.organisations.models import Membership
from hearth.subject_access import permissions, queries, rules
from hearth.subject_access.actions.moving import go_on, in_turn
from hearth.subject_access.codes import Outcome, Status
from hearth.subject_access.models import AccessItem, AccessPart, AccessRequest, ItemAsked, ItemDecision
from hearth.subject_access.rules import Decided, Verdict

NOT_NOW = "This part is read through already."
OTHER_PART = "Choose somebody who works for them."


@action
def name_reviewer(actor: Actor, /, *, part: AccessPart, reviewer: Membership, at: datetime) -> AccessPart:
    """Name who reads this part through, for the organisation whose part it is. Raises NotPermitted or NotPossible."""
    permissions.check_answer(actor, request=part.request)
    part = _open_part(actor, part)
    if not queries.reviewers_for(part).filter(pk=reviewer.pk).exists():
        raise NotPossible(OTHER_PART)
    part.reviewer, part.named_at = reviewer, at
    part.save(update_fields=["reviewer", "named_at"])
    detail = {"reviewer": str(reviewer.pk)}
    audit.record(actor, "subject_access.reviewer_named", subject=part, at=at, detail=detail)
    return part


@action
def ask_professional(actor: Actor, /, *, item: AccessItem, whom: Membership, at: datetime) -> ItemAsked:
    """Ask a health professional about one item; they see that and nothing else. Raises NotPermitted or NotPossible."""
    permissions.check_review_part(actor, part=item.part)
    part = _open_part(actor, item.part)
    if not queries.health_professionals().filter(pk=whom.pk).exists():
        raise NotPossible("Choose a health professional who works here.")
    asked, _ = ItemAsked.objects.get_or_create(
        item=item,
        membership=whom,
        defaults={"person_id": part.person_id, "asked_by_id": permissions.by_name(actor), "asked_at": at},
    )
    audit.record(actor, "subject_access.professional_asked", subject=asked, at=at)
    return asked


@action
def decide_item(actor: Actor, /, *, item: AccessItem, verdict: Verdict, at: datetime) -> ItemDecision:
    """Say what becomes of one item. The words themselves stay as they are; an earlier decision stays behind this one.

    Serious harm is for a health professional to say. Raises NotPermitted, or NotPossible.
    """
    asked = queries.is_asked(actor, item=item)
    permissions.check_decide_item(actor, item=item, asked=asked, reason=verdict.reason)
    _open_part(actor, item.part)
    decided = _decided(item, verdict)
    decision = ItemDecision(
        id=new_id(),
        person_id=item.person_id,
        item=item,
        outcome=decided.outcome,
        reason=decided.reason,
        why=decided.why.strip(),
        said=decided.said,
        spans=[list(place) for place in decided.spans],
        decided_by_id=permissions.by_name(actor),
        decided_in_role=actor.role,
        decided_at=at,
    )
    decision.save(force_insert=True)
    detail = {"outcome": decided.outcome, "reason": decided.reason}
    audit.record(actor, "subject_access.item_decided", subject=decision, at=at, detail=detail)
    return decision


def _decided(item: AccessItem, verdict: Verdict) -> Decided:
    if verdict.outcome == Outcome.GIVE:
        return Decided(Outcome.GIVE)
    places = rules.spans(item.body, verdict.phrases) if verdict.outcome == Outcome.REDACT else ()
    decided = Decided(verdict.outcome, verdict.reason, verdict.why, verdict.said, places)
    rules.check_decided(decided)
    return decided


@action
def finish_part(actor: Actor, /, *, part: AccessPart, at: datetime) -> AccessPart:
    """This part is read through. Once every part is, everything is put together. Raises NotPermitted, NotPossible."""
    permissions.check_review_part(actor, part=part)
    part = _open_part(actor, part)
    rules.check_all_looked_at([one for one in queries.items(actor, part=part) if one.waits])
    part.reviewed_by_id, part.reviewed_at = actor.membership_id, at
    part.save(update_fields=["reviewed_by", "reviewed_at"])
    go_on(part.request)
    audit.record(actor, "subject_access.part_read", subject=part, at=at)
    return part


def _open_part(actor: Actor, part: AccessPart) -> AccessPart:
    """The part as it is now; the request is kept still meanwhile."""
    request: AccessRequest = in_turn(actor, part.request)
    part = AccessPart.objects.visible_to(actor).select_related("organisation").get(pk=part.pk)
    part.request = request
    if request.status != Status.REVIEWING or part.reviewed_at is not None:
        raise NotPossible(NOT_NOW)
    return part
