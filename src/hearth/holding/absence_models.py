"""When somebody who works here is away: who stands in, and who moved to them meanwhile."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from hearth.core.ids import new_id
from hearth.core.querysets import PersonalQuerySet
from hearth.core.sight import Level
from hearth.holding.codes import AbsenceKind
from hearth.organisations.models import Membership


class Absence(models.Model):
    """One worker is away from one place, and a named colleague stands in. Why is nobody's business but who leads."""

    id = models.UUIDField(primary_key=True, default=new_id)
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="absences")
    kind = models.CharField(max_length=9, choices=AbsenceKind.choices)
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)
    cover = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    noted_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    noted_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["from_at"], condition=Q(begun_at=None, ended_at=None), name="absence_to_begin"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["membership"], condition=Q(begun_at__isnull=False, ended_at=None), name="absence_one_running"
            ),
            models.CheckConstraint(condition=~Q(cover=F("membership")), name="absence_cover_is_other"),
            models.CheckConstraint(
                condition=Q(until_at=None) | Q(until_at__gt=F("from_at")), name="absence_ends_after_start"
            ),
        ]


class AbsenceMoveQuerySet(PersonalQuerySet["AbsenceMove"]):
    level: ClassVar = Level.MINIMUM


class AbsenceMove(models.Model):
    """Somebody whom the one who is away held, and whom a colleague holds meanwhile."""

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey("holding.Holding", on_delete=models.PROTECT, related_name="+")
    absence = models.ForeignKey(Absence, on_delete=models.PROTECT, related_name="moves")
    held_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    moved_at = models.DateTimeField()
    back_at = models.DateTimeField(null=True)

    objects = AbsenceMoveQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["absence", "person"], name="absencemove_once"),
        ]
