"""Doing something as somebody, and what came of it: who sees whom, what is kept and what the audit holds."""

from datetime import timedelta

from hearth.core.actor import SYSTEM
from hearth.core.models import AuditEvent
from hearth.core.scope import acting_as
from hearth.organisations.tests.factories import NOON
from hearth.people.models import Person

LATER = NOON + timedelta(hours=1)


def sees(actor, person, at=NOON):
    with acting_as(actor, at=at):
        return Person.objects.visible_to(actor).filter(pk=person.pk).exists()


def recorded():
    with acting_as(SYSTEM, at=NOON):
        return list(AuditEvent.objects.order_by("id").values_list("event", flat=True))


def rows(model):
    with acting_as(SYSTEM, at=NOON):
        return list(model.objects.all())


def as_actor(actor, action, at=NOON, **given):
    with acting_as(actor, at=at):
        return action(actor, at=at, **given)
