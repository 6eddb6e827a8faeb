"""Choosing: between two versions written at once, who may read a part, and whether the door may open the card."""

from datetime import datetime
from typing import Any, TypeVar

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.errors import NotPossible
from hearth.core.ids import new_id
from hearth.core.sight import Level
from hearth.people.models import Person
from hearth.plans import permissions
from hearth.plans.actions import pens
from hearth.plans.codes import About
from hearth.plans.models import CardOpening, PartChoice
from hearth.plans.queries import versions
from hearth.plans.rules import Pen, Thread
from hearth.plans.version_models import Version
from hearth.sharing.codes import SaidBy

V = TypeVar("V", bound=Version)
NOT_DIVIDED = "Somebody has chosen already. What stands is below."
EXPLAINED_ON_PAGE = "Chosen on their own page, with what follows beside it"


@action
def choose_version(actor: Actor, /, *, about: About, version: V, how: str, at: datetime) -> V:
    """Of two that were written at once this one goes on; the other stays readable. It waits for a yes like any other.

    Raises NotPermitted, or NotPossible if nothing is to be chosen any more.
    """
    found = _thread_of(actor, about, version)
    if found is None or not found.is_divided:
        raise NotPossible(NOT_DIVIDED)
    other = next(one for one in found.heads if one.pk != version.pk)
    model = type(version)
    every: Any = model.objects  # type: ignore[attr-defined]  # each kind of version has its own
    same = every.visible_to(actor).filter(person=version.person_id)
    hand = pens.held(actor, Person(pk=version.person_id), Pen(how, (version.pk, other.pk)), same, at)
    chosen = model(**{**pens.contents(version), **hand})
    chosen.save(force_insert=True)
    audit.record(actor, f"plans.{about}_chosen", subject=chosen, at=at, detail={"beside": str(other.pk)})
    pens.tell(actor, chosen, "My plan", "Two had written at once. Both are kept, and one was chosen to go on.", at)
    return chosen


@action
def choose_level(actor: Actor, /, *, person: Person, part: str, level: Level, at: datetime) -> PartChoice:
    """A part is for those who may see everything, or again for all who may see the plan. It counts at once.

    Raises NotPermitted.
    """
    membership_id = permissions.check_write_plan(actor, person_id=person.pk)
    choice = PartChoice(
        person=person, part=part, level=level, said_by=SaidBy.PERSON, recorded_by_id=membership_id, chosen_at=at
    )
    choice.save(force_insert=True)
    audit.record(actor, "plans.part_level_chosen", subject=choice, at=at, detail={"part": part, "level": int(level)})
    return choice


@action
def open_card(actor: Actor, /, *, person: Person, explained_how: str, at: datetime) -> CardOpening:
    """The person lets whoever welcomes at the door open their card.

    Raises NotPermitted, or NotPossible without how it was explained, or if it is open.
    """
    membership_id = permissions.check_write_plan(actor, person_id=person.pk)
    explained = EXPLAINED_ON_PAGE if membership_id is None else explained_how.strip()
    if not explained:
        raise NotPossible("How did you explain it? A few words.")
    if CardOpening.objects.visible_to(actor).filter(person=person, until_at=None).exists():
        raise NotPossible("It is open already.")
    opening = CardOpening(
        id=new_id(),
        person=person,
        explained_how=explained[:300],
        said_by=SaidBy.PERSON,
        recorded_by_id=membership_id,
        from_at=at,
    )
    opening.save(force_insert=True)
    audit.record(actor, "plans.card_opened_at_the_door", subject=opening, at=at)
    return opening


@action
def close_card(actor: Actor, /, *, opening: CardOpening, at: datetime) -> CardOpening:
    """Whoever welcomes at the door opens it no more. Raises NotPermitted."""
    permissions.check_write_plan(actor, person_id=opening.person_id)
    opening.until_at = at
    opening.save(update_fields=["until_at"])
    audit.record(actor, "plans.card_closed_at_the_door", subject=opening, at=at)
    return opening


def _thread_of(actor: Actor, about: About, version: Version) -> Thread[Any] | None:
    found = versions.everything(actor, person_id=version.person_id)
    return next((one for kind, one in found if kind == about and version.pk in {head.pk for head in one.heads}), None)
