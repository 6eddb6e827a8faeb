"""A hub closes for the night: nobody who has just come, or is not safe, is left with a phone number alone."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from hearth.core.ids import new_id
from hearth.core.querysets import PersonalQuerySet
from hearth.core.sight import Level
from hearth.organisations.models import Hub, Membership, Organisation


class EveningPlanQuerySet(PersonalQuerySet["EveningPlan"]):
    level: ClassVar = Level.MINIMUM


class EveningPlan(models.Model):
    """Who is there for somebody this evening, who said yes for the night, and who is in touch in the morning."""

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey("holding.Holding", on_delete=models.PROTECT, related_name="+")
    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    evening_holder = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    night_service = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    spoken_to = models.CharField(max_length=120)
    morning_at = models.DateTimeField()
    morning_with = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    made_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()

    objects = EveningPlanQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "hub", "on"], name="eveningplan_once"),
            # A number to ring is not a yes: somebody there has a name.
            models.CheckConstraint(condition=~Q(spoken_to=""), name="eveningplan_accepted_by_name"),
            models.CheckConstraint(condition=Q(morning_at__gt=F("made_at")), name="eveningplan_morning_is_later"),
        ]


class ShiftClosing(models.Model):
    """A shift lead has closed the hub for the night, with everyone looked after."""

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    closed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["hub", "on"], name="shiftclosing_once")]
