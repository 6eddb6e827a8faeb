"""Holding one entry back from the person for a while: who, why, until when, and who looked at that."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from hearth.core.ids import new_id
from hearth.core.querysets import PersonalQuerySet
from hearth.organisations.models import Membership
from hearth.people.models import Person
from hearth.record.codes import WithholdReason
from hearth.record.policies import REVIEW_IS_SEEN, WITHHOLDING_IS_SEEN


class WithholdingQuerySet(PersonalQuerySet["Withholding"]):
    condition: ClassVar = WITHHOLDING_IS_SEEN


class WithholdingReviewQuerySet(PersonalQuerySet["WithholdingReview"]):
    condition: ClassVar = REVIEW_IS_SEEN


class Withholding(models.Model):
    """One entry (`root_id` is its first version) the person does not read for now.

    It ends by itself at `until_at`. Only what was told in confidence has no such day: it opens when a second worker
    has looked and says so.
    """

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, db_index=False)
    root_id = models.UUIDField()
    reason = models.CharField(max_length=16, choices=WithholdReason.choices)
    why = models.TextField(blank=True)
    held_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    held_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)
    reviewer = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")

    objects = WithholdingQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["person", "root_id"], name="withholding_person_root")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(reason=WithholdReason.IN_CONFIDENCE, until_at=None)
                | (~Q(reason=WithholdReason.IN_CONFIDENCE) & Q(until_at__isnull=False, until_at__gt=F("held_at"))),
                name="withholding_ends_unless_told_in_confidence",
            ),
            models.CheckConstraint(
                condition=Q(reviewer=None) | Q(held_by=None) | ~Q(reviewer=F("held_by")),
                name="withholding_reviewed_by_another",
            ),
        ]


class WithholdingReview(models.Model):
    """A worker looked at what is held back: it goes on, which takes another worker, or the person reads it from now."""

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, db_index=False)
    withholding = models.ForeignKey(Withholding, on_delete=models.PROTECT, related_name="reviews")
    held_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    reviewed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_index=False)
    reviewed_at = models.DateTimeField()
    opens = models.BooleanField()
    words = models.TextField()

    objects = WithholdingReviewQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(opens=True) | Q(held_by=None) | ~Q(reviewed_by=F("held_by")),
                name="withholdingreview_goes_on_by_another",
            ),
            models.CheckConstraint(condition=~Q(words=""), name="withholdingreview_says_why"),
        ]
