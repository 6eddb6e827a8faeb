"""The words of each entry as it stands now, made ready to be searched. Kept by the database itself."""

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models


class EntryWords(models.Model):
    """What can be found of one entry's newest version, or of what stands `beside` entries and is read like them: a
    message. A trigger writes it; only the search function reads it."""

    entry_id = models.UUIDField(primary_key=True)
    beside = models.BooleanField(db_default=False)
    person_id = models.UUIDField()
    occurred_at = models.DateTimeField()
    words = SearchVectorField()

    class Meta:
        indexes: ClassVar = [
            GinIndex(fields=["words"], name="entrywords_words"),
            models.Index(fields=["person_id", "-occurred_at", "-entry_id"], name="entrywords_person"),
            models.Index(fields=["-occurred_at", "-entry_id"], name="entrywords_lately"),
        ]
