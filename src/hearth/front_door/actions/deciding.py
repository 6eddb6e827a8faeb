"""Thinking before getting in touch with somebody who does not know that we were asked."""

from datetime import datetime

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.ids import new_id
from hearth.front_door import permissions, rules
from hearth.front_door.codes import ContactChoice
from hearth.front_door.models import ContactDecision, Referral
from hearth.people.models import Person
from hearth.record import actions as record
from hearth.record.codes import EntryKind


@action
def decide_contact(
    actor: Actor, /, *, referral: Referral, choice: ContactChoice, how: str, why: str, at: datetime
) -> ContactDecision:
    """Whether and how we get in touch, and why. It can be decided again; the newest decision holds.

    Raises NotPermitted, or NotPossible if it does not say why, or not how.
    """
    decided_by = permissions.check_decide_contact(actor)
    rules.check_decision(goes_ahead=choice == ContactChoice.GO, how=how, why=why)
    decision = ContactDecision(
        id=new_id(),
        referral=referral,
        person_id=referral.person_id,
        choice=choice,
        how=how.strip(),
        why=why.strip(),
        decided_by_id=decided_by,
        decided_at=at,
    )
    decision.save(force_insert=True)
    record.write_entry(
        actor,
        person=Person(pk=referral.person_id),
        kind=EntryKind.DECISION,
        title=ContactChoice(choice).label,
        body="\n\n".join(part for part in (decision.how, decision.why) if part),
        occurred_at=at,
        at=at,
        subject=("ContactDecision", decision.pk),
    )
    audit.record(
        actor,
        "front_door.contact_decided",
        subject=decision,
        person_id=referral.person_id,
        at=at,
        detail={"choice": choice},
    )
    return decision
