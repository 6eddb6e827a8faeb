"""Reading what came in at the door."""

from dataclasses import dataclass
from datetime import datetime, time
from uuid import UUID

from django.db import connection
from django.db.models import F, Q, QuerySet

from hearth.core.actor import Actor
from hearth.core.clocks import LONDON, definition, due_after
from hearth.front_door.codes import ContactChoice, PersonKnows
from hearth.front_door.models import ContactDecision, Referral
from hearth.front_door.secrets import hashed
from hearth.organisations.models import Hub, HubStatus


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
        of = definition(promise, on=self.received_at.astimezone(LONDON).date())
        return due_after(self.received_at, unit=of.unit, count=of.target)


def receipt(secret: str) -> Receipt | None:
    """The receipt behind a link token or a spoken code; None if there is none."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM front_door_receipt(%s)", [hashed(secret)])
        row = cursor.fetchone()
    return Receipt(*row) if row else None


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


def is_open(hub: Hub, local: time) -> bool:
    """Whether the door is open at this time of day. One without hours never closes; hours may run past midnight."""
    if hub.opens is None or hub.closes is None:
        return True
    if hub.opens < hub.closes:
        return hub.opens <= local < hub.closes
    return local >= hub.opens or local < hub.closes
