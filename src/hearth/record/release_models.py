"""A file that the virus scanner holds back is let through by two people, by name and with a reason (ADR 0026)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from hearth.core.ids import new_id
from hearth.core.querysets import PersonalQuerySet
from hearth.organisations.models import Membership
from hearth.people.models import Person
from hearth.record.document_models import Document, DocumentCheck
from hearth.record.documents.policies import ANSWER_IS_SEEN, RELEASE_IS_SEEN


class ReleaseQuerySet(PersonalQuerySet["DocumentRelease"]):
    condition: ClassVar = RELEASE_IS_SEEN


class ReleaseAnswerQuerySet(PersonalQuerySet["DocumentReleaseAnswer"]):
    condition: ClassVar = ANSWER_IS_SEEN


class DocumentRelease(models.Model):
    """One worker says that the scanner was wrong about a file, and how they know. Nothing opens yet."""

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="releases")
    of_check = models.ForeignKey(DocumentCheck, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    proposed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_index=False)
    proposed_at = models.DateTimeField()

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(reason=""), name="documentrelease_says_why")]


class DocumentReleaseAnswer(models.Model):
    """Another worker says so too, or leaves the file held and says why."""

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    release = models.OneToOneField(DocumentRelease, on_delete=models.PROTECT, related_name="answer")
    opens = models.BooleanField()
    words = models.TextField(blank=True)
    proposed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_index=False)
    answered_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_index=False)
    answered_at = models.DateTimeField()

    objects = ReleaseAnswerQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(answered_by=F("proposed_by")), name="documentreleaseanswer_by_another"),
            models.CheckConstraint(condition=Q(opens=True) | ~Q(words=""), name="documentreleaseanswer_left_says_why"),
        ]
