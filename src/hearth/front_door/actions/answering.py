"""What happens once somebody has asked: it is read, and what is done for them keeps our promises."""

from datetime import datetime
from typing import Any

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.ids import new_id
from hearth.front_door import permissions, rules, urgency_rules
from hearth.front_door.actions import promises
from hearth.front_door.actions.updates import tell_referrers
from hearth.front_door.actions.urgency import judge_urgency, tell_of_referral
from hearth.front_door.codes import UpdateKind
from hearth.front_door.models import Referral
from hearth.front_door.welcome_codes import Urgency
from hearth.front_door.welcome_models import SafetyAnswer
from hearth.holding import actions as holding
from hearth.holding.closing_queries import MORNING
from hearth.people.models import Person
from hearth.record import actions as record
from hearth.record.codes import EntryKind
from hearth.record.models import Entry


@action
def read_referral(actor: Actor, /, *, referral: Referral, unsafe: bool, done: str = "", at: datetime) -> SafetyAnswer:
    """Somebody at the hub has read it and says whether anyone is unsafe now; the first reading stands.

    `done` is what is done about it this minute. A yes promises somebody alongside within the hour.
    Raises NotPermitted, or NotPossible if somebody is unsafe and nothing is done.
    """
    permissions.check_read_referral(actor)
    urgency_rules.check_safety(unsafe=unsafe, done=done)
    if referral.read_at is None:
        referral.read_by_id, referral.read_at = actor.membership_id, at
        referral.save(update_fields=["read_by", "read_at"])
    by_whom = {"answered_by_id": actor.membership_id}
    answer = SafetyAnswer(
        id=new_id(),
        person_id=referral.person_id,
        referral=referral,
        unsafe=unsafe,
        done=done.strip(),
        answered_at=at,
        **by_whom,
    )
    answer.save(force_insert=True)
    tell_read(actor, answer, at)
    audit.record(actor, "front_door.referral_read", subject=referral, person_id=referral.person_id, at=at)
    if unsafe:
        judge_urgency(actor, referral=referral, urgency=Urgency.NOW, reason=done, at=at)
    return answer


def tell_read(actor: Actor, answer: SafetyAnswer, at: datetime) -> None:
    """The person reads who has read what they sent, and what was thought of it."""
    thought = (
        f"Somebody may not be safe, so we act now. {answer.done}"
        if answer.unsafe
        else f"As far as we can tell, nobody is in danger this minute. {answer.done}"
    )
    tell_of_referral(actor, answer.referral, "Read", thought.strip(), ("Referral", answer.referral_id), at=at)


@action
def write_down(
    actor: Actor, /, *, person: Person, kind: EntryKind, body: str, occurred_at: datetime, at: datetime, **more: Any
) -> Entry:
    """Write an entry as `record.write_entry` does, and keep the promises to this person that it keeps.

    What happened before somebody asked keeps nothing. Raises NotPermitted, or NotPossible as writing does.
    """
    entry = record.write_entry(actor, person=person, kind=kind, body=body, occurred_at=occurred_at, at=at, **more)
    codes, of = {MORNING, *rules.promises_kept_by(kind)}, (*rules.PROMISED_TO, "EveningPlan")
    promised = promises.due(person_id=person.id, codes=codes, occurred_at=occurred_at, of=of)
    ours = [clock for clock in promised if clock.definition != MORNING]
    if "first-contact" in promises.keep_these(actor, ours, occurred_at, at):
        tell_referrers(actor, person=person, kind=UpdateKind.CONTACT_MADE, at=at)
    if len(ours) < len(promised):
        holding.keep_morning_by_writing(actor, person_id=person.id, kind=kind, occurred_at=occurred_at, at=at)
    return entry
