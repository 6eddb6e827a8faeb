"""Reading who has looked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Max

from hearth.core.actor import Actor
from hearth.core.clocks import LONDON, day_of, start_of
from hearth.core.scope import current_scope
from hearth.people.models import Person
from hearth.sharing.codes import IN_EMERGENCY, OPENED_WORDS, WhomKind
from hearth.sharing.looking_rules import Looked, Who
from hearth.sharing.models import Look, LookQuerySet

WHOSE_LOOKS = {
    WhomKind.ORGANISATION.value: "membership__organisation_id",
    WhomKind.WORKER.value: "membership_id",
    WhomKind.SUPPORTER.value: "supporter_id",
}
# On a page: what somebody might read at one go. Days are shown whole, so it can be a few more.
LOOKS_A_PAGE = 150


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


@dataclass(frozen=True, slots=True)
class LookedPage:
    """Whole days, the newest first, and the day on which it goes on further back, if it does."""

    days: list[LookedOn]
    earlier: date | None


@dataclass(frozen=True, slots=True)
class Seen:
    """How often somebody has looked, when last, and at what."""

    times: int
    last_at: datetime
    what: tuple[str, ...]


def seen_by(actor: Actor, *, person: Person, kind: str, key: str) -> Seen | None:
    """What an organisation, a worker or somebody close has looked at so far: taking sight away takes back nothing of
    it. None if they never looked.
    """
    looks = Look.objects.visible_to(actor).filter(person=person, **{WHOSE_LOOKS[kind]: key})
    found = looks.aggregate(times=Count("id"), last_at=Max("at"), what=ArrayAgg("what", distinct=True))
    if not found["times"]:
        return None
    what = tuple(dict.fromkeys(OPENED_WORDS.get(one, one) for one in found["what"] if one != IN_EMERGENCY))
    return Seen(found["times"], found["last_at"], what)


def looks_lately(actor: Actor, *, person: Person, days: int = 90) -> list[Looked]:
    """Every look at this record in the last days, the newest first."""
    since = current_scope().at - timedelta(days=days)
    return _read(Look.objects.visible_to(actor).filter(person=person, at__gte=since).order_by("-at"))


def looked(actor: Actor, *, person: Person, until: date) -> LookedPage:
    """Who has looked at this record up to a day: as many whole days as hold a page of looks."""
    looks = Look.objects.visible_to(actor).filter(person=person, at__lt=_after(until)).order_by("-at")
    last = looks.values_list("at", flat=True)[LOOKS_A_PAGE - 1 : LOOKS_A_PAGE].first()
    if last is None:
        return LookedPage(_by_day(_read(looks)), None)
    before = looks.filter(at__lt=start_of(last)).values_list("at", flat=True).first()
    return LookedPage(_by_day(_read(looks.filter(at__gte=start_of(last)))), day_of(before) if before else None)


def _by_day(looks: Sequence[Looked]) -> list[LookedOn]:
    """The same day by day: one line for each who looked. They come the newest first."""
    days = groupby(looks, key=lambda look: day_of(look.at))
    return [LookedOn(day, _gathered(list(of_day))) for day, of_day in days]


def _after(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), LONDON)


def _read(looks: LookQuerySet) -> list[Looked]:
    rows = looks.values_list("name", "role_words", "organisation_name", "membership_id", "at", "what", "reason")
    return [Looked((who, role, place), by, at, what, why) for who, role, place, by, at, what, why in rows]


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
