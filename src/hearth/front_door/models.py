"""Asking for support, by any way in."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from hearth.core.ids import new_id
from hearth.core.querysets import PersonalQuerySet
from hearth.core.sight import Level
from hearth.front_door import welcome_models as welcome_models  # which Django finds through this module
from hearth.front_door.codes import PersonKnows, ReferralStatus, Route
from hearth.front_door.referrer_models import (
    Agreement,
    AskDraft,
    ContactDecision,
    ReferralUpdate,
    Referrer,
    ReferrerWord,
    SamePerson,
)
from hearth.holding.models import Holding
from hearth.organisations.models import Hub, Membership

__all__ = [
    "Agreement",
    "AskDraft",
    "ContactDecision",
    "Referral",
    "ReferralQuerySet",
    "ReferralUpdate",
    "Referrer",
    "ReferrerWord",
    "SamePerson",
]


class ReferralQuerySet(PersonalQuerySet["Referral"]):
    level: ClassVar = Level.FULL
    listed: ClassVar = True


class Referral(models.Model):
    """Three answers and whatever else was offered. It points at a holding, so it cannot exist unheld.

    `contact` is the human who is named on the receipt; `joined_to` the earlier referral this one belongs to; `ended_at`
    is when its welcome came to one of its ends, and null again once they are back. What was told of who somebody is
    stays here as it was told, whoever they turn out to be.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Holding, on_delete=models.PROTECT, related_name="referrals")
    hub = models.ForeignKey(Hub, on_delete=models.PROTECT)
    route = models.CharField(max_length=18, choices=Route.choices)
    status = models.CharField(max_length=10, choices=ReferralStatus.choices, default=ReferralStatus.RECEIVED)
    received_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    known_as = models.CharField(max_length=120)
    who_and_how_to_find = models.TextField()
    what_is_happening = models.TextField()
    referrer_name = models.CharField(max_length=120, blank=True)
    referrer_reach = models.CharField(max_length=200, blank=True)
    referrer_organisation = models.CharField(max_length=120, blank=True)
    person_knows = models.CharField(max_length=14, choices=PersonKnows.choices)
    knows_not_because = models.TextField(blank=True)
    safe_contact = models.TextField(blank=True)
    would_help = models.TextField(blank=True)
    good_at = models.TextField(blank=True)
    adjustments = models.TextField(blank=True)
    others_affected = models.TextField(blank=True)
    who_else = models.TextField(blank=True)
    keep_doing = models.TextField(blank=True)
    feels_unsafe = models.BooleanField(null=True)
    taken_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    read_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    read_at = models.DateTimeField(null=True)
    return_hash = models.CharField(max_length=64, unique=True)
    code_hash = models.CharField(max_length=64, unique=True)
    contact = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    joined_to = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="joined")
    told_given = models.CharField(max_length=120, blank=True)
    told_family = models.CharField(max_length=120, blank=True)
    told_birth_on = models.DateField(null=True)
    told_nhs_number = models.CharField(max_length=10, blank=True)
    told_phone = models.CharField(max_length=60, blank=True)

    objects = ReferralQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["hub", "-received_at"], name="referral_hub_received"),
            models.Index(fields=["received_at"], condition=Q(read_at=None), name="referral_unread"),
            models.Index(fields=["hub", "received_at"], condition=Q(ended_at=None), name="referral_open"),
            models.Index(fields=["hub"], condition=Q(status__in=["resting", "unreached"]), name="referral_resting"),
            models.Index(fields=["hub", "ended_at"], name="referral_hub_ended"),
            models.Index(fields=["person", "-received_at"], name="referral_person_received"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(who_and_how_to_find="") & ~Q(what_is_happening=""), name="referral_has_its_answers"
            ),
            models.CheckConstraint(
                condition=~Q(person_knows="no") | ~Q(knows_not_because=""), name="referral_says_why_not_known"
            ),
            models.CheckConstraint(
                condition=Q(status=ReferralStatus.RECEIVED, ended_at=None)
                | (~Q(status=ReferralStatus.RECEIVED) & Q(ended_at__isnull=False)),
                name="referral_open_or_ended",
            ),
            models.CheckConstraint(
                condition=Q(read_at=None, read_by=None) | Q(read_at__isnull=False, read_by__isnull=False),
                name="referral_read_by_someone",
            ),
            models.CheckConstraint(condition=Q(joined_to=None) | ~Q(joined_to=F("id")), name="referral_joins_another"),
        ]
