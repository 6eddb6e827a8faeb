"""What somebody asks to have put right in their record, and what became of it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from hearth.core.helping import Helped
from hearth.core.ids import new_id
from hearth.core.querysets import PersonalQuerySet
from hearth.correcting.codes import Outcome
from hearth.correcting.move_models import Exposure, ExposureDecision, Move, MoveDecision
from hearth.correcting.policies import ANSWER_IS_SEEN, REQUEST_IS_SEEN
from hearth.correcting.recipient_models import Recipient, Spreading
from hearth.organisations.models import Membership
from hearth.people.models import Person


class RequestQuerySet(PersonalQuerySet["CorrectionRequest"]):
    condition: ClassVar = REQUEST_IS_SEEN


class AnswerQuerySet(PersonalQuerySet["CorrectionAnswer"]):
    condition: ClassVar = ANSWER_IS_SEEN


class CorrectionRequest(Helped):
    """The person asks that one entry (`root_id` is its first version, `entry_id` the one they read) be put right.

    `statement` is what shall stand beside it if it is not. A worker may write it down in their words, and says how they
    did so together; `acted_by` names whoever asked for them, acting for them. Whoever answers owns the clock of the
    same subject.
    """

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    root_id = models.UUIDField()
    entry_id = models.UUIDField()
    words = models.TextField()
    statement = models.TextField()
    asked_by = models.CharField(max_length=120)
    acted_by = models.CharField(max_length=120, blank=True)
    written_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    together = models.CharField(max_length=200, blank=True)
    asked_at = models.DateTimeField()

    objects = RequestQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["person", "-asked_at"], name="correction_person_asked")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(words="") & ~Q(statement=""), name="correctionrequest_says_what"),
            models.CheckConstraint(
                condition=Q(written_by=None, together="") | (Q(written_by__isnull=False) & ~Q(together="")),
                name="correctionrequest_written_down_together",
            ),
        ]


class CorrectionAnswer(models.Model):
    """What became of it: by whom, when and why. Amended names the new version; there is one answer to each."""

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    request = models.OneToOneField(CorrectionRequest, on_delete=models.PROTECT, related_name="answer")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    root_id = models.UUIDField()
    outcome = models.CharField(max_length=12, choices=Outcome.choices)
    reason = models.TextField()
    version_id = models.UUIDField(null=True)
    answered_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_index=False)
    answered_by_name = models.CharField(max_length=120)
    answered_at = models.DateTimeField()

    objects = AnswerQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(reason=""), name="correctionanswer_says_why"),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.AMENDED, version_id__isnull=False)
                | (~Q(outcome=Outcome.AMENDED) & Q(version_id=None)),
                name="correctionanswer_amended_names_the_version",
            ),
        ]


__all__ = [
    "CorrectionAnswer",
    "CorrectionRequest",
    "Exposure",
    "ExposureDecision",
    "Move",
    "MoveDecision",
    "Recipient",
    "Spreading",
]
