"""A shift changes hands person by person: whoever comes says yes to each, and until then whoever goes holds."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from hearth.core.ids import new_id
from hearth.core.querysets import PersonalQuerySet
from hearth.core.sight import Level
from hearth.organisations.models import Hub, Membership


class ShiftChange(models.Model):
    """Whoever goes names who comes next. It ends when nobody is left to say yes to, or when it is called off."""

    id = models.UUIDField(primary_key=True, default=new_id)
    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    giver = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    taker = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    offered_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["hub", "giver"], condition=Q(ended_at=None), name="shiftchange_one_running"
            ),
            models.CheckConstraint(condition=~Q(taker=F("giver")), name="shiftchange_taker_is_other"),
        ]


class ShiftYesQuerySet(PersonalQuerySet["ShiftYes"]):
    level: ClassVar = Level.MINIMUM


class ShiftYes(models.Model):
    """Whoever came said yes to one person, by name, and holds them from that second."""

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey("holding.Holding", on_delete=models.PROTECT, related_name="+")
    change = models.ForeignKey(ShiftChange, on_delete=models.PROTECT, related_name="yeses")
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = ShiftYesQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["change", "person"], name="shiftyes_once")]
