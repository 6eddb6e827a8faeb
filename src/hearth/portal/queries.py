"""What a person sees of their own record, and what anyone may know of the hubs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from hearth.core.actor import Actor
from hearth.core.clocks import LONDON, day_of, definitions
from hearth.core.kept import kept
from hearth.core.models import Clock
from hearth.core.sight import LEVEL_WORDS, Level
from hearth.front_door import welcome_queries as welcome
from hearth.front_door.queries import is_open
from hearth.front_door.welcome_models import Booking
from hearth.holding.models import Holding
from hearth.messaging import queries as messaging
from hearth.messaging.models import Message
from hearth.messaging.models import Thread as MessageThread
from hearth.messaging.threads import queries as threads
from hearth.organisations.models import Hub, HubStatus, Shift
from hearth.people.models import Person
from hearth.plans.queries import versions as plans
from hearth.plans.rules import Thread
from hearth.portal.alongside import Face, Way, alongside, ways
from hearth.record import queries as record
from hearth.record.models import Entry
from hearth.sharing import queries as sharing
from hearth.sharing.codes import CHOICES, WORKER_CHOICES, WhomKind
from hearth.sharing.models import CircleChoice, Look
from hearth.sharing.permissions import acts_for, level_of
from hearth.telling import queries as telling
from hearth.telling.models import SentForm

TO_ME = {d.code: d.to_me for d in definitions() if d.to_me}
# How long an emergency opening stays on the first page after a guardian has looked at it.
NEWS_FOR = timedelta(days=14)
Options = list[tuple[str, list[tuple[str, str]]]]


@dataclass(frozen=True, slots=True)
class HubNow:
    """A hub as the front page tells of it: open or not, and who is there."""

    name: str
    address: str
    phone: str
    open_words: str
    people: list[dict[str, str]]
    words: str


@dataclass(frozen=True, slots=True)
class Home:
    """The person's own first page. `talk` is the next one arranged; `may_come_back` while their welcome rests."""

    holding: Holding | None
    talk: Booking | None
    may_come_back: bool
    next_words: str
    next_by: datetime | None
    is_late: bool
    lately: list[Entry]
    last_look: Look | None
    overrides: list[sharing.Told]
    alongside: list[Face]
    ways: list[Way]
    let_me_in: list[Person]
    card: Thread[Any] | None
    hope: str
    unread: int


@dataclass(frozen=True, slots=True)
class SomebodyClose:
    """Somebody who let the reader in, as far as they chose."""

    person: Person
    may_know: str
    holding: Holding | None
    page: record.JourneyPage
    has_card: bool
    sees_plan: bool
    threads: list[MessageThread]
    acts: bool


@dataclass(frozen=True, slots=True)
class About:
    """One of those a person can choose for: how it is now, and what each choice would mean, as (level, words, means).

    `alongside` is false for an organisation that has nothing to do with the person yet. `holds` is true when whoever
    holds the person is, or works for, the one chosen for. `seen` and `sent` are what they have had already.
    """

    whom: str
    name: str
    is_worker: bool
    alongside: bool
    holds: bool
    level_words: str
    choice: CircleChoice | None
    levels: list[tuple[int, str, str]]
    seen: sharing.Seen | None = None
    sent: Sequence[SentForm] = ()
    moved_to: Level | None = None

    @property
    def initial(self) -> dict[str, Any]:
        """What the form begins with: where they were moved to in the picture, or what stands now."""
        now = {"level": self.choice.level, "until": _last_day(self.choice.until_at)} if self.choice else {}
        return {"whom": self.whom, **now, **({} if self.moved_to is None else {"level": self.moved_to})}

    @property
    def moved_words(self) -> str:
        """What they were moved to in the picture, as the choice is called; empty if it is none of theirs."""
        return next((words for level, words, _ in self.levels if level == self.moved_to), "")


def hubs_now(at: datetime) -> list[HubNow]:
    """Every open hub and who is on shift this minute, those open now first."""
    hubs = list(Hub.objects.filter(status=HubStatus.OPEN).order_by("name"))
    shifts = (
        Shift.objects.filter(hub__in=hubs, starts_at__lte=at, ends_at__gt=at, on_call=False)
        .select_related("membership__worker")
        .order_by("-leads", "membership__worker__given_name")
    )
    names: dict[object, list[str]] = {}
    for shift in shifts:
        names.setdefault(shift.hub_id, []).append(shift.membership.worker.given_name)
    local = at.astimezone(LONDON).time()
    told = [(is_open(hub, local), _told(hub, names.get(hub.id, []), local)) for hub in hubs]
    return [hub for _, hub in sorted(told, key=lambda pair: not pair[0])]


