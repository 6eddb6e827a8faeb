"""The parts of a record by who is responsible for them, what is in each, and what was decided of it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from hearth.core.ids import new_id
from hearth.core.querysets import PersonalQuerySet
from hearth.organisations.models import Membership, Organisation
from hearth.people.models import Person
from hearth.subject_access import policies
from hearth.subject_access.codes import Concern, Outcome, Reason

REQUEST = "subject_access.AccessRequest"


class PartQuerySet(PersonalQuerySet["AccessPart"]):
    condition: ClassVar = policies.PART_IS_SEEN


class ItemQuerySet(PersonalQuerySet["AccessItem"]):
    condition: ClassVar = policies.ITEM_IS_SEEN


class AskedQuerySet(PersonalQuerySet["ItemAsked"]):
    condition: ClassVar = policies.ASKED_IS_SEEN


class DecisionQuerySet(PersonalQuerySet["ItemDecision"]):
    condition: ClassVar = policies.DECISION_IS_SEEN


class AccessPart(models.Model):
    """What one organisation is responsible for, and who reads it through by name. No organisation: Hearth's own."""

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    request = models.ForeignKey(REQUEST, on_delete=models.PROTECT, related_name="parts")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    reviewer = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    named_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True)

    objects = PartQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["request", "organisation"], nulls_distinct=False, name="accesspart_one_each"
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by=None, reviewed_at=None)
                | Q(reviewed_by__isnull=False, reviewed_at__isnull=False),
                name="accesspart_reviewed_by_name",
            ),
        ]


class AccessItem(models.Model):
    """One thing that is held about the person, word for word as it stood when it was gathered.

    `open_to_workers` is false for what the person keeps sealed and may read themselves: it is given, and nobody here
    reads it for that.
    """

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    request = models.ForeignKey(REQUEST, on_delete=models.PROTECT, related_name="items")
    part = models.ForeignKey(AccessPart, on_delete=models.PROTECT, related_name="items")
    subject_type = models.CharField(max_length=48)
    subject_id = models.UUIDField(null=True)
    happened_at = models.DateTimeField(null=True)
    # When it was as people say it, where nobody knows the day: it stands before the moment, which is only its place.
    roughly = models.CharField(max_length=200, blank=True, db_default="")
    title = models.CharField(max_length=300)
    body = models.TextField(blank=True)
    told_by = models.CharField(max_length=300, blank=True)
    concern = models.CharField(max_length=13, choices=Concern.choices, blank=True)
    open_to_workers = models.BooleanField(default=True)

    objects = ItemQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["part", "happened_at"], name="accessitem_part_happened")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(open_to_workers=True) | Q(concern=Concern.NONE), name="accessitem_concern_is_looked_at"
            )
        ]


class ItemAsked(models.Model):
    """A professional was asked what they think of one item."""

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey(AccessItem, on_delete=models.PROTECT, related_name="asked")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()

    objects = AskedQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["membership"], name="itemasked_membership")]
        constraints: ClassVar = [models.UniqueConstraint(fields=["item", "membership"], name="itemasked_once")]


class ItemDecision(models.Model):
    """What becomes of one item, by whom, in which role, and why. A newer decision stands before an older one.

    `spans` are the places left out, as pairs of letters counted from the beginning of the words.
    """

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey(AccessItem, on_delete=models.PROTECT, related_name="decisions")
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    reason = models.CharField(max_length=13, choices=Reason.choices, blank=True)
    why = models.TextField(blank=True)
    said = models.BooleanField(default=True)
    spans = models.JSONField(default=list)
    decided_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    decided_in_role = models.CharField(max_length=24)
    decided_at = models.DateTimeField()

    objects = DecisionQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(outcome=Outcome.GIVE, reason="", why="", spans=[])
                | (~Q(outcome=Outcome.GIVE) & ~Q(reason="") & ~Q(why="")),
                name="itemdecision_leaves_out_with_reason",
            ),
            models.CheckConstraint(
                condition=~Q(outcome=Outcome.REDACT) | ~Q(spans=[]), name="itemdecision_says_which_words"
            ),
            # The law asks for the appropriate health professional; the action asks for the permission as well.
            models.CheckConstraint(
                condition=~Q(reason=Reason.SERIOUS_HARM) | Q(decided_in_role="clinician"),
                name="itemdecision_harm_by_health_professional",
            ),
        ]
