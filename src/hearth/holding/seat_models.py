"""A seat in which somebody answers for a service, handed to a colleague while they are away."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from hearth.core.ids import new_id
from hearth.holding.stalemate_models import LadderSeat
from hearth.organisations.models import Membership


class SeatLoan(models.Model):
    """A colleague sits in somebody's seat from one moment on, until whoever it belongs to sits there again."""

    id = models.UUIDField(primary_key=True, default=new_id)
    seat = models.ForeignKey(LadderSeat, on_delete=models.PROTECT, related_name="loans")
    to = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    lent_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    lent_at = models.DateTimeField()
    ended_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["seat"], condition=Q(ended_at=None), name="seatloan_one_running"),
            models.CheckConstraint(
                condition=Q(ended_by=None) | Q(ended_at__isnull=False), name="seatloan_end_is_whole"
            ),
        ]
