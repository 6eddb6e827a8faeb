"""What of somebody's plan stands on their first screen."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from hearth.core.actor import Actor
from hearth.plans.models import GoalVersion
from hearth.plans.queries import plan as plans
from hearth.plans.queries import versions
from hearth.plans.queries.plan import WishOfPlan
from hearth.plans.rules import Thread

ENDED = ("done", "let-go")


def plan_lists(actor: Actor, person_id: UUID) -> dict[str, QuerySet[Any]]:
    """The card, goals, wishes, and what it is in doubt that they can decide, each as a list to be asked together."""
    goals = GoalVersion.objects.visible_to(actor).filter(person=person_id)
    return {
        "cards": versions.cards_of_use(actor, person_id=person_id),
        "goals": versions.of_use(goals).order_by("root_id"),
        "wishes": versions.wishes_of_use(actor, person_id=person_id).order_by("root_id"),
        "doubts": plans.doubts(actor, person_id=person_id),
    }


def goals_in(found: Iterable[Any]) -> list[Thread[Any]]:
    """What they hope for and have neither reached nor let go."""
    threads = versions.threads(found, by=lambda one: one.root_id)
    return [one for one in threads.values() if one.stands.state not in ENDED]


def wishes_in(found: Iterable[Any], at: datetime) -> list[WishOfPlan]:
    """Their wishes for later, with what others will ask of each."""
    return [plans.wish(one, at) for one in versions.threads(found, by=lambda one: one.root_id).values()]