def home(actor: Actor, *, person: Person, at: datetime) -> Home:
    """The person's home: what comes next, who holds them, what was written, who looked, who let them in."""
    running = Clock.objects.filter(person_id=person.id, stopped_at=None, paused_at=None, definition__in=list(TO_ME))
    promise = running.order_by("due_at").first()
    holding = holding_of(actor, person=person)
    talk = welcome.next_booking(actor, person_id=person.id, at=at)
    places = sharing.circle(actor, person=person, at=at)
    faces = alongside(actor, person=person, holding=holding, talk=talk, places=places)
    return Home(
        holding=holding,
        talk=talk,
        may_come_back=welcome.resting_referral(actor, person_id=person.id) is not None,
        next_words=TO_ME[promise.definition] if promise else "",
        next_by=promise.due_at if promise else None,
        is_late=promise is not None and promise.due_at < at,
        lately=record.lately(actor, person_id=person.id, size=1),
        last_look=Look.objects.visible_to(actor).filter(person=person).order_by("-at").first(),
        overrides=[one for one in sharing.overrides_told(actor, person=person) if _is_news(one, at)],
        alongside=faces,
        ways=ways(faces),
        let_me_in=sharing.who_let_in(actor, person=person),
        card=plans.card(actor, person_id=person.id),
        hope=next((one.stands.words for one in plans.goals(actor, person_id=person.id).values()), ""),
        unread=threads.unread(actor, person_id=person.id),
    )


def messages_to(actor: Actor, *, person: Person) -> list[Message]:
    """What was or will be sent to the reader, the newest first."""
    return list(messaging.messages_about(actor, person_id=person.id))


def somebody_close(actor: Actor, *, person: Person, after: str = "") -> SomebodyClose:
    """Somebody who let the reader in: who holds them, and what of their journey the reader may read."""
    level = level_of(actor, person=person)
    return SomebodyClose(
        person=person,
        may_know=LEVEL_WORDS[level],
        holding=holding_of(actor, person=person),
        page=record.journey(actor, person_id=person.id, after=after),
        has_card=plans.card(actor, person_id=person.id) is not None,
        sees_plan=level >= Level.PLAN,
        threads=threads.open_to(actor, person_id=person.id),
        acts=acts_for(actor, person_id=person.id),
    )


def about(
    actor: Actor, *, person: Person, whom: str, options: Options, at: datetime, moved_to: Level | None = None
) -> About | None:
    """The one of the options that `whom` (such as "organisation:" and a key) names; None if it names none of them.

    `moved_to` is where they were moved to in the picture, which is made ready and not yet chosen.
    """
    names = {key: words for _, group in options for key, words in group}
    if whom not in names:
        return None
    kind, key = whom.split(":")
    is_organisation = kind == WhomKind.ORGANISATION
    places = {p.key: p for p in sharing.circle(actor, person=person, at=at)}
    place, holding = places.get(whom), holding_of(actor, person=person)
    holder = holding.holder if holding else None
    said = names[whom] if is_organisation else names[whom].split(",")[0]
    return About(
        whom=whom,
        name=place.name if place else said,
        is_worker=kind == WhomKind.WORKER,
        alongside=place is not None or not is_organisation,
        holds=holder is not None and key in {str(holder.pk), str(holder.organisation_id)},
        level_words=place.level_words if place else "",
        choice=place.choice if place else None,
        levels=WORKER_CHOICES if kind == WhomKind.WORKER else CHOICES,
        seen=sharing.seen_by(actor, person=person, kind=kind, key=key),
        sent=list(telling.sent_to(actor, person_id=person.pk, organisation_id=key)) if is_organisation else (),
        moved_to=moved_to,
    )


def _last_day(until_at: datetime | None) -> date | None:
    return day_of(until_at - timedelta(seconds=1)) if until_at else None


def holding_of(actor: Actor, *, person: Person) -> Holding | None:
    """Who holds them and at which hub, as far as the reader may know."""
    return next(iter(_holdings(actor, person_id=person.pk)), None)


def hub_to_ring(actor: Actor) -> Hub | None:
    """Where the reader is held, whose number stands on every page of theirs; None while nobody holds them."""
    holding = holding_of(actor, person=Person(pk=actor.person_id))
    return holding.hub if holding else None


@kept
def _holdings(actor: Actor, *, person_id: UUID) -> QuerySet[Holding]:
    return Holding.objects.visible_to(actor).filter(person_id=person_id).select_related("holder__worker", "hub")


def _is_news(told: sharing.Told, at: datetime) -> bool:
    reviewed_at = told.override.reviewed_at
    return reviewed_at is None or reviewed_at > at - NEWS_FOR


def _told(hub: Hub, names: list[str], local: time) -> HubNow:
    if hub.opens is None:
        open_words = "Open now, day and night"
    elif is_open(hub, local):
        open_words = f"Open now, until {hub.closes:%H:%M}"
    else:
        open_words = f"Opens at {hub.opens:%H:%M}"
    here = [{"name": name} for name in names[:3]] if is_open(hub, local) else []
    words = f"{_listed(names[:3])} {'is' if len(names[:3]) == 1 else 'are'} here. The kettle is on." if here else ""
    return HubNow(hub.name, hub.address, hub.phone, open_words, here, words)


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
