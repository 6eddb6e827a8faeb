"""Seeing a part of the plan otherwise."""

from datetime import datetime

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.errors import NotPossible
from hearth.core.ids import new_id
from hearth.people.models import Person
from hearth.plans import permissions, rules
from hearth.plans.actions import pens
from hearth.plans.codes import Whose
from hearth.plans.models import PartVersion, Voice


@action
def say_otherwise(
    actor: Actor, /, *, person: Person, version: PartVersion, words: str, whose: Whose, at: datetime
) -> Voice:
    """Somebody sees it otherwise. Both stand side by side for as long as the words do.

    A worker says their own, or writes down what the person says. Raises NotPermitted, or NotPossible without words, or
    for a person who would speak for a worker.
    """
    membership_id = permissions.check_write_plan(actor, person_id=person.pk)
    if membership_id is None and whose == Whose.WORKER:
        raise NotPossible("Say it as your own view; whoever works with you says theirs.")
    voice = Voice(
        id=new_id(),
        person=person,
        version=version,
        whose=whose,
        words=rules.check_words(words),
        said_by=actor.name if whose == Whose.WORKER else person.known_as,
        written_by_id=membership_id,
        said_at=at,
    )
    voice.save(force_insert=True)
    audit.record(actor, "plans.seen_otherwise", subject=voice, at=at, detail={"whose": str(whose)})
    pens.tell(actor, voice, "My plan", "A part of the plan is seen in two ways. Both stand beside each other.", at)
    return voice
