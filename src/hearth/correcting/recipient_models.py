"""Who had the words before they were put right, and who of them was told (GDPR article 19, DOMAIN 4.5)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from hearth.core.ids import new_id
from hearth.core.querysets import PersonalQuerySet
from hearth.correcting.codes import Received, Spread
from hearth.correcting.policies import RECIPIENT_IS_SEEN, SPREADING_IS_SEEN
from hearth.organisations.models import Membership
from hearth.people.models import Person


class RecipientQuerySet(PersonalQuerySet["Recipient"]):
    condition: ClassVar = RECIPIENT_IS_SEEN


class SpreadingQuerySet(PersonalQuerySet["Spreading"]):
    condition: ClassVar = SPREADING_IS_SEEN


class Recipient(models.Model):
    """Something that carried the earlier words left for `whom`. Found when the correction was accepted, never changed.

    `answer_id` is the answer that accepted it.
    """

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    answer = models.ForeignKey("correcting.CorrectionAnswer", on_delete=models.PROTECT, related_name="recipients")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    root_id = models.UUIDField()
    kind = models.CharField(max_length=8, choices=Received.choices)
    whom = models.CharField(max_length=254)
    what = models.CharField(max_length=300)
    source_id = models.UUIDField()
    received_at = models.DateTimeField()

    objects = RecipientQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["answer", "source_id"], name="recipient_once"),
            models.CheckConstraint(condition=~Q(whom="") & ~Q(what=""), name="recipient_says_who_and_what"),
        ]


class Spreading(models.Model):
    """Somebody told one of them, and how; or why nobody needs to."""

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    recipient = models.OneToOneField(Recipient, on_delete=models.PROTECT, related_name="spreading")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    root_id = models.UUIDField()
    outcome = models.CharField(max_length=8, choices=Spread.choices)
    words = models.CharField(max_length=300)
    told_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_index=False)
    told_by_name = models.CharField(max_length=120)
    told_at = models.DateTimeField()

    objects = SpreadingQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(words=""), name="spreading_says_how_or_why")]
