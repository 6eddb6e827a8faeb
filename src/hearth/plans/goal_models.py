"""What somebody hopes for."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from hearth.core.querysets import PersonalQuerySet
from hearth.plans import policies
from hearth.plans.codes import GoalState
from hearth.plans.version_models import Version


class GoalQuerySet(PersonalQuerySet["GoalVersion"]):
    condition: ClassVar = policies.GOAL_IS_SEEN


class GoalVersion(Version):
    """Something the person hopes for, in their words, and the smallest next step. `root_id` is the first version's id.

    The reason for coming is a typed reference, such as a referral: progress on it can be counted.
    """

    root_id = models.UUIDField()
    words = models.TextField()
    why = models.TextField(blank=True)
    next_step = models.CharField(max_length=300)
    who = models.CharField(max_length=120, blank=True)
    by_when = models.DateField(null=True)
    confidence = models.PositiveSmallIntegerField(null=True)
    state = models.CharField(max_length=10, choices=GoalState.choices)
    reason_type = models.CharField(max_length=48, blank=True)
    reason_id = models.UUIDField(null=True)

    objects = GoalQuerySet.as_manager()

    class Meta(Version.Meta):
        indexes: ClassVar = [
            models.Index(fields=["root_id"], name="goalversion_root"),
            models.Index(fields=["reason_type", "reason_id"], name="goalversion_reason", condition=~Q(reason_type="")),
        ]
        constraints: ClassVar = [
            *Version.Meta.constraints,
            models.CheckConstraint(condition=~Q(words="") & ~Q(next_step=""), name="goalversion_words_and_next_step"),
            models.CheckConstraint(
                condition=Q(confidence=None) | Q(confidence__lte=10), name="goalversion_confidence_to_ten"
            ),
            models.CheckConstraint(
                condition=Q(reason_type="", reason_id=None) | (~Q(reason_type="") & Q(reason_id__isnull=False)),
                name="goalversion_reason_whole",
            ),
        ]
