"""Groups of people whose outcomes are counted together, and what kinds of support they had."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from hearth.core.ids import new_id
from hearth.core.querysets import PersonalQuerySet
from hearth.organisations.models import Hub, Membership
from hearth.outcomes import policies
from hearth.outcomes.codes import SupportKind
from hearth.people.models import Person


class MemberQuerySet(PersonalQuerySet["CohortMember"]):
    condition: ClassVar = policies.seen("outcomes_cohortmember", policies.MEMBER_ALSO)


class SupportQuerySet(PersonalQuerySet["Support"]):
    condition: ClassVar = policies.seen("outcomes_support", policies.SUPPORT_ALSO)


class Cohort(models.Model):
    """A group named before anybody looks at its figures, with its hub and the days it covers, the last one included."""

    id = models.UUIDField(primary_key=True, default=new_id)
    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, null=True, related_name="+")
    first_on = models.DateField()
    last_on = models.DateField()
    formed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(last_on__gte=F("first_on")), name="cohort_ends_after_it_begins"),
            models.CheckConstraint(condition=~Q(name=""), name="cohort_has_a_name"),
        ]


class CohortMember(models.Model):
    """Somebody who is counted with this group."""

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    objects = MemberQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["cohort", "person"], name="cohortmember_once")]


class Support(models.Model):
    """Somebody had this kind of support from the hub, since this day. One person can have several."""

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=SupportKind.choices)
    since_on = models.DateField()
    noted_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    noted_at = models.DateTimeField()

    objects = SupportQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "kind"], name="support_once_a_kind")]
