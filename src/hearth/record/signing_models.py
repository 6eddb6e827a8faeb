"""More than one name under an entry: whoever answers for a student's words, and whoever wrote it together."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from hearth.core.ids import new_id
from hearth.core.querysets import PersonalQuerySet
from hearth.organisations.models import Membership, Organisation
from hearth.people.models import Person
from hearth.record.codes import Countersign, Theirs
from hearth.record.policies import with_its_entry


class CountersigningQuerySet(PersonalQuerySet["Countersigning"]):
    condition: ClassVar = with_its_entry("record_countersigning")


class Countersigning(models.Model):
    """What was asked, answered or signed about one version of words by a student or volunteer."""

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    entry = models.ForeignKey("record.Entry", on_delete=models.PROTECT, related_name="countersignings")
    root_id = models.UUIDField(db_index=True)
    said = models.CharField(max_length=8, choices=Countersign.choices)
    words = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=120)
    author = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = CountersigningQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["entry"], condition=Q(said="signed"), name="countersigning_once"),
            models.CheckConstraint(condition=Q(said="signed") | ~Q(words=""), name="countersigning_question_in_words"),
            models.CheckConstraint(
                condition=Q(said="answered", by=models.F("author")) | (~Q(said="answered") & ~Q(by=models.F("author"))),
                name="countersigning_never_own",
            ),
        ]


class JointAuthorQuerySet(PersonalQuerySet["JointAuthor"]):
    condition: ClassVar = with_its_entry("record_jointauthor")


class JointAuthor(models.Model):
    """A second worker whom the author names as having written this too. It is theirs once they say so."""

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    entry = models.ForeignKey("record.Entry", on_delete=models.PROTECT, related_name="joint_authors")
    root_id = models.UUIDField()
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    acting_as = models.CharField(max_length=60)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    organisation_name = models.CharField(max_length=120)
    named_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    named_at = models.DateTimeField()

    objects = JointAuthorQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["root_id", "membership"], name="jointauthor_once"),
            models.CheckConstraint(condition=~Q(membership=models.F("named_by")), name="jointauthor_is_another"),
        ]


class JointAnswerQuerySet(PersonalQuerySet["JointAnswer"]):
    condition: ClassVar = with_its_entry("record_jointanswer")


class JointAnswer(models.Model):
    """Whether whoever was named says that these are their words too; and if not, why."""

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    entry = models.ForeignKey("record.Entry", on_delete=models.PROTECT, related_name="+")
    joint = models.OneToOneField(JointAuthor, on_delete=models.PROTECT, related_name="answer")
    theirs = models.CharField(max_length=8, choices=Theirs.choices)
    words = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()

    objects = JointAnswerQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(theirs="mine") | ~Q(words=""), name="jointanswer_no_says_why")
        ]
