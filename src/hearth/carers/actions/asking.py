"""Asking for help of one's own."""

from datetime import datetime

from hearth.carers import permissions, queries, rules
from hearth.carers.models import AssessmentAsk
from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.errors import NotPossible
from hearth.core.ids import new_id
from hearth.front_door import actions as front_door
from hearth.front_door.codes import Route
from hearth.front_door.rules import Told
from hearth.organisations.models import Hub
from hearth.people.models import Person

IN_ONE_SENTENCE = (
    "I am there for somebody, and I would like somebody to look with me at what I need (a carer’s assessment)."
)


@action
def ask_for_assessment(
    actor: Actor, /, *, person: Person, words: str, reach: str, hub: Hub, at: datetime
) -> AssessmentAsk:
    """A referral of their own: from now on a named human holds them, apart from whoever they are there for.

    `reach` is how to find them. Raises NotPermitted, or NotPossible if they have asked already or an answer is missing.
    """
    permissions.check_ask(actor, person=person)
    if queries.assessment(actor, person=person) is not None:
        raise NotPossible(rules.ASKED_ALREADY)
    told = Told(
        route=Route.MYSELF,
        known_as=actor.name,
        who_and_how_to_find=reach,
        what_is_happening="\n\n".join(part for part in (IN_ONE_SENTENCE, words.strip()) if part),
    )
    referral, _ = front_door.receive_referral(actor, told=told, hub=hub, person=person, at=at)
    asked = AssessmentAsk(id=new_id(), person=person, referral=referral, asked_at=at)
    asked.save(force_insert=True)
    audit.record(actor, "carers.assessment_asked", subject=asked, at=at)
    return asked
