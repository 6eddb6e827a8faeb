"""Files in somebody's record. Each is an entry of its own, and is seen by whoever sees that entry (ADR 0020)."""

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Q

from hearth.core.ids import new_id
from hearth.core.querysets import PersonalQuerySet
from hearth.people.models import Person
from hearth.record.documents.codes import CheckState, FileKind, Problem
from hearth.record.documents.policies import CHECK_IS_SEEN, DOCUMENT_IS_SEEN, READING_IS_SEEN, TEXT_IS_SEEN


class DocumentQuerySet(PersonalQuerySet["Document"]):
    condition: ClassVar = DOCUMENT_IS_SEEN


class CheckQuerySet(PersonalQuerySet["DocumentCheck"]):
    condition: ClassVar = CHECK_IS_SEEN


class ReadingQuerySet(PersonalQuerySet["DocumentReading"]):
    condition: ClassVar = READING_IS_SEEN


class TextQuerySet(PersonalQuerySet["DocumentText"]):
    condition: ClassVar = TEXT_IS_SEEN


class Document(models.Model):
    """One file, kept under the hash of what is in it. `entry` is the first version of its entry.

    The same file may stand in one record twice: where the first is closed to whoever adds it again, saying that it is
    there already would tell that it is.
    """

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="documents")
    entry = models.OneToOneField("record.Entry", on_delete=models.PROTECT, related_name="document")
    kind = models.CharField(max_length=8, choices=FileKind.choices)
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64, db_index=True)
    size_bytes = models.PositiveBigIntegerField()
    is_locked = models.BooleanField(default=False)
    added_at = models.DateTimeField()

    objects = DocumentQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(sha256__regex="^[0-9a-f]{64}$"), name="document_named_by_its_hash"),
            models.CheckConstraint(condition=Q(size_bytes__gt=0), name="document_holds_something"),
            models.CheckConstraint(condition=~Q(file_name=""), name="document_has_a_name"),
        ]


class DocumentCheck(models.Model):
    """A step of looking for something harmful in a file. The newest says where it stands."""

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, db_index=False)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="checks")
    state = models.CharField(max_length=9, choices=CheckState.choices)
    found = models.CharField(max_length=200, blank=True)
    why = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField()

    objects = CheckQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state=CheckState.HELD) & ~Q(found="") | ~Q(state=CheckState.HELD) & Q(found=""),
                name="documentcheck_held_says_what_for",
            ),
            models.CheckConstraint(
                condition=Q(state=CheckState.UNCHECKED) & ~Q(why="") | ~Q(state=CheckState.UNCHECKED) & Q(why=""),
                name="documentcheck_unchecked_says_why",
            ),
        ]


class DocumentReading(models.Model):
    """A file was opened, once, to show its pages and to find its words. Pages are counted from 1."""

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, db_index=False)
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="reading")
    pages = models.PositiveIntegerField(default=0)
    pages_shown = models.PositiveIntegerField(default=0)
    problem = models.CharField(max_length=10, choices=Problem.choices, blank=True)
    read_at = models.DateTimeField()

    objects = ReadingQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(pages_shown__lte=F("pages")), name="documentreading_shows_no_more_than_there_is"
            ),
        ]


class DocumentText(models.Model):
    """The words of one page of a file, for reading aloud and for searching. What has no pages is one page."""

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="texts", db_index=False)
    page = models.PositiveIntegerField()
    text = models.TextField()
    words = models.GeneratedField(
        expression=SearchVector("text", config="english"), output_field=SearchVectorField(), db_persist=True
    )

    objects = TextQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [GinIndex(fields=["words"], name="documenttext_words")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "page"], name="documenttext_page_once"),
            models.CheckConstraint(condition=~Q(text=""), name="documenttext_says_something"),
        ]
