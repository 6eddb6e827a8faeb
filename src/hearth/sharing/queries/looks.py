"""Reading who has looked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from hearth.core.actor import Actor
from hearth.core.clocks import day_of
from hearth.core.scope import current_scope
from hearth.people.models import Person
from hearth.sharing.codes import IN_EMERGENCY, OPENED_WORDS
from hearth.sharing.models import Look


@dataclass(frozen=True, slots=True)
class LookedBy:
    """One worker or supporter on one day: how often, when last, and why."""

    name: str
    role_words: str
    organisation_name: str
    times: int
    last_at: datetime
    what: tuple[str, ...]
    reasons: tuple[str, ...]
    in_emergency: bool


@dataclass(frozen=True, slots=True)
class LookedOn:
    day: date
    by: tuple[LookedBy, ...]


def looked(actor: Actor, *, person: Person, days: int = 90) -> list[LookedOn]:
    """Who has looked at this record in the last days, by day, newest first: one line for each who did."""
    since = current_scope().at - timedelta(days=days)
    looks = Look.objects.visible_to(actor).filter(person=person, at__gte=since).order_by("-at")
    by_day = groupby(looks, key=lambda look: day_of(look.at))
    return [LookedOn(day, _gathered(list(of_day))) for day, of_day in by_day]


def _gathered(looks: Sequence[Look]) -> tuple[LookedBy, ...]:
    by: dict[tuple[str, str, str], list[Look]] = {}
    for look in looks:
        by.setdefault((look.name, look.role_words, look.organisation_name), []).append(look)
    return tuple(
        LookedBy(
            *who,
            times=len(theirs),
            last_at=theirs[0].at,
            what=tuple(
                dict.fromkeys(OPENED_WORDS.get(look.what, look.what) for look in theirs if look.what != IN_EMERGENCY)
            ),
            reasons=tuple(dict.fromkeys(look.reason for look in theirs)),
            in_emergency=any(look.what == IN_EMERGENCY for look in theirs),
        )
        for who, theirs in by.items()
    )
