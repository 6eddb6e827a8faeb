"""When we act: a worker's judgement with a reason, changed by anyone at any time (DOMAIN 4.2)."""

from datetime import datetime
from uuid import UUID

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.errors import NotPossible
from hearth.core.ids import new_id
from hearth.front_door import urgency_rules as rules
from hearth.front_door import welcome_permissions as permissions
from hearth.front_door import welcome_queries as queries
from hearth.front_door.actions import promises
from hearth.front_door.codes import PersonKnows
from hearth.front_door.models import Referral
from hearth.front_door.urgency_rules import Standing
from hearth.front_door.welcome_codes import Urgency
from hearth.front_door.welcome_models import UrgencyJudgement
from hearth.people.models import Person
from hearth.record import actions as record
from hearth.record.codes import EntryKind, Source
from hearth.record.models import Entry


@action
def judge_urgency(actor: Actor, /, *, referral: Referral, urgency: Urgency, reason: str, at: datetime) -> Standing:
    """Say when we act. Sooner counts at once; later counts when a second worker says so too.

    Answers what stands now. Raises NotPermitted, or NotPossible without a reason.
    """
    permissions.check_judge(actor)
    rules.check_reason(reason)
    referral = in_turn(actor, referral)
    before = queries.standing_of(actor, referral)
    by_whom = {"judged_by_id": actor.membership_id, "worker_id": actor.worker_id}
    judgement = UrgencyJudgement(
        id=new_id(),
        person_id=referral.person_id,
        referral=referral,
        urgency=urgency,
        reason=reason.strip(),
        judged_at=at,
        **by_whom,
    )
    judgement.save(force_insert=True)
    after = queries.standing_of(actor, referral)
    _promise(actor, judgement, before, after, at)
    tell_of_referral(actor, referral, "When we act", told(after, judgement), ("Referral", referral.id), at=at)
    detail = {"urgency": judgement.urgency, "stands": after.urgency}
    audit.record(actor, "front_door.urgency_judged", subject=judgement, at=at, detail=detail)
    return after


def _promise(actor: Actor, judgement: UrgencyJudgement, before: Standing, after: Standing, at: datetime) -> None:
    """Sooner promises more from now; what two workers took back is not owed any longer, and says so."""
    promises.begin(
        rules.PROMISES[after.urgency] if after.urgency == judgement.urgency else (),
        referral=judgement.referral,
        subject=("UrgencyJudgement", judgement.id),
        since=at,
        at=at,
    )
    no_longer = rules.PROMISES[before.urgency] - rules.PROMISES[after.urgency]
    because = f"Two workers judged that it can wait: {judgement.reason}"
    promises.keep(actor, person_id=judgement.person_id, codes=no_longer, occurred_at=at, at=at, reason=because)


def told(after: Standing, judgement: UrgencyJudgement) -> str:
    """What the person reads of it."""
    if after.asked is not None:
        later = rules.WE_ACT[after.asked.urgency]
        return (
            f"We act {after.words}. One of us thinks {later} is soon enough: {judgement.reason} A second looks at it."
        )
    return f"We act {after.words}. {judgement.reason}"


def in_turn(actor: Actor, referral: Referral) -> Referral:
    """The referral as it is once everyone else who was changing it has finished.

    Raises NotPossible if the actor may not see it any more.
    """
    seen = Referral.objects.visible_to(actor).select_related("person__holder__worker", "person__person", "hub")
    found = seen.select_for_update(of=["self"]).filter(pk=referral.pk).first()
    if found is None:
        raise NotPossible("You are not alongside them any more.")
    return found


def tell_of_referral(
    actor: Actor,
    referral: Referral,
    title: str,
    body: str,
    subject: tuple[str, UUID],
    *,
    kind: EntryKind = EntryKind.DECISION,
    occurred_at: datetime | None = None,
    at: datetime,
) -> Entry:
    """Write in the journey what was done about a referral. Of somebody who does not know of it, as of a third party."""
    return record.write_entry(
        actor,
        person=Person(pk=referral.person_id),
        kind=kind,
        title=title,
        body=body,
        occurred_at=occurred_at or at,
        at=at,
        source=Source.SEEN,
        about_others=referral.person_knows != PersonKnows.YES,
        subject=subject,
    )
