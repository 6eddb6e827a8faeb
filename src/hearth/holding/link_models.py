"""A question to somebody who has no sign-in, answered by a link."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from hearth.core.ids import new_id
from hearth.core.querysets import PersonalQuerySet
from hearth.core.sight import Level
from hearth.organisations.models import Membership


class HandoverLinkQuerySet(PersonalQuerySet["HandoverLink"]):
    level: ClassVar = Level.MINIMUM


class HandoverLink(models.Model):
    """The way back to one question. Its secret is kept only as a hash, and it says yes once, by a name."""

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey("holding.Holding", on_delete=models.PROTECT, related_name="+")
    handover = models.OneToOneField("holding.Handover", on_delete=models.PROTECT, related_name="link")
    email = models.EmailField()
    secret_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    used_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")

    objects = HandoverLinkQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(used_by=None) | Q(used_at__isnull=False), name="handoverlink_used_by_a_name"
            ),
        ]
