"""Versions of one thing, with whether and when the person said yes to them."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import BooleanField, CharField, DateTimeField, F, Func, QuerySet

from hearth.core.actor import Actor
from hearth.core.kept import kept
from hearth.plans import rules
from hearth.plans.codes import About
from hearth.plans.models import CardVersion, GoalVersion, PartVersion, WishVersion
from hearth.plans.rules import Thread
from hearth.plans.version_models import Version

MODELS: dict[str, type[Version]] = {
    About.PART: PartVersion,
    About.CARD: CardVersion,
    About.GOAL: GoalVersion,
    About.WISH: WishVersion,
}
V = TypeVar("V", bound=Version)
# Versions as they are annotated below have more than their model says.
Threads = dict[Any, Thread[Any]]


SIGNED = {
    "signed_at": ("plans_signed_at", DateTimeField),
    "mark": ("plans_signed_how", CharField),
    "seen_by": ("plans_signed_before", CharField),
}


def with_signatures(versions: QuerySet[V]) -> QuerySet[V, Any]:
    """Each with `signed_at` (None while nobody said yes), how the yes was given, and who saw it.

    Asked of versions that are seen: the policy of a signature asks just that, and would ask it again for each.
    """
    said: dict[str, Any] = {
        name: Func(F("id"), function=function, output_field=field()) for name, (function, field) in SIGNED.items()
    }
    found: QuerySet[V, Any] = versions.annotate(**said)
    return found


def of_use(versions: QuerySet[V]) -> QuerySet[V, Any]:
    """What stands and what waits for a yes; nothing that is no longer so."""
    gone = Func(F("id"), function=f"{versions.model._meta.db_table}_superseded", output_field=BooleanField())
    return with_signatures(versions.filter(~gone))


def cards_of_use(actor: Actor, *, person_id: UUID) -> QuerySet[CardVersion, Any]:
    """The card for bad days that stands, and newer ones that wait."""
    return of_use(CardVersion.objects.visible_to(actor).filter(person=person_id))


def wishes_of_use(actor: Actor, *, person_id: UUID) -> QuerySet[WishVersion, Any]:
    """Every wish that stands, and newer words that wait."""
    return of_use(WishVersion.objects.visible_to(actor).filter(person=person_id))


def parts(actor: Actor, *, person_id: UUID) -> Threads:
    """Every part of the plan that has words, by its code."""
    found = of_use(PartVersion.objects.visible_to(actor).filter(person=person_id))
    return threads(found, by=lambda one: one.part)


def goals(actor: Actor, *, person_id: UUID) -> Threads:
    """Every goal by its root, the oldest first."""
    return threads(_goals(actor, person_id=person_id), by=lambda one: one.root_id)


def wishes(actor: Actor, *, person_id: UUID) -> Threads:
    """Every wish by its root, the oldest first."""
    return threads(wishes_of_use(actor, person_id=person_id).order_by("root_id"), by=lambda one: one.root_id)


def card(actor: Actor, *, person_id: UUID) -> Thread[Any] | None:
    """The card for bad days."""
    return rules.thread(_cards(actor, person_id=person_id))


def everything(actor: Actor, *, person_id: UUID) -> list[tuple[About, Thread[Any]]]:
    """Every thing in the plan, with what kind it is: what somebody signs is one of these."""
    found = [
        *((About.PART, one) for one in parts(actor, person_id=person_id).values()),
        *((About.GOAL, one) for one in goals(actor, person_id=person_id).values()),
        *((About.WISH, one) for one in wishes(actor, person_id=person_id).values()),
    ]
    own = card(actor, person_id=person_id)
    return [*found, (About.CARD, own)] if own else found


def earlier(actor: Actor, *, about: About, of: Thread[Any] | None) -> list[Any]:
    """What stood before, as far as the actor may see it, the newest first; nothing that stands or waits."""
    if of is None:
        return []
    stands = of.stands
    same = {"part": getattr(stands, "part", None), "root_id": getattr(stands, "root_id", None)}
    every: Any = MODELS[about].objects  # type: ignore[attr-defined]  # each kind of version has its own
    found = every.visible_to(actor).filter(
        person=stands.person_id, **{name: what for name, what in same.items() if what}
    )
    of_use = [stands.pk, *(one.pk for one in of.waiting)]
    return list(with_signatures(found.exclude(pk__in=of_use)).order_by("-written_at", "-id"))


def threads(versions: Iterable[Any], *, by: Callable[[Any], Hashable]) -> Threads:
    """What stands of each thing, in the order in which the things first appear."""
    of_one: dict[Hashable, list[Any]] = defaultdict(list)
    for version in versions:
        of_one[by(version)].append(version)
    found = {key: rules.thread(some) for key, some in of_one.items()}
    return {key: one for key, one in found.items() if one is not None}


@kept
def _goals(actor: Actor, *, person_id: UUID) -> QuerySet[GoalVersion, Any]:
    return of_use(GoalVersion.objects.visible_to(actor).filter(person_id=person_id)).order_by("root_id")


@kept
def _cards(actor: Actor, *, person_id: UUID) -> QuerySet[CardVersion, Any]:
    return cards_of_use(actor, person_id=person_id)
