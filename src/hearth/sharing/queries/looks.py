"""Reading who has looked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from uuid import UUID

from hearth.core.actor import Actor
from hearth.core.clocks import day_of
from hearth.core.scope import current_scope
from hearth.people.models import Person
from hearth.sharing.codes import IN_EMERGENCY, OPENED_WORDS
from hearth.sharing.looking_rules import Looked, Pattern, patterns
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


def looks_lately(actor: Actor, *, person: Person, days: int = 90) -> list[Look]:
    """Every look at this record in the last days, the newest first."""
    since = current_scope().at - timedelta(days=days)
    return list(Look.objects.visible_to(actor).filter(person=person, at__gte=since).order_by("-at"))


def by_day(looks: Sequence[Look]) -> list[LookedOn]:
    """The same day by day: one line for each who looked. They come the newest first."""
    days = groupby(looks, key=lambda look: day_of(look.at))
    return [LookedOn(day, _gathered(list(of_day))) for day, of_day in days]


def looked(actor: Actor, *, person: Person, days: int = 90) -> list[LookedOn]:
    """Who has looked at this record in the last days, by day, newest first: one line for each who did."""
    return by_day(looks_lately(actor, person=person, days=days))


def stands_out(looks: Sequence[Look], last_met: Mapping[UUID, datetime]) -> list[Pattern]:
    """What stands out in them, in words; `last_met` is when each worker last wrote something down."""
    return patterns(
        [Looked((look.name, look.role_words, look.organisation_name), look.membership_id, look.at) for look in looks],
        last_met,
    )


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
