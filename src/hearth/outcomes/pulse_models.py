"""How those who work here are: counts of a hub and a month, and who has answered, never what (ADR 0035)."""

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import Q

from hearth.organisations.models import Hub, Membership
from hearth.outcomes.codes import Pulse


class PulseCount(models.Model):
    """How many at a hub gave this answer in a month. There is no row for an answer, so none can be anybody's.

    Nobody reads these rows: a door tells of months that are over, and how people answered only from ten on.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    month = models.DateField()
    answer = models.PositiveSmallIntegerField(choices=Pulse.choices)
    people = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["hub", "month", "answer"], name="pulsecount_once_an_answer"),
            models.CheckConstraint(condition=Q(answer__in=Pulse.values), name="pulsecount_known_answer"),
            models.CheckConstraint(condition=Q(month__day=1), name="pulsecount_of_a_month"),
        ]


class PulseTurn(models.Model):
    """Somebody has answered this month: without a time, and under a key that tells no order, so no answer is theirs."""

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=uuid4)
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    month = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["membership", "month"], name="pulseturn_once_a_month"),
            models.CheckConstraint(condition=Q(month__day=1), name="pulseturn_of_a_month"),
        ]
