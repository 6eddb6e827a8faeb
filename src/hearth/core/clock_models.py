"""Promises about time: the events, and the projection every list of what is due asks (DESIGN 4.5)."""

from typing import ClassVar

from django.db import models

from hearth.core.ids import new_id
from hearth.core.querysets import PersonalQuerySet
from hearth.core.sight import Level


class Clock(models.Model):
    """One promise to one person. Its times are projected from its events by `core.clocks`.

    `paused_at` is since when the person themselves chose to wait: meanwhile nobody owes it.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    person_id = models.UUIDField()
    definition = models.CharField(max_length=48)
    version = models.PositiveSmallIntegerField()
    subject_type = models.CharField(max_length=48)
    subject_id = models.UUIDField()
    owner_id = models.UUIDField(null=True)
    started_at = models.DateTimeField()
    amber_at = models.DateTimeField()
    due_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True)
    paused_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["person_id", "due_at"], name="clock_person_due"),
            models.Index(fields=["owner_id", "due_at"], condition=models.Q(stopped_at=None), name="clock_owner_due"),
            models.Index(fields=["amber_at"], condition=models.Q(stopped_at=None), name="clock_amber"),
            # Few rows at any time, and the first that every list of who waits asks for.
            models.Index(
                fields=["person_id"],
                condition=models.Q(stopped_at=None, definition="feeling-unsafe"),
                name="clock_unsafe_now",
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["definition", "subject_id"], name="clock_one_per_subject"),
            models.CheckConstraint(
                condition=models.Q(stopped_at=None) | models.Q(paused_at=None), name="clock_kept_waits_no_more"
            ),
        ]


class ClockEvent(models.Model):
    """Something that starts, stops, pauses or resumes a clock. Only the person's own choice pauses one."""

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    person_id = models.UUIDField()
    clock = models.ForeignKey(Clock, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=8)
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["start", "stop", "pause", "resume"]), name="clockevent_known_kind"
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="pause") | ~models.Q(reason=""), name="clockevent_pause_has_reason"
            ),
        ]


class Rung(models.TextChoices):
    """How far a promise has run without being kept."""

    AMBER = "amber", "Soon too late"
    RED = "red", "Later than promised"


class ClockNoticeQuerySet(PersonalQuerySet["ClockNotice"]):
    level: ClassVar = Level.MINIMUM


class ClockNotice(models.Model):
    """A named worker was told about a promise, before it is broken or when it is. Told once for each rung."""

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    person_id = models.UUIDField()
    clock = models.ForeignKey(Clock, on_delete=models.PROTECT, related_name="notices")
    rung = models.CharField(max_length=5, choices=Rung.choices)
    to_id = models.UUIDField()
    told_at = models.DateTimeField()

    objects = ClockNoticeQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["to_id", "-told_at"], name="clocknotice_to_told")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["clock", "rung", "to_id"], name="clocknotice_once"),
        ]
