"""What the person opened for a while and closes soon."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from hearth.core.actor import Actor
from hearth.core.moments import days_ago
from hearth.core.sight import Level
from hearth.sharing.ending_rules import longer_until, told_before
from hearth.sharing.models import CircleChoice
from hearth.sharing.proxy_models import Proxy
from hearth.sharing.queries.circle import Place


@dataclass(frozen=True, slots=True)
class Ending:
    """One of the circle whose choice runs out soon. `longer_until` is the end of one more time as long; None where it
    is not for one tap: somebody looks at it first, or nothing is gained.
    """

    place: Place
    choice: CircleChoice
    until_at: datetime
    longer_until: datetime | None


def ending_choices(actor: Actor) -> QuerySet[CircleChoice]:
    """What lets somebody see something and runs out within the days in which whoever holds the person hears of it."""
    opened = CircleChoice.objects.visible_to(actor).filter(level__gt=Level.NOTHING)
    soon = days_ago(-told_before().days)
    return opened.filter(until_at__gt=days_ago(0), until_at__lte=soon).order_by("until_at", "id")


def endings(actor: Actor, *, places: list[Place], at: datetime) -> list[Ending]:
    """Which of these close soon, the first first."""
    last = at + told_before()
    soon = [
        (place.until_at, place, place.choice) for place in places if place.until_at and place.choice and place.level
    ]
    ends = sorted((one for one in soon if one[0] <= last), key=lambda one: (one[0], one[1].name))
    acts = _that_let_act(actor, [choice for _, _, choice in ends])
    return [
        Ending(place, choice, until_at, None if choice.pk in acts else longer_until(choice.from_at, until_at, at=at))
        for until_at, place, choice in ends
    ]


def _that_let_act(actor: Actor, choices: list[CircleChoice]) -> set[object]:
    if not choices:
        return set()
    return set(Proxy.objects.visible_to(actor).filter(choice__in=choices).values_list("choice_id", flat=True))
