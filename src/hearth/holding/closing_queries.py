"""Who still needs somebody for the night before a hub closes, and whom we promised to ring in the morning."""

from datetime import datetime
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from hearth.core.actor import Actor
from hearth.core.models import Clock
from hearth.holding.closing_rules import Closing
from hearth.holding.codes import OPEN
from hearth.holding.models import EveningPlan, Holding, ShiftClosing
from hearth.organisations.models import Hub

MORNING = "morning-contact"


def need_a_plan(actor: Actor, *, hub: Hub, evening: Closing) -> QuerySet[Holding]:
    """Everyone of this hub who came in its last hour or is not safe, and has no plan for this night yet.

    Longest here first, each with what they are called.
    """
    clocks = Clock.objects.filter(person_id=OuterRef("person_id"))
    unsafe = clocks.filter(definition="feeling-unsafe", stopped_at=None)
    asked = clocks.filter(definition="first-contact", started_at__gte=evening.from_at)
    planned = EveningPlan.objects.visible_to(actor).filter(person=OuterRef("pk"), hub=hub, on=evening.on)
    here = Holding.objects.visible_to(actor).filter(hub=hub, status__in=OPEN)
    just_came = Q(opened_at__gte=evening.from_at) | Exists(asked)
    waiting = here.filter(just_came | Exists(unsafe)).exclude(Exists(planned))
    return waiting.annotate(known_as=F("person__known_as"), unsafe=Exists(unsafe)).order_by("opened_at")


def plans(actor: Actor, *, hub: Hub, evening: Closing) -> QuerySet[EveningPlan]:
    """The plans made for this night, in the order they were made."""
    made = EveningPlan.objects.visible_to(actor).filter(hub=hub, on=evening.on)
    names = ("evening_holder__worker", "night_service", "morning_with__worker", "person__person")
    return made.select_related(*names).order_by("made_at")


def mornings(actor: Actor, *, hub: Hub, at: datetime) -> QuerySet[EveningPlan]:
    """Whom somebody promised to be in touch with in the morning and has not been yet, the soonest first."""
    open_ = Clock.objects.filter(subject_id=OuterRef("pk"), definition=MORNING, stopped_at=None)
    made = EveningPlan.objects.visible_to(actor).filter(Exists(open_), hub=hub)
    return made.select_related("morning_with__worker", "person__person").order_by("morning_at")


def promised_by_me(actor: Actor, *, person_id: UUID) -> QuerySet[EveningPlan]:
    """The mornings this worker promised to this person and has not kept yet."""
    open_ = Clock.objects.filter(subject_id=OuterRef("pk"), definition=MORNING, stopped_at=None)
    made = EveningPlan.objects.visible_to(actor).filter(Exists(open_), person=person_id)
    return made.filter(morning_with=actor.membership_id)


def is_closed(*, hub: Hub, evening: Closing) -> bool:
    """Whether somebody has closed this hub for this night."""
    return ShiftClosing.objects.filter(hub=hub, on=evening.on).exists()
