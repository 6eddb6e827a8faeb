"""Why a plan is looked at again, and when somebody may not be able to decide."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from hearth.core.ids import new_id
from hearth.core.querysets import PersonalQuerySet
from hearth.organisations.models import Membership
from hearth.people.models import Person
from hearth.plans import policies
from hearth.plans.codes import Happened


class CauseQuerySet(PersonalQuerySet["ReviewCause"]):
    condition: ClassVar = policies.CAUSE_IS_SEEN


class ReviewCause(models.Model):
    """Something happened after which the plan is looked at again, told by somebody or found in the journey."""

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    happened = models.CharField(max_length=20, choices=Happened.choices)
    happened_on = models.DateField()
    entry_id = models.UUIDField(null=True)
    told_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    noted_at = models.DateTimeField()

    objects = CauseQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["entry_id"], condition=Q(entry_id__isnull=False), name="reviewcause_once_an_entry"
            ),
        ]


class DoubtQuerySet(PersonalQuerySet["CapacityDoubt"]):
    condition: ClassVar = policies.DOUBT_IS_SEEN


class CapacityDoubt(models.Model):
    """It is in doubt whether somebody can decide one thing now: which, why, and what was done to help them decide.

    Until it ends their wishes stand above everything. It is never about everything, and never for ever.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    decision = models.CharField(max_length=300)
    why = models.TextField()
    support = models.TextField()
    noted_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()
    review_on = models.DateField()
    ended_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_words = models.TextField(blank=True)

    objects = DoubtQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["person"], condition=Q(ended_at=None), name="capacitydoubt_person_live"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(decision="") & ~Q(why="") & ~Q(support=""), name="capacitydoubt_one_decision_and_why"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None, ended_words="")
                | (Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(ended_words="")),
                name="capacitydoubt_end_whole",
            ),
        ]
