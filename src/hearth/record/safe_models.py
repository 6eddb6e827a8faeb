"""Who said what, and when, of what keeps somebody safe: allergies, medicines, and facts to know before a visit."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from hearth.core.ids import new_id
from hearth.core.querysets import PersonalQuerySet
from hearth.organisations.models import Membership
from hearth.people.models import Person
from hearth.record.codes import Said
from hearth.record.policies import FACT_WORD_IS_SEEN, NOTE_WORD_IS_SEEN


class FactWordQuerySet(PersonalQuerySet["FactWord"]):
    condition: ClassVar = FACT_WORD_IS_SEEN


class FactWord(models.Model):
    """Somebody said that this is so, that it is still so, or that it is no longer so; and who wrote that down."""

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    fact = models.ForeignKey("record.HealthFact", on_delete=models.PROTECT, related_name="words")
    said = models.CharField(max_length=9, choices=Said.choices)
    said_by = models.CharField(max_length=120)
    said_on = models.DateField()
    why = models.CharField(max_length=200, blank=True)
    written_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField()

    objects = FactWordQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(said_by=""), name="factword_says_who"),
            models.CheckConstraint(condition=~Q(said="ended", why=""), name="factword_end_says_why"),
        ]


class NoteWordQuerySet(PersonalQuerySet["NoteWord"]):
    condition: ClassVar = NOTE_WORD_IS_SEEN


class NoteWord(models.Model):
    """A worker wrote a note to know before a visit, looked at it again and kept it, or ended it."""

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    note = models.ForeignKey("record.SafetyNote", on_delete=models.PROTECT, related_name="words")
    said = models.CharField(max_length=9, choices=Said.choices)
    review_on = models.DateField(null=True)
    why = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = NoteWordQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(said="ended", review_on=None) | (~Q(said="ended") & Q(review_on__isnull=False)),
                name="noteword_runs_until_a_day_or_ended",
            ),
            models.CheckConstraint(condition=Q(said="told") | ~Q(why=""), name="noteword_says_why"),
        ]
