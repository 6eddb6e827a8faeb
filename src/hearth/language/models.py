"""The word list: what to say, why, and who answers for it. Entries are added; nothing is changed or removed."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from hearth.core.ids import new_id
from hearth.language.codes import Audience


class Phrase(models.Model):
    """One version of what the list says of a phrase. `root_id` is the first version's id.

    Whoever answers for it is a membership by id and name; only a name where it came with the list. One that is no
    longer looked for is a version that says why.
    """

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    root_id = models.UUIDField()
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="replaced_by")
    phrase = models.CharField(max_length=80)
    also = ArrayField(models.CharField(max_length=80), default=list)
    suggestion = models.CharField(max_length=200)
    why = models.CharField(max_length=300)
    audiences = ArrayField(models.CharField(max_length=6, choices=Audience.choices))
    source = models.CharField(max_length=120, blank=True)
    owner_id = models.UUIDField(null=True)
    owner_name = models.CharField(max_length=120)
    review_on = models.DateField()
    ended_because = models.CharField(max_length=200, blank=True)
    decided_by_id = models.UUIDField(null=True)
    decided_by_name = models.CharField(max_length=120)
    decided_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["root_id"], name="phrase_root")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(phrase="") & ~Q(suggestion="") & ~Q(why=""), name="phrase_says_what_and_why"
            ),
            models.CheckConstraint(condition=Q(audiences__len__gt=0), name="phrase_counts_somewhere"),
            models.CheckConstraint(condition=~Q(owner_name=""), name="phrase_has_an_owner"),
        ]
