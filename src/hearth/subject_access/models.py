"""A request for somebody's record, from the first words to what was given: each step a row with who and when."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from hearth.core.helping import Helped
from hearth.core.ids import new_id
from hearth.core.querysets import PersonalQuerySet
from hearth.organisations.models import Membership
from hearth.people.models import Person
from hearth.subject_access import policies
from hearth.subject_access.codes import RUNNING, AskedBy, Entitled, Handed, IdentityBy, Route, Status


class RequestQuerySet(PersonalQuerySet["AccessRequest"]):
    condition: ClassVar = policies.REQUEST_IS_SEEN


class MoveQuerySet(PersonalQuerySet["AccessMove"]):
    condition: ClassVar = policies.MOVE_IS_SEEN


class IdentityQuerySet(PersonalQuerySet["IdentityCheck"]):
    condition: ClassVar = policies.IDENTITY_IS_SEEN


class ExtensionQuerySet(PersonalQuerySet["Extension"]):
    condition: ClassVar = policies.EXTENSION_IS_SEEN


class HandingQuerySet(PersonalQuerySet["Handing"]):
    condition: ClassVar = policies.HANDING_IS_SEEN


class PackageQuerySet(PersonalQuerySet["Package"]):
    condition: ClassVar = policies.PACKAGE_IS_SEEN


class AccessRequest(Helped):
    """Somebody asked for their record. `answers` is the guardian who answers them; `called` is what they are called.

    `due_at` is what the clock says, kept here for a guardian who knows nothing else of the person.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    called = models.CharField(max_length=120)
    how = models.CharField(max_length=8, choices=Route.choices)
    asked_by = models.CharField(max_length=9, choices=AskedBy.choices)
    asker_name = models.CharField(max_length=120, blank=True)
    authority = models.TextField(blank=True)
    entitled = models.CharField(max_length=11, choices=Entitled.choices, blank=True, db_default="")
    words = models.TextField()
    wants_paper = models.BooleanField(default=False)
    wants_company = models.BooleanField(default=False)
    asked_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    answers = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.ASKED)
    due_at = models.DateTimeField()

    objects = RequestQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["due_at"], condition=Q(status__in=RUNNING), name="accessrequest_due")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "asked_by"], condition=Q(status__in=RUNNING), name="accessrequest_one_running"
            ),
            models.CheckConstraint(condition=~Q(words=""), name="accessrequest_in_some_words"),
            models.CheckConstraint(
                condition=Q(asked_by=AskedBy.PERSON, asker_name="", authority="")
                | (Q(asked_by=AskedBy.AUTHORITY) & ~Q(asker_name="") & ~Q(authority="")),
                name="accessrequest_authority_is_noted",
            ),
            models.CheckConstraint(
                condition=Q(asked_by=AskedBy.AUTHORITY) | Q(entitled=""), name="accessrequest_entitled_for_another"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[Status.READY, Status.DELIVERED]) | Q(answers__isnull=False),
                name="accessrequest_answered_by_name",
            ),
        ]


class AccessMove(models.Model):
    """The request came this far: when, by whom (nobody means Hearth or the person), and what the person reads of it."""

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    request = models.ForeignKey(AccessRequest, on_delete=models.PROTECT, related_name="moves")
    status = models.CharField(max_length=10, choices=Status.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")

    objects = MoveQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["request", "status"], name="accessmove_once")]


class IdentityCheck(models.Model):
    """How we know that it is them, and who made sure. Nothing of what was shown is kept, only that it was seen."""

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    request = models.OneToOneField(AccessRequest, on_delete=models.PROTECT, related_name="identity")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    how = models.CharField(max_length=9, choices=IdentityBy.choices)
    words = models.CharField(max_length=300, blank=True)
    checked_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    checked_at = models.DateTimeField()

    objects = IdentityQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(how=IdentityBy.SIGNED_IN) | Q(checked_by__isnull=False), name="identitycheck_by_name"
            )
        ]


class Extension(models.Model):
    """It takes up to two months more: why, and how the person was told within the first. Once."""

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    request = models.OneToOneField(AccessRequest, on_delete=models.PROTECT, related_name="extension")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    told_how = models.CharField(max_length=200)
    first_due_at = models.DateTimeField()
    due_at = models.DateTimeField()
    extended_at = models.DateTimeField()
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")

    objects = ExtensionQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(reason="") & ~Q(told_how=""), name="extension_told_and_why"),
            models.CheckConstraint(
                condition=Q(extended_at__lte=models.F("first_due_at")), name="extension_within_the_month"
            ),
        ]


class Package(models.Model):
    """What the person gets: a document to read and the same as data, each with its hash, and what is in it."""

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    request = models.OneToOneField(AccessRequest, on_delete=models.PROTECT, related_name="package")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    document = models.BinaryField()
    document_sha256 = models.CharField(max_length=64)
    data = models.BinaryField()
    data_sha256 = models.CharField(max_length=64)
    manifest = models.JSONField()

    objects = PackageQuerySet.as_manager()


class Handing(models.Model):
    """It was given: how, by whom, and whether somebody sat alongside."""

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    request = models.OneToOneField(AccessRequest, on_delete=models.PROTECT, related_name="handing")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    how = models.CharField(max_length=8, choices=Handed.choices)
    company = models.CharField(max_length=200, blank=True)
    handed_at = models.DateTimeField()
    handed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")

    objects = HandingQuerySet.as_manager()


from hearth.subject_access.item_models import (  # noqa: E402  they point at the request
    AccessItem,
    AccessPart,
    ItemAsked,
    ItemDecision,
)

__all__ = [
    "AccessItem",
    "AccessMove",
    "AccessPart",
    "AccessRequest",
    "Extension",
    "Handing",
    "IdentityCheck",
    "ItemAsked",
    "ItemDecision",
    "Package",
]
