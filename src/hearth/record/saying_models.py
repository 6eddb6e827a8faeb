"""What the person says of something that was written about them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from hearth.core.helping import Helped
from hearth.core.ids import new_id
from hearth.core.querysets import PersonalQuerySet
from hearth.organisations.models import Membership
from hearth.people.models import Person
from hearth.record.policies import SAYING_IS_SEEN


class MyViewQuerySet(PersonalQuerySet["MyView"]):
    condition: ClassVar = SAYING_IS_SEEN


class MyView(Helped):
    """The person's own words beside one entry (`root_id` is its first version). A newer row takes an older one's place,
    and one without words takes them back.

    `answers_id` names the answer to a correction they asked for and did not get: such a statement stands for itself.
    A worker may write it down in the person's words, and says how they did so together.
    """

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, db_index=False)
    root_id = models.UUIDField()
    words = models.TextField(blank=True)
    said_at = models.DateTimeField()
    said_by = models.CharField(max_length=120)
    written_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    written_by_name = models.CharField(max_length=120, blank=True)
    together = models.CharField(max_length=200, blank=True)
    answers_id = models.UUIDField(null=True)

    objects = MyViewQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["person", "root_id", "-said_at"], name="myview_person_root")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(written_by=None, together="") | (Q(written_by__isnull=False) & ~Q(together="")),
                name="myview_written_down_together",
            ),
            models.CheckConstraint(condition=Q(answers_id=None) | ~Q(words=""), name="myview_statement_says_something"),
            models.UniqueConstraint(
                fields=["answers_id"], condition=Q(answers_id__isnull=False), name="myview_one_statement_an_answer"
            ),
        ]
