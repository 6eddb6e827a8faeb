"""What every version of something in a plan is made of. Nothing of a plan is changed: it is written anew."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from hearth.core.helping import Helped
from hearth.core.ids import new_id
from hearth.organisations.models import Membership
from hearth.people.models import Person
from hearth.plans.codes import How


class Version(Helped):
    """Some words of a plan as they were written down once, by whom, and who held the pen.

    `replaces` is what the writer had before them. Two who had the same before them wrote at once: both versions stand
    until somebody chooses, and what they choose `settles` the other. No rule says that a person has one plan: where two
    records were joined there are two, and somebody chooses.
    """

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="next_versions")
    settles = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="settled_by")
    how = models.CharField(max_length=10, choices=How.choices)
    written_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    author_name = models.CharField(max_length=120)
    acting_as = models.CharField(max_length=60)
    written_at = models.DateTimeField()

    class Meta:
        abstract = True
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(how=How.THEMSELVES, written_by=None)
                | (~Q(how=How.THEMSELVES) & Q(written_by__isnull=False)),
                name="%(class)s_says_who_wrote",
            ),
            models.CheckConstraint(
                condition=Q(settles=None) | (Q(replaces__isnull=False) & ~Q(settles=models.F("replaces"))),
                name="%(class)s_settles_another",
            ),
        ]
