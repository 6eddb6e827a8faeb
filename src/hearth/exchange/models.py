"""What has arrived from other records, and who waits for a human to say who they are. Hearth alone reads these."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from hearth.core.actor import Actor
from hearth.core.ids import new_id
from hearth.core.querysets import PersonalQuerySet
from hearth.core.sight import Level
from hearth.exchange.codes import HoldReason
from hearth.exchange.machine_models import ApiKey, FailedCall, FollowUp, KeptMessage, SeenTo, SentReferral
from hearth.people.models import Person

__all__ = ["ApiKey", "Arrival", "FailedCall", "FollowUp", "HeldRow", "KeptMessage", "SeenTo", "SentReferral"]


class ArrivalQuerySet(PersonalQuerySet["Arrival"]):
    level: ClassVar = Level.FULL


class Arrival(models.Model):
    """One thing of another record: its key there, what it said, whom it is about. What makes a second run do nothing.

    `name` is what a worker, organisation or place is called, or where an encounter was.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    source_system = models.CharField(max_length=120)
    source_key = models.CharField(max_length=200)
    kind = models.CharField(max_length=40)
    fingerprint = models.CharField(max_length=32)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=120, blank=True)
    arrived_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    objects = ArrivalQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source_system", "source_key"], name="arrival_once"),
        ]


class HeldRowQuerySet(models.QuerySet["HeldRow"]):
    def visible_to(self, _actor: Actor) -> "HeldRowQuerySet":
        """What the database shows this actor: everything to Hearth itself, nothing to anyone else."""
        return self

    def waiting(self) -> "HeldRowQuerySet":
        """Those nobody has settled yet."""
        return self.filter(settled_at=None)


class HeldRow(models.Model):
    """Somebody another record tells of, who may be one of the people already here. A human decides."""

    id = models.UUIDField(primary_key=True, default=new_id)
    source_system = models.CharField(max_length=120)
    source_key = models.CharField(max_length=200)
    fingerprint = models.CharField(max_length=32)
    source = models.CharField(max_length=300)
    place = models.PositiveIntegerField()
    reason = models.CharField(max_length=16, choices=HoldReason.choices)
    candidates = ArrayField(models.UUIDField())
    told = models.JSONField()
    held_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    objects = HeldRowQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["source_system", "source_key"], condition=models.Q(settled_at=None), name="heldrow_once"
            ),
            models.CheckConstraint(condition=~models.Q(candidates=[]), name="heldrow_names_somebody"),
        ]
