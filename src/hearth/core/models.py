"""The mechanism's own tables: who sees whom, what happened, what was already done once."""

from typing import ClassVar

from django.db import models

from hearth.core.clock_models import Clock as Clock
from hearth.core.clock_models import ClockEvent as ClockEvent
from hearth.core.clock_models import ClockNotice as ClockNotice
from hearth.core.clock_models import Rung as Rung
from hearth.core.ids import new_id


class Sight(models.Model):
    """The answer to who may know what of whom. Rewritten by `sharing` whenever a cause changes; asked by everything.

    `viewer_id` is a membership, a seat in a team, a worker (blocks only) or a person (self, or a carer).
    """

    person_id = models.UUIDField()
    viewer_id = models.UUIDField()
    level = models.SmallIntegerField()
    clearance = models.SmallIntegerField(default=0)
    basis = models.CharField(max_length=24)
    from_at = models.DateTimeField()
    until_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["person_id", "viewer_id"], name="sight_person_viewer"),
            models.Index(fields=["viewer_id", "person_id"], name="sight_viewer_person"),
        ]


class AuditEvent(models.Model):
    """One thing somebody did. Written once, never changed; chained by day in AuditLink."""

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    at = models.DateTimeField()
    event = models.CharField(max_length=64)
    actor_kind = models.CharField(max_length=8)
    account_id = models.UUIDField(null=True)
    membership_id = models.UUIDField(null=True)
    organisation_id = models.UUIDField(null=True)
    person_id = models.UUIDField(null=True)
    subject_type = models.CharField(max_length=48)
    subject_id = models.CharField(max_length=64)
    detail = models.JSONField(default=dict)
    request_id = models.CharField(max_length=36, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["person_id", "at"], name="audit_person_at"),
            models.Index(fields=["membership_id", "at"], name="audit_membership_at"),
        ]


class AuditLink(models.Model):
    """An audit event's place in its day's chain: a removed or altered event breaks the hash that follows."""

    append_only: ClassVar = True

    event_id = models.UUIDField(primary_key=True)
    day = models.DateField()
    position = models.PositiveIntegerField()
    hash = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["day", "position"], name="auditlink_one_place")]


class OnceKey(models.Model):
    """A write that was asked for, and what came of it: the same request again gets the same answer."""

    key = models.UUIDField(primary_key=True)
    actor_key = models.CharField(max_length=64)
    path = models.CharField(max_length=300)
    status = models.PositiveSmallIntegerField(null=True)
    location = models.CharField(max_length=500, blank=True)
    body = models.TextField(blank=True)
    said = models.JSONField(default=list)
    made_at = models.DateTimeField()


class Knock(models.Model):
    """Somebody unknown sent something, from an address and a browser of which only hashes are kept, for a day."""

    id = models.BigAutoField(primary_key=True)
    place = models.CharField(max_length=40)
    address = models.CharField(max_length=64)
    browser = models.CharField(max_length=64)
    knocked_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["place", "address", "-knocked_at"], name="knock_address"),
            models.Index(fields=["place", "browser", "-knocked_at"], name="knock_browser"),
            models.Index(fields=["knocked_at"], name="knock_old"),
        ]


class Installation(models.Model):
    """What this database is. One row; `demonstration` is set at its creation and never after."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    demonstration = models.BooleanField(default=False)
    seed = models.PositiveIntegerField(null=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=models.Q(id=1), name="installation_one_row")]
