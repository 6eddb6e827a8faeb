"""Writing something in a plan. Each writing is a new version; nothing is written over."""

from dataclasses import asdict, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.clocks import day_of
from hearth.people.models import Person
from hearth.plans import rules
from hearth.plans.actions import pens
from hearth.plans.codes import About, Part
from hearth.plans.models import CardVersion, GoalVersion, PartVersion, WishVersion
from hearth.plans.rules import Card, Goal, Pen
from hearth.plans.wish_rules import Wish, check_wish

MY_PLAN = "My plan"
GOAL_FIELDS = ("words", "next_step", "state", "why", "who", "by_when", "confidence")


@action
def write_part(actor: Actor, /, *, person: Person, part: Part, words: str, pen: Pen, at: datetime) -> PartVersion:
    """Write one part of the plan, in place of what lay before the writer.

    Raises NotPermitted, or NotPossible without words, with too many, or with none that are new.
    """
    same = PartVersion.objects.visible_to(actor).filter(person=person, part=part)
    hand = pens.held(actor, person, pen, same, at)
    version = PartVersion(part=part, words=rules.check_words(words), **hand)
    _keep(actor, version, same, About.PART, at)
    pens.tell(actor, version, MY_PLAN, pens.how_it_was(actor, version, "a part of the plan"), at)
    return version


@action
def write_card(actor: Actor, /, *, person: Person, card: Card, pen: Pen, at: datetime) -> CardVersion:
    """Write the card for bad days, whole. Raises NotPermitted, or NotPossible if it would not fit on one screen."""
    same = CardVersion.objects.visible_to(actor).filter(person=person)
    hand = pens.held(actor, person, pen, same, at)
    tidy = tidied(card)
    rules.check_card(tidy)
    said = {name: words for name, words in asdict(tidy).items() if name != "calls"}
    version = CardVersion(calls=[asdict(call) for call in tidy.calls], **said, **hand)
    _keep(actor, version, same, About.CARD, at)
    # The same words as for any part: a card that is closed leaves nothing behind that tells of it.
    pens.tell(actor, version, MY_PLAN, pens.how_it_was(actor, version, "a part of the plan"), at)
    return version


@action
def write_goal(
    actor: Actor, /, *, person: Person, goal: Goal, pen: Pen, at: datetime, root_id: UUID | None = None
) -> GoalVersion:
    """Write down what somebody hopes for, or how it goes. Without `root_id` it is something new.

    Raises NotPermitted, or NotPossible without words or a next step.
    """
    same = GoalVersion.objects.visible_to(actor).filter(person=person, root_id__in=[root_id])
    hand = pens.held(actor, person, pen, same, at)
    rules.check_goal(goal)
    told = {name: getattr(goal, name) for name in GOAL_FIELDS}
    reason_type, reason_id = goal.reason or ("", None)
    known = {"root_id": root_id or hand["id"], "reason_type": reason_type, "reason_id": reason_id}
    version = GoalVersion(**known, **told, **hand)
    _keep(actor, version, same, About.GOAL, at)
    pens.tell(actor, version, MY_PLAN, pens.how_it_was(actor, version, "something hoped for"), at)
    return version


@action
def write_wish(
    actor: Actor, /, *, person: Person, wish: Wish, pen: Pen, at: datetime, root_id: UUID | None = None
) -> WishVersion:
    """Write down a wish for later and the facts others will ask for. It is never said whether it is valid.

    Raises NotPermitted, or NotPossible without words, or with a day that has not come.
    """
    same = WishVersion.objects.visible_to(actor).filter(person=person, root_id__in=[root_id])
    hand = pens.held(actor, person, pen, same, at)
    check_wish(wish, today=day_of(at))
    version = WishVersion(root_id=root_id or hand["id"], **asdict(wish), **hand)
    _keep(actor, version, same, About.WISH, at)
    pens.tell(actor, version, MY_PLAN, pens.how_it_was(actor, version, "a wish for later"), at)
    return version


def tidied(card: Card) -> Card:
    """The card without the space around its words, and without calls that name nobody."""
    said = {name: words.replace("\x00", "").strip() for name, words in asdict(card).items() if name != "calls"}
    calls = tuple(call for call in card.calls if call.name.strip() or call.number.strip())
    return replace(card, **said, calls=calls)


def _keep(actor: Actor, version: Any, same: QuerySet[Any], about: About, at: datetime) -> None:
    pens.check_changes(version, same)
    version.save(force_insert=True)
    detail = {"how": version.how, "in_place_of": str(version.replaces_id or "")}
    audit.record(actor, f"plans.{about}_written", subject=version, at=at, detail=detail)
