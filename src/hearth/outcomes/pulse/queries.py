"""Whether somebody has answered this month, and what a hub answered in months that are over."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from hearth.core import doors
from hearth.core.actor import Actor
from hearth.outcomes import permissions
from hearth.outcomes.codes import Pulse
from hearth.outcomes.figures import LEAST_PEOPLE, Part, Period
from hearth.outcomes.models import PulseTurn

MONTHS = "SELECT * FROM outcomes_pulse(%s, %s, %s)"


@dataclass(frozen=True, slots=True)
class Month:
    """One month of a hub: how many answered, and how; of fewer than ten only how many. There is no mean of these."""

    month: date
    people: int
    parts: tuple[Part, ...]

    @property
    def why_none(self) -> str:
        """Why it is not said how they answered; empty where it is."""
        return "" if self.parts else f"fewer than {LEAST_PEOPLE} answered, so how is not said"


def has_answered(actor: Actor, *, month: date) -> bool:
    """Whether this worker has answered in this month."""
    return PulseTurn.objects.filter(membership=actor.membership_id, month=month).exists()


def months(actor: Actor, *, hub_id: UUID, period: Period) -> list[Month]:
    """Every month in which anybody answered and that is over, the newest first. Raises NotPermitted."""
    permissions.check_read_figures(actor)
    found: defaultdict[date, dict[int | None, int]] = defaultdict(dict)
    for month, answer, people in doors.rows(MONTHS, hub_id, period.first, period.last):
        found[month][answer] = people
    return [_month(month, found[month]) for month in sorted(found, reverse=True)]


def _month(month: date, counted: dict[int | None, int]) -> Month:
    people = counted.pop(None)
    parts = tuple(Part(str(one.value), one.label, counted.get(one.value, 0)) for one in Pulse) if counted else ()
    return Month(month, people, parts)
