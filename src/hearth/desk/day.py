"""The lists a worker's day begins with, each as a question to be asked together with the others."""

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from hearth.core.actor import Actor
from hearth.core.models import Clock, ClockNotice, Rung
from hearth.core.moments import days_ago
from hearth.holding.models import Holding
from hearth.organisations.models import Membership
from hearth.people.models import Person

MOST = 8
MOST_ARRIVING = 12
ARRIVING_FOR = 14
NAMES = {"known_as": F("person__known_as"), "holder_name": F("holder__worker__given_name")}


def unsafe_and_alone(actor: Actor) -> QuerySet[Holding]:
    """Whoever may not be safe and has nobody alongside yet: at this worker's hub, or held by them; longest first.

    Whoever said "not now" stands here too: being unsafe waits for nobody.
    """
    alone = Clock.objects.filter(definition="feeling-unsafe", stopped_at=None)
    first = alone.filter(person_id=OuterRef("person_id")).order_by("started_at")
    since, by = first.values("started_at")[:1], first.values("subject_type")[:1]
    ours = Q(hub=actor.hub_id) | Q(holder=actor.membership_id)
    here = Holding.objects.visible_to(actor).filter(ours, person_id__in=alone.values("person_id"))
    return here.annotate(unsafe_since=Subquery(since), unsafe_by=Subquery(by), **NAMES).order_by("unsafe_since")[:MOST]


def arriving(actor: Actor) -> QuerySet[Holding]:
    """People being welcomed at a hub whom nobody else has said yes to yet, newest first."""
    lately = Holding.objects.visible_to(actor).filter(hub=actor.hub_id, status="welcoming")
    lately = lately.filter(opened_at__gte=days_ago(ARRIVING_FOR))
    return lately.annotate(**NAMES).order_by("-opened_at")[:MOST_ARRIVING]


def soonest_due(actor: Actor) -> QuerySet[Clock]:
    """What this worker owes, but for what waits because the person chose to."""
    known_as = Person.objects.visible_to(actor).filter(id=OuterRef("person_id")).values("known_as")
    due = Clock.objects.filter(owner_id=actor.membership_id, stopped_at=None, paused_at=None)
    return due.annotate(known_as=Subquery(known_as)).order_by("due_at")[:MOST]


def brought_to(actor: Actor) -> QuerySet[Clock]:
    """Promises of others that are broken, of which this worker was told because they lead: longest broken first."""
    notices = ClockNotice.objects.visible_to(actor).filter(clock=OuterRef("id"), rung=Rung.RED)
    told = notices.filter(to_id__in=[actor.membership_id])
    known_as = Person.objects.visible_to(actor).filter(id=OuterRef("person_id")).values("known_as")
    owed_by = Membership.objects.filter(id=OuterRef("owner_id")).values("worker__given_name")
    broken = Clock.objects.filter(Exists(told), stopped_at=None, paused_at=None)
    others = broken.exclude(owner_id=actor.membership_id)
    return others.annotate(known_as=Subquery(known_as), owed_by=Subquery(owed_by)).order_by("due_at")[:MOST]
