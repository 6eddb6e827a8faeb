"""Something stood in the wrong person's record: who moves it, who saw it there, and who is told."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from hearth.core.ids import new_id
from hearth.core.querysets import PersonalQuerySet
from hearth.correcting.codes import Received, Telling, Whose
from hearth.correcting.policies import DECISION_IS_SEEN, EXPOSURE_IS_SEEN, MOVE_IS_SEEN
from hearth.organisations.models import Membership
from hearth.people.models import Person


class MoveQuerySet(PersonalQuerySet["Move"]):
    condition: ClassVar = MOVE_IS_SEEN


class MoveDecisionQuerySet(PersonalQuerySet["MoveDecision"]):
    condition: ClassVar = DECISION_IS_SEEN


class ExposureQuerySet(PersonalQuerySet["Exposure"]):
    condition: ClassVar = EXPOSURE_IS_SEEN


class ExposureDecisionQuerySet(PersonalQuerySet["ExposureDecision"]):
    condition: ClassVar = EXPOSURE_IS_SEEN


class Move(models.Model):
    """Somebody says that an entry of this person (`root_id` is its first version) is about another."""

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    right_person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    root_id = models.UUIDField()
    reason = models.TextField()
    proposed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()

    objects = MoveQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(person=F("right_person")), name="move_between_two_people"),
            models.CheckConstraint(condition=~Q(reason=""), name="move_says_why"),
        ]


class MoveDecision(models.Model):
    """Another worker moved it, or left it where it is. `moved_id` is the entry as it stands in the right record."""

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    move = models.OneToOneField(Move, on_delete=models.PROTECT, related_name="decision")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    right_person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    moved_id = models.UUIDField(null=True)
    words = models.TextField(blank=True)
    proposed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_index=False)
    decided_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_index=False)
    decided_at = models.DateTimeField()

    objects = MoveDecisionQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(decided_by=F("proposed_by")), name="movedecision_by_another"),
            models.CheckConstraint(
                condition=Q(moved_id__isnull=False) | ~Q(words=""), name="movedecision_left_says_why"
            ),
        ]


class Exposure(models.Model):
    """Somebody opened the record while the words stood there, or `received` them in something that left the house.

    It is looked at from the side of each of the two people. Names are kept as the person read them, for the guardian
    sees none of the records; of what was received, `role_words` is what it was.
    """

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    move = models.ForeignKey(Move, on_delete=models.PROTECT, related_name="exposures")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    whose = models.CharField(max_length=6, choices=Whose.choices)
    received = models.CharField(max_length=8, choices=Received.choices, blank=True)
    name = models.CharField(max_length=254)
    role_words = models.CharField(max_length=300, blank=True)
    organisation_name = models.CharField(max_length=120, blank=True)
    times = models.PositiveIntegerField()
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()

    objects = ExposureQuerySet.as_manager()


class ExposureDecision(models.Model):
    """A guardian decided about one of them: who is told, by whom and when, or why nobody needs to be."""

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    exposure = models.OneToOneField(Exposure, on_delete=models.PROTECT, related_name="decision")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    telling = models.CharField(max_length=6, choices=Telling.choices)
    told_by = models.CharField(max_length=120, blank=True)
    told_on = models.DateField(null=True)
    words = models.TextField(blank=True)
    decided_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_index=False)
    decided_at = models.DateTimeField()

    objects = ExposureDecisionQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=(Q(telling=Telling.NOBODY, told_by="", told_on=None) & ~Q(words=""))
                | (~Q(telling=Telling.NOBODY) & ~Q(told_by="") & Q(told_on__isnull=False)),
                name="exposuredecision_by_whom_and_when_or_why_not",
            ),
        ]
