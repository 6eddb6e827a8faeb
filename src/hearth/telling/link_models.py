"""A form that leaves by a link: the person's yes to a receiver outside their circle, the link, who opened it."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from hearth.core.ids import new_id
from hearth.core.querysets import PersonalQuerySet
from hearth.core.sight import Level
from hearth.organisations.models import Membership, Organisation
from hearth.people.models import Person
from hearth.telling.codes import ConfirmedBy, Opened


class SendingYesQuerySet(PersonalQuerySet["SendingYes"]):
    level: ClassVar = Level.FULL


class FormLinkQuerySet(PersonalQuerySet["FormLink"]):
    level: ClassVar = Level.FULL


class FormLinkEndQuerySet(PersonalQuerySet["FormLinkEnd"]):
    level: ClassVar = Level.FULL


class FormOpeningQuerySet(PersonalQuerySet["FormOpening"]):
    level: ClassVar = Level.FULL


class SendingYes(models.Model):
    """The person was told that the receiver is outside their circle, and said that exactly these answers may go there.

    `digest` is the hash of the answers, `receiver` what the person was told it is called.
    """

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    filling = models.ForeignKey("telling.Filling", on_delete=models.PROTECT, related_name="yeses")
    digest = models.CharField(max_length=64)
    receiver = models.CharField(max_length=120)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    said = models.CharField(max_length=10, choices=ConfirmedBy.choices)
    beside = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    said_at = models.DateTimeField()

    objects = SendingYesQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            # What is sent outside the circle points here with all three.
            models.UniqueConstraint(fields=["id", "filling", "digest"], name="sendingyes_to_these_words"),
            models.CheckConstraint(
                condition=Q(said=ConfirmedBy.THEMSELVES, beside=None)
                | Q(said=ConfirmedBy.BESIDE, beside__isnull=False),
                name="sendingyes_beside_whom",
            ),
            models.CheckConstraint(condition=~Q(receiver=""), name="sendingyes_says_to_whom"),
        ]


class FormLink(models.Model):
    """The way in for whoever a form was sent to, until a day. The secret itself is only in their e-mail."""

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    sent = models.OneToOneField("telling.SentForm", on_delete=models.PROTECT, related_name="link")
    email = models.EmailField()
    secret_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    objects = FormLinkQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="formlink_ends_after_it_begins"),
            models.CheckConstraint(condition=~Q(email=""), name="formlink_goes_somewhere"),
        ]


class FormLinkEnd(models.Model):
    """Somebody closed a link before its day: a worker, or the person themselves, who is no membership."""

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    link = models.OneToOneField(FormLink, on_delete=models.PROTECT, related_name="end")
    ended_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    ended_at = models.DateTimeField()

    objects = FormLinkEndQuerySet.as_manager()


class FormOpening(models.Model):
    """Somebody who knew the address read the form, or took the file, by the name they gave. Hearth's door writes it."""

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    link = models.ForeignKey(FormLink, on_delete=models.PROTECT, related_name="openings")
    name = models.CharField(max_length=120)
    what = models.CharField(max_length=4, choices=Opened.choices)
    opened_at = models.DateTimeField()

    objects = FormOpeningQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(name=""), name="formopening_by_a_name")]
