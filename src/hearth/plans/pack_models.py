"""Cards taken along for a shift, to be read where there is no connection."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from hearth.core.ids import new_id
from hearth.core.querysets import PersonalQuerySet
from hearth.organisations.models import Hub, Membership, Shift
from hearth.people.models import Person
from hearth.plans import policies


class ShiftKey(models.Model):
    """What the keys of one shift's packs are made of. It stays here, and is forgotten when the shift is over."""

    shift = models.OneToOneField(Shift, on_delete=models.PROTECT, primary_key=True, related_name="+")
    secret = models.BinaryField(null=True)
    made_at = models.DateTimeField()
    forgotten_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(forgotten_at=None, secret__isnull=False) | Q(forgotten_at__isnull=False, secret=None),
                name="shiftkey_kept_or_forgotten",
            ),
        ]


class ShiftPack(models.Model):
    """One worker's device, or one sheaf of paper, that carries the cards of a shift, until when.

    A pack that is called back is gone from the device the next time it hears from us (`wiped_at`).
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    key = models.ForeignKey(ShiftKey, on_delete=models.PROTECT, null=True, related_name="packs")
    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    on_paper = models.BooleanField(default=False)
    cards = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    heard_at = models.DateTimeField(null=True)
    called_back_at = models.DateTimeField(null=True)
    called_back_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    wiped_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["hub", "-expires_at"], name="shiftpack_hub")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="shiftpack_ends"),
            models.CheckConstraint(
                condition=Q(on_paper=True, key=None) | Q(on_paper=False, key__isnull=False),
                name="shiftpack_on_paper_or_with_a_key",
            ),
            models.CheckConstraint(
                condition=Q(called_back_at=None, called_back_by=None)
                | Q(called_back_at__isnull=False, called_back_by__isnull=False),
                name="shiftpack_called_back_by_somebody",
            ),
        ]


class PackedQuerySet(PersonalQuerySet["PackedCard"]):
    condition: ClassVar = policies.PACKED_IS_SEEN


class PackedCard(models.Model):
    """Whose card, and which version of it, went along in a pack."""

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    pack = models.ForeignKey(ShiftPack, on_delete=models.PROTECT, related_name="packed")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    version_id = models.UUIDField()

    objects = PackedQuerySet.as_manager()
