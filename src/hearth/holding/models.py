"""Who holds whom. The database itself keeps it true that every open person has exactly one living holder."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from hearth.core.querysets import PersonalQuerySet
from hearth.core.sight import Level
from hearth.holding.codes import OPEN, HoldingStatus
from hearth.holding.handover_models import Handover
from hearth.organisations.models import Hub, Membership
from hearth.people.models import Person

__all__ = ["Handover", "HolderChange", "Holding"]


class HoldingQuerySet(PersonalQuerySet["Holding"]):
    level: ClassVar = Level.MINIMUM


class HolderChangeQuerySet(PersonalQuerySet["HolderChange"]):
    level: ClassVar = Level.MINIMUM


class Holding(models.Model):
    """One row a person, for ever: where they stand and who holds them.

    One row means at most one holder; the check means at least one while open; and the pair (holder, true)
    references the membership's own activity, so nobody can be left in the hands of someone who has gone.
    """

    person = models.OneToOneField(Person, on_delete=models.PROTECT, primary_key=True)
    status = models.CharField(max_length=10, choices=HoldingStatus.choices)
    holder = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="holds")
    holder_is_active = models.BooleanField(null=True, default=True)
    hub = models.ForeignKey(Hub, on_delete=models.PROTECT)
    since_at = models.DateTimeField()
    opened_at = models.DateTimeField()

    objects = HoldingQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["hub", "status"], name="holding_hub_status")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(status__in=OPEN) | Q(holder__isnull=False, holder_is_active=True),
                name="holding_open_has_holder",
            ),
            models.CheckConstraint(
                condition=Q(holder=None, holder_is_active=None) | Q(holder__isnull=False, holder_is_active=True),
                name="holding_holder_is_active",
            ),
        ]


class HolderChange(models.Model):
    """One change of hands, written by a database trigger. Each lasts until the next, so there can be no gap."""

    append_only: ClassVar = True

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    status = models.CharField(max_length=10)
    holder = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True)
    from_at = models.DateTimeField()

    objects = HolderChangeQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["person", "from_at"], name="holderchange_person_from")]
