"""Whoever asked for somebody: who they are, what they hear, what they say afterwards, and what was decided first."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from hearth.core.ids import new_id
from hearth.core.querysets import PersonalQuerySet
from hearth.front_door.codes import ContactChoice, MayHear, RecognisedBy, UpdateKind, WordKind
from hearth.front_door.policies import SAME_PERSON_IS_SEEN, seen_with_referral
from hearth.organisations.models import Membership, Organisation
from hearth.people.codes import SecondItem
from hearth.people.models import Person


class ReferrerQuerySet(PersonalQuerySet["Referrer"]):
    condition: ClassVar = seen_with_referral("front_door_referrer")


class ReferralUpdateQuerySet(PersonalQuerySet["ReferralUpdate"]):
    condition: ClassVar = seen_with_referral("front_door_referralupdate")


class ReferrerWordQuerySet(PersonalQuerySet["ReferrerWord"]):
    condition: ClassVar = seen_with_referral("front_door_referrerword")


class ContactDecisionQuerySet(PersonalQuerySet["ContactDecision"]):
    condition: ClassVar = seen_with_referral("front_door_contactdecision")


class AgreementQuerySet(PersonalQuerySet["Agreement"]):
    condition: ClassVar = seen_with_referral("front_door_agreement")


class SamePersonQuerySet(PersonalQuerySet["SamePerson"]):
    condition: ClassVar = SAME_PERSON_IS_SEEN


class Referrer(models.Model):
    """Whoever asked for somebody else, as they told us. Until they follow a link their e-mail gets nothing else."""

    id = models.UUIDField(primary_key=True, default=new_id)
    referral = models.OneToOneField("front_door.Referral", on_delete=models.PROTECT, related_name="referrer")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120, blank=True)
    job = models.CharField(max_length=120, blank=True)
    organisation_name = models.CharField(max_length=120, blank=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    recognised_by = models.CharField(max_length=8, choices=RecognisedBy.choices, blank=True)
    email = models.EmailField(blank=True)
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    link_hash = models.CharField(max_length=64, unique=True)
    verified_at = models.DateTimeField(null=True)

    objects = ReferrerQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(organisation=None, recognised_by="")
                | (Q(organisation__isnull=False) & ~Q(recognised_by="")),
                name="referrer_recognised_somehow",
            ),
            models.CheckConstraint(
                condition=Q(verified_at=None) | ~Q(email="") | Q(membership__isnull=False),
                name="referrer_verified_by_something",
            ),
        ]


class ReferralUpdate(models.Model):
    """One line that whoever asked was told. Each hears of their own referral, and of no other."""

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    referral = models.ForeignKey("front_door.Referral", on_delete=models.PROTECT, related_name="updates")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    referrer = models.ForeignKey(Referrer, on_delete=models.PROTECT, related_name="updates")
    kind = models.CharField(max_length=12, choices=UpdateKind.choices)
    words = models.TextField()
    told_at = models.DateTimeField()

    objects = ReferralUpdateQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["referrer", "-told_at"], name="update_referrer_told")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["referrer", "kind"], condition=~Q(kind="still-here"), name="referralupdate_each_once"
            ),
            models.CheckConstraint(condition=~Q(words=""), name="referralupdate_says_something"),
        ]


class ReferrerWord(models.Model):
    """What whoever asked said afterwards, from their own page; the last of stop and start decides on news."""

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    referral = models.ForeignKey("front_door.Referral", on_delete=models.PROTECT, related_name="said_afterwards")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=WordKind.choices)
    words = models.TextField(blank=True)
    said_at = models.DateTimeField()

    objects = ReferrerWordQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["referral", "said_at"], name="referrerword_said")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind__in=[WordKind.HEARD, WordKind.STOP, WordKind.START]) | ~Q(words=""),
                name="referrerword_says_something",
            )
        ]


class ContactDecision(models.Model):
    """Whether and how we get in touch with somebody who does not know that we were asked; the newest one holds."""

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    referral = models.ForeignKey("front_door.Referral", on_delete=models.PROTECT, related_name="contact_decisions")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    choice = models.CharField(max_length=8, choices=ContactChoice.choices)
    how = models.TextField(blank=True)
    why = models.TextField()
    decided_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    objects = ContactDecisionQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(why=""), name="contactdecision_says_why"),
            models.CheckConstraint(condition=~Q(choice="go-ahead") | ~Q(how=""), name="contactdecision_says_how"),
        ]


class Agreement(models.Model):
    """What the person lets whoever asked for them hear; the newest one holds, and without one it is nothing."""

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    referral = models.ForeignKey("front_door.Referral", on_delete=models.PROTECT, related_name="agreements")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    may_hear = models.CharField(max_length=8, choices=MayHear.choices)
    said_how = models.CharField(max_length=300)
    recorded_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()

    objects = AgreementQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(said_how=""), name="agreement_says_how"),
        ]


class SamePerson(models.Model):
    """Somebody new turned out to be somebody we know: decided by a worker, after a second thing was checked.

    The new record held nothing but what was asked for them, `referrals`. It stays, and this can be taken back.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    known = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    referrals = ArrayField(models.UUIDField())
    checked_by = models.CharField(max_length=10, choices=SecondItem.choices)
    decided_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    undone_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_because = models.TextField(blank=True)

    objects = SamePersonQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person"], condition=Q(undone_at=None), name="sameperson_one_live"),
            models.CheckConstraint(condition=~Q(person=F("known")), name="sameperson_is_another_record"),
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_by=None, undone_because="")
                | (Q(undone_at__isnull=False, undone_by__isnull=False) & ~Q(undone_because="")),
                name="sameperson_undone_whole",
            ),
        ]


class AskDraft(models.Model):
    """What somebody has begun to ask and not yet sent. Read and kept only through the code they were given."""

    id = models.UUIDField(primary_key=True, default=new_id)
    code_hash = models.CharField(max_length=64, unique=True)
    fields = models.JSONField(default=dict)
    kept_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["kept_at"], name="askdraft_kept")]
