"""Somebody's yes to a picture of their journey leaving the house."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from hearth.core.ids import new_id
from hearth.core.querysets import PersonalQuerySet
from hearth.organisations.models import Membership
from hearth.people.models import Person
from hearth.record.policies import AGREEMENT_IS_SEEN
from hearth.sharing.codes import SaidBy


class AgreementQuerySet(PersonalQuerySet["PictureAgreement"]):
    condition: ClassVar = AGREEMENT_IS_SEEN


class PictureAgreement(models.Model):
    """Who agreed, how they were asked, what for, and until when one worker may save the picture. Never changed.

    Nobody decides this in somebody's best interests: the person says yes, or whoever has the legal right to.
    """

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    said_by = models.CharField(max_length=20, choices=SaidBy.choices)
    how_asked = models.CharField(max_length=300)
    what_for = models.CharField(max_length=300)
    recorded_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField()
    until_at = models.DateTimeField()

    objects = AgreementQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["person", "-agreed_at"], name="pictureagreement_person")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(how_asked="") & ~Q(what_for=""), name="pictureagreement_says_how_and_why"
            ),
            models.CheckConstraint(condition=Q(until_at__gt=F("agreed_at")), name="pictureagreement_ends"),
            models.CheckConstraint(
                condition=Q(said_by__in=[SaidBy.PERSON, SaidBy.LEGAL]), name="pictureagreement_own_yes"
            ),
        ]
