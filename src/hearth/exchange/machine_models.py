"""Which machines may send us referrals, what they sent, and what went wrong."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from hearth.core.actor import Actor
from hearth.core.ids import new_id
from hearth.exchange.codes import Door, Fault
from hearth.front_door.codes import WordKind
from hearth.front_door.models import Referral
from hearth.organisations.models import Membership, Organisation


class ApiKey(models.Model):
    """An organisation's machine may send referrals with this. Only a hash is kept; the key itself is shown once."""

    id = models.UUIDField(primary_key=True, default=new_id)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    secret_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    ended_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(name=""), name="apikey_says_what_for"),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None) | Q(ended_at__isnull=False, ended_at__gte=F("made_at")),
                name="apikey_ends_after_it_was_made",
            ),
        ]


class SentReferralQuerySet(models.QuerySet["SentReferral"]):
    def visible_to(self, _actor: Actor) -> "SentReferralQuerySet":
        """What the database shows this actor: everything to Hearth itself, nothing to anyone else."""
        return self


class SentReferral(models.Model):
    """Which organisation's machine sent a referral. A message is taken once: by its own name and by its header's."""

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    referral = models.OneToOneField(Referral, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    key = models.ForeignKey(ApiKey, on_delete=models.PROTECT, related_name="+")
    door = models.CharField(max_length=4, choices=Door.choices)
    bundle_id = models.CharField(max_length=64, blank=True)
    header_id = models.CharField(max_length=64, blank=True)
    # What the sender calls their request, so that what they say of it later is known to be of it.
    request_id = models.CharField(max_length=64, blank=True)
    sent_at = models.DateTimeField()

    objects = SentReferralQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "bundle_id"], condition=~Q(bundle_id=""), name="sentreferral_bundle_once"
            ),
            models.UniqueConstraint(
                fields=["organisation", "header_id"], condition=~Q(header_id=""), name="sentreferral_header_once"
            ),
            models.CheckConstraint(
                condition=~Q(door=Door.BARS) | ~Q(bundle_id=""), name="sentreferral_message_has_a_name"
            ),
        ]


class FollowUpQuerySet(models.QuerySet["FollowUp"]):
    def visible_to(self, _actor: Actor) -> "FollowUpQuerySet":
        """What the database shows this actor: everything to Hearth itself, nothing to anyone else."""
        return self


class FollowUp(models.Model):
    """A machine added to a referral it sent, or took it back. Each message is taken once."""

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    key = models.ForeignKey(ApiKey, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=WordKind.choices)
    bundle_id = models.CharField(max_length=64)
    header_id = models.CharField(max_length=64, blank=True)
    sent_at = models.DateTimeField()

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "bundle_id"], name="followup_bundle_once"),
            models.UniqueConstraint(
                fields=["organisation", "header_id"], condition=~Q(header_id=""), name="followup_header_once"
            ),
        ]


class FailedCall(models.Model):
    """A machine wanted to send something and we did not take it. Without a key only an address says who it was."""

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    door = models.CharField(max_length=4, choices=Door.choices)
    fault = models.CharField(max_length=16, choices=Fault.choices)
    request_id = models.CharField(max_length=36)
    key = models.ForeignKey(ApiKey, on_delete=models.PROTECT, null=True, related_name="+")
    address = models.GenericIPAddressField(null=True)
    failed_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["-failed_at"], name="failedcall_newest")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(key=None) | Q(address=None), name="failedcall_known_by_key_or_address")
        ]


class KeptMessageQuerySet(models.QuerySet["KeptMessage"]):
    def visible_to(self, _actor: Actor) -> "KeptMessageQuerySet":
        """What the database shows this actor: everything to Hearth itself, nothing to anyone else."""
        return self


class KeptMessage(models.Model):
    """What a known machine sent and we did not understand, so that nobody is lost. Gone once somebody has seen to it.

    It may tell of somebody, so only whoever leads at a hub reads it, through one narrow question.
    """

    call = models.OneToOneField(FailedCall, on_delete=models.PROTECT, primary_key=True, related_name="+")
    body = models.TextField()

    objects = KeptMessageQuerySet.as_manager()


class SeenTo(models.Model):
    """Somebody by name has seen to a failed call, and what they did."""

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    call = models.OneToOneField(FailedCall, on_delete=models.PROTECT, related_name="seen_to")
    words = models.CharField(max_length=300)
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(words=""), name="seento_says_what_was_done")]
