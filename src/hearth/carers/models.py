"""What people close to somebody tell us, keep for themselves, and ask for."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from hearth.carers import policies
from hearth.core.helping import Helped
from hearth.core.ids import new_id
from hearth.core.querysets import PersonalQuerySet
from hearth.core.sight import Level
from hearth.front_door.models import Referral
from hearth.organisations.models import Hub, Membership
from hearth.people.models import Person


class SeeingQuerySet(PersonalQuerySet["Seeing"]):
    condition: ClassVar = policies.SEEING_IS_SEEN


class SeeingReadQuerySet(PersonalQuerySet["SeeingRead"]):
    condition: ClassVar = policies.READING_IS_SEEN


class NoteQuerySet(PersonalQuerySet["Note"]):
    condition: ClassVar = policies.NOTE_IS_SEEN


class AssessmentAskQuerySet(PersonalQuerySet["AssessmentAsk"]):
    level: ClassVar = Level.FULL


class Seeing(Helped):
    """What somebody close sees, in their words: heard whatever is shared with them.

    `may_read` is whether they agree that the person reads it; `unsafe` that somebody may be in danger now.
    """

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="seeings")
    carer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    told_by = models.CharField(max_length=120)
    relation = models.CharField(max_length=60, blank=True)
    words = models.TextField()
    unsafe = models.BooleanField(default=False)
    may_read = models.BooleanField(default=False)
    sent_at = models.DateTimeField()

    objects = SeeingQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(words=""), name="seeing_says_something")]
        indexes: ClassVar = [models.Index(fields=["carer", "-sent_at"], name="seeing_carer_sent")]


class SeeingRead(models.Model):
    """A worker has read it and taken it into the journey. `words_back` are for whoever told it."""

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    carer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    seeing = models.OneToOneField(Seeing, on_delete=models.PROTECT, related_name="reading")
    read_by = models.ForeignKey(Membership, on_delete=models.PROTECT)
    read_at = models.DateTimeField()
    words_back = models.TextField(blank=True)
    entry_id = models.UUIDField()

    objects = SeeingReadQuerySet.as_manager()


class Note(models.Model):
    """A private note of somebody close, for themselves alone. They may take it out, and then it is gone."""

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="private_notes")
    words = models.TextField()
    kept_at = models.DateTimeField()

    objects = NoteQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(words=""), name="note_says_something")]


class AssessmentAsk(models.Model):
    """Somebody close asked for an assessment of what they need themselves. Source: Care Act 2014, section 10."""

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="assessment_asks")
    referral = models.OneToOneField(Referral, on_delete=models.PROTECT, related_name="assessment_ask")
    asked_at = models.DateTimeField()

    objects = AssessmentAskQuerySet.as_manager()


class Group(models.Model):
    """A group for people who are there for somebody, with what to do next. Ended, never deleted."""

    id = models.UUIDField(primary_key=True, default=new_id)
    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, null=True)
    name = models.CharField(max_length=120)
    about = models.CharField(max_length=300, blank=True)
    meets = models.CharField(max_length=120)
    place = models.CharField(max_length=160, blank=True)
    next_step = models.CharField(max_length=200)
    added_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(meets="") & ~Q(next_step=""), name="group_says_how_to_come"
            ),
            models.CheckConstraint(condition=Q(ended_by=None) | Q(ended_at__isnull=False), name="group_ended_whole"),
        ]
