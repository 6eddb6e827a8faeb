"""Recomputing every promise of the city from its events, as `hearth check` and the nightly job do."""

from time import perf_counter

from django.utils import timezone

from bench.result import Result
from bench.world import World
from hearth.core import checks
from hearth.core.actor import SYSTEM
from hearth.core.models import Clock
from hearth.core.scope import acting_as

MOST_SECONDS = 120.0


def recomputed(world: World) -> Result:
    """How long all clocks take, and how many say something else than their events amount to."""
    with acting_as(SYSTEM, at=timezone.now()):
        many = Clock.objects.count()
        began = perf_counter()
        astray = checks.clocks_astray()
        took = perf_counter() - began
    return Result(
        "all promises recomputed, seconds",
        n=many,
        budget={"seconds": MOST_SECONDS},
        figures={"seconds": round(took, 2), "astray": len(astray)},
        met=took <= MOST_SECONDS,
    )
