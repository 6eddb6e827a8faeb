"""Reading what came in at the door."""

import json
from dataclasses import dataclass
from datetime import datetime, time
from uuid import UUID

from django.db.models import F, Q, QuerySet

from hearth.core import doors
from hearth.core.actor import Actor, ActorKind
from hearth.core.clocks import LONDON, day_of, definition, due_after
from hearth.front_door import limits
from hearth.front_door.codes import ContactChoice, PersonKnows
from hearth.front_door.models import ContactDecision, Referral
from hearth.front_door.rules import Hints, recognisable
from hearth.front_door.secrets import hashed
from hearth.organisations.models import Hub, HubStatus
from hearth.people.models import Contact, Person


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the one who asked may know: who holds this, who has read it, what comes next."""

    received_at: datetime
    holder: str
    hub: str
    phone: str
    read_at: datetime | None
    reader: str | None
    status: str
    referrer: str
    is_for_another: bool
    waits_for_link: bool
    stopped: bool

    @property
    def heard_by(self) -> datetime:
        """By when they hear from us for the first time."""
        return self._due("first-contact")

    @property
    def talked_by(self) -> datetime:
        """By when there is a first real talk, if they want one."""
        return self._due("welcoming-conversation")

    def _due(self, promise: str) -> datetime:
        of = definition(promise, on=day_of(self.received_at))
        return due_after(self.received_at, unit=of.unit, count=of.target)


@dataclass(frozen=True, slots=True)
class Told:
    """One line that whoever asked was told."""

    kind: str
    words: str
    told_at: datetime


@dataclass(frozen=True, slots=True)
class Behind:
    """What stands behind a link: never shown to whoever follows it. `route` is a Route."""

    referral_id: UUID
    person_id: UUID
    holder_id: UUID | None
    referrer: str | None
    organisation: str | None
    route: str


@dataclass(frozen=True, slots=True)
class AwaitsLink:
    """An e-mail address somebody gave, and whether its link was followed."""

    received_at: datetime
    name: str
    followed: bool


def receipt(secret: str) -> Receipt | None:
    """The receipt behind a link token or a spoken code; None if there is none."""
    row = doors.first("SELECT * FROM front_door_receipt(%s)", hashed(secret))
    return Receipt(*row) if row else None


def updates(secret: str) -> list[Told]:
    """What whoever holds this link or code was told, the first thing first."""
    return [Told(*row) for row in doors.rows("SELECT * FROM front_door_updates(%s)", hashed(secret))]


def behind(secret: str) -> Behind | None:
    """The referral a link or code belongs to, for writing down what is said there; None if there is none."""
    return behind_way(hashed(secret))


def behind_way(back: str) -> Behind | None:
    """The same by the hash of the way back, which the system that sent it is known by; None if there is none."""
    row = doors.first("SELECT * FROM front_door_behind(%s)", back)
    return Behind(*row) if row else None


def awaits_link(secret: str) -> AwaitsLink | None:
    """The e-mail address that a link should prove; None for a link we never sent."""
    row = doors.first("SELECT * FROM front_door_awaits_link(%s)", hashed(secret))
    return AwaitsLink(*row) if row else None


def asking(code: str) -> dict[str, str] | None:
    """What was begun and not yet sent, behind the code that was given for it; None if there is nothing."""
    told = doors.answer("SELECT front_door_draft(%s)", hashed(code))
    return None if told is None else dict(json.loads(told) if isinstance(told, str) else told)


def themselves(actor: Actor) -> Person | None:
    """The person who is signed in as themselves; None for anyone else."""
    if actor.kind is not ActorKind.PERSON or actor.person_id is None:
        return None
    return Person.objects.visible_to(actor).filter(pk=actor.person_id).first()


def own_answers(actor: Actor) -> dict[str, str]:
    """What somebody signed in as themselves need not tell again: what to call them and how to reach them."""
    person = themselves(actor)
    if person is None:
        return {}
    ways = Contact.objects.visible_to(actor).filter(person=person, until_on=None, safe_to_use=True).order_by("kind")
    return {"known_as": person.known_as, "who_and_how_to_find": "\n".join(ways.values_list("value", flat=True)[:5])}


def surely_known(hints: Hints) -> Person | None:
    """Whom what was told means beyond doubt: the NHS number and birth date, or the whole name, birth date and a way
    to reach them, of one person and no other. Opens nothing, and whoever asks is never told."""
    asked = recognisable(hints)
    if asked is None:
        return None
    wanted = (asked.number, asked.born, list(asked.words), list(asked.ways))
    found = doors.answer("SELECT front_door_definite_match(%s, %s, %s, %s)", *wanted)
    return Person(pk=found) if found else None


def earlier_referral(person_id: UUID, *, at: datetime) -> UUID | None:
    """The referral that one arriving now belongs to: the first of the last days, if that need goes on."""
    days = limits.days("joins-days", on=day_of(at))
    found = doors.answer("SELECT front_door_earlier(%s, %s, %s)", person_id, at, days)
    return UUID(str(found)) if found else None


def new_arrivals(actor: Actor, *, since: datetime) -> QuerySet[Referral]:
    """Referrals this actor may see that came in since a moment, and any not read yet. Longest waiting first."""
    return (
        Referral.objects.visible_to(actor)
        .filter(Q(received_at__gte=since) | Q(read_at=None))
        .annotate(holder_name=F("person__holder__worker__given_name"), called=F("person__person__known_as"))
        .select_related("hub")
        .order_by(F("read_at").asc(nulls_first=True), "received_at")
    )


def unread(actor: Actor) -> QuerySet[Referral]:
    """The referrals nobody has read yet, however long ago they came."""
    return Referral.objects.visible_to(actor).filter(read_at=None)


def referrals_of(actor: Actor, *, person_id: UUID) -> QuerySet[Referral]:
    """The referrals of a person this actor may see, the newest first."""
    return Referral.objects.visible_to(actor).filter(person_id=person_id).order_by("-received_at")


def contact_is_decided(actor: Actor, referral: Referral) -> bool:
    """Whether we may get in touch: they know we were asked, or a worker has decided how and written down why."""
    if referral.person_knows == PersonKnows.YES:
        return True
    decided = ContactDecision.objects.visible_to(actor).filter(referral=referral)
    newest = decided.order_by("-decided_at", "-id").values_list("choice", flat=True).first()
    return newest == ContactChoice.GO


def open_hubs() -> QuerySet[Hub]:
    """Hubs that are open (not still being set up), by name."""
    return Hub.objects.filter(status=HubStatus.OPEN).order_by("name")


def hub_for_new_people(at: datetime) -> Hub | None:
    """Where somebody who asks online is received: a hub open at this hour, one that never closes first."""
    local = at.astimezone(LONDON).time()
    hubs = list(open_hubs())
    hubs.sort(key=lambda hub: (not is_open(hub, local), hub.opens is not None))
    return hubs[0] if hubs else None


def hub_for(actor: Actor, at: datetime) -> Hub | None:
    """Where whoever this actor brings is received: at the worker's own hub, else as `hub_for_new_people`."""
    own = open_hubs().filter(pk=actor.hub_id).first() if actor.hub_id else None
    return own or hub_for_new_people(at)


def is_open(hub: Hub, local: time) -> bool:
    """Whether the door is open at this time of day. One without hours never closes; hours may run past midnight."""
    if hub.opens is None or hub.closes is None:
        return True
    if hub.opens < hub.closes:
        return hub.opens <= local < hub.closes
    return local >= hub.opens or local < hub.closes
