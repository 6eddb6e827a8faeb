"""Noting that a measure was offered, or why it was not filled in."""

from datetime import datetime

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.ids import new_id
from hearth.outcomes import permissions, rules
from hearth.outcomes.codes import Offered
from hearth.outcomes.instruments import Instrument
from hearth.outcomes.models import Offer
from hearth.people.models import Person


@action
def note_offer(
    actor: Actor, /, *, person: Person, of: Instrument, outcome: Offered, words: str = "", at: datetime
) -> Offer:
    """It was offered, they would rather not, they are not able just now; or it was not offered, and why.

    A no changes nothing else: no support hangs on it. Raises NotPermitted, or NotPossible without a reason for not
    offering.
    """
    mine = permissions.check_measure(actor, person=person)
    rules.check_reason(outcome, words)
    offer = Offer(id=new_id(), person=person, instrument=of.code, outcome=outcome, words=words.strip()[:300], at=at)
    offer.noted_by_id = mine
    offer.save(force_insert=True)
    audit.record(actor, "outcomes.offer_noted", subject=offer, at=at, detail={"of": of.code, "outcome": outcome})
    return offer
