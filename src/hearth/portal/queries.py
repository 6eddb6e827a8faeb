"""What a person sees of their own record, and what anyone may know of the hubs."""

from dataclasses import dataclass
from datetime import datetime, time

from hearth.core.actor import Actor
from hearth.core.clocks import LONDON, definitions
from hearth.core.models import Clock
from hearth.front_door.queries import is_open
from hearth.holding.models import Holding
from hearth.organisations.models import Hub, HubStatus, Shift
from hearth.record import queries as record
from hearth.record.models import Entry
from hearth.sharing.models import BreakGlass, Look

WORDS_OF_CLOCK = {d.code: d.words for d in definitions()}


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
    """The person's own first page."""

    holding: Holding | None
    next_words: str
    next_by: datetime | None
    lately: list[Entry]
    last_look: Look | None
    overrides: list[BreakGlass]


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


def home(actor: Actor) -> Home:
    """The person's home: what comes next, who holds them, what was written, who looked."""
    person_id = actor.person_id
    holding = Holding.objects.visible_to(actor).filter(person=person_id).select_related("holder__worker", "hub").first()
    promise = Clock.objects.filter(person_id__in=[person_id], stopped_at=None).order_by("due_at").first()
    return Home(
        holding=holding,
        next_words=WORDS_OF_CLOCK[promise.definition] if promise else "",
        next_by=promise.due_at if promise else None,
        lately=record.lately(actor, person_id=person_id, size=1) if person_id else [],
        last_look=Look.objects.visible_to(actor).filter(person=person_id).order_by("-at").first(),
        overrides=list(BreakGlass.objects.visible_to(actor).filter(person=person_id, told_at__isnull=False)[:3]),
    )


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
