"""Wishes for a time when somebody cannot say them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from hearth.core.querysets import PersonalQuerySet
from hearth.plans import policies
from hearth.plans.codes import WishKind
from hearth.plans.version_models import Version


class WishQuerySet(PersonalQuerySet["WishVersion"]):
    condition: ClassVar = policies.WISH_IS_SEEN


class WishVersion(Version):
    """A wish, and the facts others will ask about; Hearth never says whether it is valid. Nothing said is NULL.

    `root_id` is the first version's id. Taking a wish back is a new version with the day on which that was.
    """

    root_id = models.UUIDField()
    kind = models.CharField(max_length=10, choices=WishKind.choices)
    words = models.TextField()
    written_on = models.DateField(null=True)
    adult = models.BooleanField(null=True)
    signed_on = models.DateField(null=True)
    witness = models.CharField(max_length=120, blank=True)
    witnessed_on = models.DateField(null=True)
    life = models.BooleanField(null=True)
    even_if = models.BooleanField(null=True)
    able = models.CharField(max_length=300, blank=True)
    where_kept = models.CharField(max_length=300, blank=True)
    withdrawn_on = models.DateField(null=True)

    objects = WishQuerySet.as_manager()

    class Meta(Version.Meta):
        indexes: ClassVar = [models.Index(fields=["root_id"], name="wishversion_root")]
        constraints: ClassVar = [
            *Version.Meta.constraints,
            models.CheckConstraint(condition=~Q(words=""), name="wishversion_says_something"),
            models.CheckConstraint(
                condition=Q(witness="", witnessed_on=None) | (~Q(witness="") & Q(witnessed_on__isnull=False)),
                name="wishversion_witness_and_day_together",
            ),
        ]
