"""Whom a shift that ends still holds, and who has been asked to hold them next."""

from datetime import datetime, timedelta

from django.db.models import F, QuerySet

from hearth.core.actor import Actor
from hearth.holding.closing_rules import shift_change_minutes
from hearth.holding.codes import OPEN
from hearth.holding.models import Holding, ShiftChange
from hearth.organisations.models import Hub

NAMES = ("giver__worker", "taker__worker", "hub")


def changes_at(hub: Hub) -> QuerySet[ShiftChange]:
    """Shifts that are changing hands at this hub now, the longest first."""
    return ShiftChange.objects.filter(hub=hub, ended_at=None).select_related(*NAMES).order_by("offered_at")


def still_held(actor: Actor, *, change: ShiftChange) -> QuerySet[Holding]:
    """Whom whoever goes still holds at this hub, longest first, each with what they are called."""
    held = Holding.objects.visible_to(actor).filter(holder=change.giver_id, hub=change.hub_id, status__in=OPEN)
    return held.annotate(known_as=F("person__known_as")).order_by("since_at")


def held_here(actor: Actor, *, hub: Hub) -> int:
    """How many this worker holds at this hub."""
    return Holding.objects.visible_to(actor).filter(holder=actor.membership_id, hub=hub, status__in=OPEN).count()


def unfinished(*, at: datetime) -> QuerySet[ShiftChange]:
    """Shifts that began to change hands so long ago that whoever manages the hub should hear of it."""
    late = at - timedelta(minutes=shift_change_minutes())
    return ShiftChange.objects.filter(ended_at=None, offered_at__lte=late).select_related(*NAMES)


def wanted(actor: Actor, *, change: ShiftChange, only: set[str] | None, but: set[str]) -> list[Holding]:
    """Those of whoever goes that are said yes to now: everyone, or those named; never one who is excepted."""
    held = still_held(actor, change=change)
    return [one for one in held if (only is None or str(one.pk) in only) and str(one.pk) not in but]
