"""Whose cards a shift may need, and which packs are out."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Concat, Trim

from hearth.core.actor import Actor
from hearth.holding.codes import OPEN
from hearth.holding.models import Holding
from hearth.organisations.models import Hub, Shift
from hearth.people.models import Person
from hearth.plans import rules
from hearth.plans.models import CardVersion, ShiftPack
from hearth.plans.queries.versions import of_use
from hearth.plans.rules import Thread

# A hub has a few hundred people; more is a mistake of whoever asks.
MOST_CARDS = 1_000


@dataclass(frozen=True, slots=True)
class CardOf:
    """Somebody of a hub and the card that stands for them."""

    person: Person
    thread: Thread[Any]


def cards_of_hub(actor: Actor, *, hub: Hub) -> list[CardOf]:
    """The cards of everyone with us at a hub that the actor may open, by what people are called."""
    here = Holding.objects.visible_to(actor).filter(hub=hub, status__in=OPEN).values("person")
    versions: dict[UUID, list[Any]] = defaultdict(list)
    for version in of_use(CardVersion.objects.visible_to(actor).filter(person__in=here)):
        versions[version.person_id].append(version)
    people = Person.objects.visible_to(actor).filter(pk__in=list(versions)).order_by("known_as", "id")[:MOST_CARDS]
    found = [(person, rules.thread(versions[person.pk])) for person in people]
    return [CardOf(person, thread) for person, thread in found if thread is not None]


def shift_now(actor: Actor, *, at: datetime) -> Shift | None:
    """The shift, or the hours on call, that the actor is in; the longest if there are several."""
    running = Shift.objects.filter(membership=actor.membership_id, starts_at__lte=at, ends_at__gt=at)
    return running.select_related("hub").order_by("-ends_at").first()


def hub_of(actor: Actor, *, at: datetime) -> Hub | None:
    """Where the actor works now: the hub of their shift, or else their own."""
    shift = shift_now(actor, at=at)
    return shift.hub if shift else Hub.objects.filter(pk__in=[actor.hub_id]).first()


def packs_out(actor: Actor, *, hub: Hub, at: datetime) -> QuerySet[ShiftPack, Any]:
    """Packs that are still out at a hub: the actor's own, or everybody's for whoever leads there."""
    out = ShiftPack.objects.filter(hub=hub, wiped_at=None, expires_at__gt=at)
    mine = out if actor.may("holding.move") else out.filter(Q(membership=actor.membership_id))
    names = ("membership__worker__given_name", "membership__worker__family_name")
    whose = Trim(Concat(F(names[0]), Value(" "), F(names[1])))
    return mine.annotate(whose=whose).order_by("-made_at")


def pack_of(actor: Actor, *, pack_id: UUID) -> ShiftPack | None:
    """A pack that the actor took."""
    return ShiftPack.objects.filter(pk=pack_id, membership=actor.membership_id).first()
