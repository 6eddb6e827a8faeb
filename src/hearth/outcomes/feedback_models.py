"""What people say about us, what follows step by step, and what everybody is told of it."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from hearth.core.helping import Helped
from hearth.core.ids import new_id
from hearth.core.querysets import PersonalQuerySet
from hearth.organisations.models import Hub, Membership
from hearth.outcomes.feedback.codes import Kind, Outcome, Step
from hearth.outcomes.feedback.policies import FEEDBACK_IS_READ, STEP_IS_READ
from hearth.people.models import Person


class FeedbackQuerySet(PersonalQuerySet["Feedback"]):
    condition: ClassVar = FEEDBACK_IS_READ


class StepQuerySet(PersonalQuerySet["FeedbackStep"]):
    condition: ClassVar = STEP_IS_READ


class Feedback(Helped):
    """Thanks, an idea or a complaint. It stands apart from the record: whoever is alongside does not read it here.

    Of somebody signed in it names the person; of anybody else there is a secret with which they read the answer, a
    name and a way to reach them only if they gave one. `acting` said it for the person, by the name in `acted_by`.
    `written_by` is the worker who wrote down what they were told.
    """

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    kind = models.CharField(max_length=9, choices=Kind.choices)
    words = models.TextField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    called = models.CharField(max_length=120, blank=True)
    acting = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    acted_by = models.CharField(max_length=120, blank=True)
    reach = models.CharField(max_length=200, blank=True)
    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, null=True, related_name="+")
    beyond_hub = models.BooleanField(default=False)
    may_be_told = models.BooleanField(default=False)
    secret_hash = models.CharField(max_length=64, unique=True, null=True)  # noqa: DJ001  unique where there is one
    written_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    said_at = models.DateTimeField()

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["said_at"], name="feedback_said")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(words=""), name="feedback_says_something"),
            models.CheckConstraint(
                condition=Q(person__isnull=False, secret_hash=None, written_by=None)
                | Q(person=None, secret_hash__isnull=False),
                name="feedback_of_somebody_or_by_secret",
            ),
            models.CheckConstraint(
                condition=Q(acting=None, acted_by="")
                | (Q(acting__isnull=False, person__isnull=False) & ~Q(acted_by="") & ~Q(acting=F("person"))),
                name="feedback_said_for_somebody_by_name",
            ),
        ]


class FeedbackStep(Helped):
    """One thing that was done about it, in words that whoever said it can read. `place` counts from 1."""

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    feedback = models.ForeignKey(Feedback, on_delete=models.PROTECT, related_name="steps")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    place = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=Step.choices)
    words = models.TextField(blank=True)
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    objects = StepQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["feedback", "place"], name="feedbackstep_one_after_another"),
            models.UniqueConstraint(
                fields=["feedback"], condition=Q(kind=Step.ACKNOWLEDGED), name="feedbackstep_acknowledged_once"
            ),
            models.CheckConstraint(condition=Q(kind=Step.TAKEN) | ~Q(words=""), name="feedbackstep_says_something"),
            models.CheckConstraint(
                condition=Q(kind=Step.CAME_BACK, by=None, person__isnull=False)
                | (~Q(kind=Step.CAME_BACK) & Q(by__isnull=False) & ~Q(by_name="")),
                name="feedbackstep_by_somebody_by_name",
            ),
        ]


class YouSaid(models.Model):
    """What everybody may read: what was said, in other words, and what we did, or why we could not."""

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    feedback = models.OneToOneField(Feedback, on_delete=models.PROTECT, null=True, related_name="you_said")
    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, null=True, related_name="+")
    said = models.TextField()
    outcome = models.CharField(max_length=9, choices=Outcome.choices)
    words = models.TextField()
    told_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["-told_at"], name="yousaid_told")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(said="") & ~Q(words=""), name="yousaid_says_both"),
        ]


class YouSaidEnd(models.Model):
    """It was taken down again: by whom, when and why."""

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    you_said = models.OneToOneField(YouSaid, on_delete=models.PROTECT, related_name="end")
    why = models.TextField()
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(why=""), name="yousaidend_says_why")]
