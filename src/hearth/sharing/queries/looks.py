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
from hearth.sharing.looking_rules import Looked, Who
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


def looks_lately(actor: Actor, *, person: Person, days: int = 90) -> list[Looked]:
    """Every look at this record in the last days, the newest first."""
    since = current_scope().at - timedelta(days=days)
    looks = Look.objects.visible_to(actor).filter(person=person, at__gte=since).order_by("-at")
    rows = looks.values_list("name", "role_words", "organisation_name", "membership_id", "at", "what", "reason")
    return [Looked((name, role, organisation), *rest) for name, role, organisation, *rest in rows]


def by_day(looks: Sequence[Looked]) -> list[LookedOn]:
    """The same day by day: one line for each who looked. They come the newest first."""
    days = groupby(looks, key=lambda look: day_of(look.at))
    return [LookedOn(day, _gathered(list(of_day))) for day, of_day in days]


def looked(actor: Actor, *, person: Person, days: int = 90) -> list[LookedOn]:
    """Who has looked at this record in the last days, by day, newest first: one line for each who did."""
    return by_day(looks_lately(actor, person=person, days=days))


def _gathered(looks: Sequence[Looked]) -> tuple[LookedBy, ...]:
    by: dict[Who, list[Looked]] = {}
    for look in looks:
        by.setdefault(look.who, []).append(look)
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
