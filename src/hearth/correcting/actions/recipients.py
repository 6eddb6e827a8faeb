"""Telling whoever had the earlier words that they were put right.

Source: UK GDPR article 19: each recipient is told unless that is impossible or takes disproportionate effort, and the
person is told who they are if they ask (the text itself was not to hand: check it).
"""

from datetime import datetime

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.clocks import add_event, start_clock
from hearth.core.ids import new_id
from hearth.core.inserting import first_come
from hearth.core.models import Clock
from hearth.correcting import permissions, recipient_queries, rules
from hearth.correcting.actions.telling import write_in_their_journey
from hearth.correcting.codes import RECIPIENTS, Spread
from hearth.correcting.models import CorrectionAnswer, Recipient, Spreading

KIND = "CorrectionRequest"


def note_recipients(actor: Actor, answer: CorrectionAnswer, at: datetime) -> list[Recipient]:
    """Write down whoever had the earlier words, and promise to tell them. Nothing is promised where nobody had them."""
    rows = [
        Recipient(id=new_id(), answer=answer, person_id=answer.person_id, root_id=answer.root_id, **found)
        for found in recipient_queries.had_the_words(person_id=answer.person_id, root_id=answer.root_id)
    ]
    Recipient.objects.bulk_create(rows)
    if rows:
        start_clock(
            code=RECIPIENTS,
            person_id=answer.person_id,
            subject_type=KIND,
            subject_id=answer.request_id,
            owner_id=answer.answered_by_id,
            at=at,
        )
    return rows


@action
def note_told(actor: Actor, /, *, recipient: Recipient, outcome: Spread, words: str, at: datetime) -> Spreading:
    """They were told, and how; or why they need not be. Once each was, the promise is kept and the person reads it.

    Raises NotPermitted, or NotPossible without words or once it is noted.
    """
    told_by = permissions.check_tell_recipient(actor, recipient=recipient)
    rules.check_told(words)
    spreading = Spreading(
        id=new_id(),
        recipient=recipient,
        person_id=recipient.person_id,
        root_id=recipient.root_id,
        outcome=outcome,
        words=words.strip(),
        told_by_id=told_by,
        told_by_name=actor.name,
        told_at=at,
    )
    with first_come("Somebody has noted this already."):
        spreading.save(force_insert=True)
    if not recipient_queries.still_to_tell(actor, answer=recipient.answer):
        _keep_the_promise(actor, recipient.answer, at)
    audit.record(actor, "correcting.recipient_told", subject=spreading, at=at, detail={"outcome": outcome})
    return spreading


def _keep_the_promise(actor: Actor, answer: CorrectionAnswer, at: datetime) -> None:
    for clock in Clock.objects.filter(definition=RECIPIENTS, subject_id=answer.request_id, stopped_at=None):
        add_event(clock, kind="stop", occurred_at=at, at=at)
    told = recipient_queries.told_of(actor, answer=answer)
    said = f"We told {told} that something about you was put right." if told else "Nobody else needed to be told."
    write_in_their_journey(actor, answer.request, "Whoever had the earlier words", said, at)
