"""The figures of a group or of a hub: honest ones, or the sentence that says why there are none."""

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from hearth.core import doors
from hearth.core.actor import Actor
from hearth.organisations.models import Hub
from hearth.outcomes import counting, instruments, permissions, rule_queries
from hearth.outcomes.codes import SupportKind
from hearth.outcomes.figures import LEAST_PEOPLE, Figure, Overlapping, Period, Unchecked, parts_of
from hearth.outcomes.instruments import WHAT_I_CAME_FOR
from hearth.outcomes.models import Cohort
from hearth.outcomes.rule_queries import Checks

TOO_FEW = f"There are fewer than {LEAST_PEOPLE} people here, so no figure is said: it could tell of one of them."
# So far back a hub's figures look: a whole number of months, so that no two periods differ by somebody's one day.
MONTHS = 12
NOTHING_KNOWN = counting.Somebody((), ())


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose figures these are: a group named beforehand, or a hub; and the days they cover."""

    name: str
    period: Period
    cohort_id: UUID | None = None
    hub_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Everything that may be said: each figure whole, and kinds of support that do not add up. Nothing of too few."""

    whose: Whose
    people: int
    figures: list[Figure]
    support: Overlapping | None
    why_none: str

    @property
    def rows(self) -> list[tuple[str | int, ...]]:
        """The figures as the table beside the pictures."""
        return [
            (one.title, one.lead.people, one.known, one.eligible, one.offered, one.completed, one.not_known)
            for one in self.figures
        ]

    def as_data(self) -> dict[str, Any]:
        """All of it, for a machine: the group, its days, each figure whole, and no sum over kinds of support."""
        return {
            "group": self.whose.name,
            "from": self.whose.period.first.isoformat(),
            "until": self.whose.period.last.isoformat(),
            "people": self.people,
            "figures": [figure.as_data() for figure in self.figures],
            "support": self.support.as_data() if self.support is not None else None,
            "why_none": self.why_none,
        }


def cohorts(actor: Actor) -> QuerySet[Cohort]:
    """The groups whose figures this actor may read, the newest first."""
    permissions.check_read_figures(actor)
    mine = Q() if actor.may(permissions.FIGURES) or actor.kind == "system" else Q(hub_id=actor.hub_id)
    return Cohort.objects.filter(mine).select_related("hub").order_by("-first_on", "name")


def hubs(actor: Actor) -> QuerySet[Hub]:
    """The hubs whose figures this actor may read."""
    permissions.check_read_figures(actor)
    mine = Q() if actor.may(permissions.FIGURES) or actor.kind == "system" else Q(pk=actor.hub_id)
    return Hub.objects.filter(mine).order_by("name")


def of_cohort(cohort: Cohort) -> Whose:
    """A group, on the days it was formed for."""
    return Whose(cohort.name, Period(cohort.first_on, cohort.last_on), cohort_id=cohort.pk)


def of_hub(hub: Hub, *, today: date) -> Whose:
    """A hub in the last twelve whole months."""
    last = today.replace(day=1) - timedelta(days=1)
    first = last.replace(day=1)
    for _ in range(MONTHS - 1):
        first = (first - timedelta(days=1)).replace(day=1)
    return Whose(hub.name, Period(first, last), hub_id=hub.pk)


def outcomes(actor: Actor, *, whose: Whose) -> Outcomes:
    """The figures of a group or hub. Raises NotPermitted. The database itself answers about fewer than ten nothing."""
    permissions.check_read_figures(actor)
    people = doors.answer("SELECT outcomes_people(%s, %s, %s, %s)", *_given(whose))
    if not people:
        return Outcomes(whose, 0, [], None, TOO_FEW)
    measured = _measured(whose)
    # What they came for is said first: it is what they came for.
    each = sorted(instruments.instruments(on=whose.period.last), key=lambda one: not one.about_reason)
    checks = rule_queries.every_check()
    figures = [
        figure for of in each for figure in _figures(everybody(measured[of.code], people), of, whose.period, checks)
    ]
    figures = [*_hoped(whose, people), *figures]
    counted = doors.rows("SELECT * FROM outcomes_supported(%s, %s, %s, %s)", *_given(whose))
    counts = parts_of(dict(counted), SupportKind.choices)
    return Outcomes(whose, people, figures, Overlapping(people, counts), "")


def everybody(measured: list[counting.Somebody], people: int) -> list[counting.Somebody]:
    """Those of whom something is known, and all others."""
    return measured + [NOTHING_KNOWN] * (people - len(measured))


def _figures(
    people: list[counting.Somebody], of: instruments.Instrument, period: Period, checks: Checks
) -> list[Figure]:
    """What the rules of a measure let one say of everybody; of a measure that nobody met, nothing."""
    if not any(one.was_offered for one in people):
        return []
    if of.code == WHAT_I_CAME_FOR:
        return [counting.progressed(people, of=of, scale=of.scale("progress"), period=period)]
    changes = [scale for scale in of.scales if scale.reliable_change is not None]
    rests_on = tuple(Unchecked(rule.code, rule.words) for rule in rule_queries.unchecked(of, checks))
    return [counting.changed(people, of=of, scale=scale, period=period, unchecked=rests_on) for scale in changes]


def _hoped(whose: Whose, people: int) -> list[Figure]:
    """How it stands with the goals that are why somebody came; of a group that wrote none down, nothing."""
    rows = doors.rows("SELECT * FROM outcomes_hoped(%s, %s, %s, %s)", *_given(whose))
    goals = [counting.Goals(theirs, frozenset(said)) for theirs, said in rows]
    return [counting.hoped(goals, people=people, period=whose.period)] if goals else []


def _measured(whose: Whose) -> defaultdict[str, list[counting.Somebody]]:
    """By measure, everybody of whom something is known: in one statement, however many there are."""
    found: defaultdict[str, list[counting.Somebody]] = defaultdict(list)
    for measure, sittings, offers in doors.rows("SELECT * FROM outcomes_measured(%s, %s, %s, %s)", *_given(whose)):
        found[measure].append(counting.somebody(json.loads(sittings), json.loads(offers)))
    return found


def _given(whose: Whose) -> tuple[UUID | None, UUID | None, date, date]:
    return whose.cohort_id, whose.hub_id, whose.period.first, whose.period.last
