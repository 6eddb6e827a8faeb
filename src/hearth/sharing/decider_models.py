"""Who may decide for somebody by law: what we were told, and what somebody made sure of."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from hearth.core.ids import new_id
from hearth.core.querysets import PersonalQuerySet
from hearth.organisations.models import Membership
from hearth.people.models import Person, Relation
from hearth.sharing import policies
from hearth.sharing.codes import Covers, DeciderKind, HowChecked


class LegalDeciderQuerySet(PersonalQuerySet["LegalDecider"]):
    condition: ClassVar = policies.DECIDER_IS_SEEN


class DeciderCheckQuerySet(PersonalQuerySet["DeciderCheck"]):
    condition: ClassVar = policies.CHECK_IS_SEEN


class LegalDecider(models.Model):
    """We were told that somebody may decide for this person by law. It counts for nothing until it is checked."""

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="deciders")
    relation = models.ForeignKey(Relation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=8, choices=DeciderKind.choices)
    covers = models.CharField(max_length=8, choices=Covers.choices)
    noted_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField()

    objects = LegalDeciderQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(name=""), name="legaldecider_is_somebody")]


class DeciderCheck(models.Model):
    """Somebody made sure of it, or found that it does not hold. The newest of a decider counts, until `review_on`.

    `saw` is what they saw and `looked` what they looked at in both records, to be sure that it is safe.
    """

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    decider = models.ForeignKey(LegalDecider, on_delete=models.PROTECT, related_name="checks")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=DeciderKind.choices)
    in_force = models.BooleanField()
    how = models.CharField(max_length=5, choices=HowChecked.choices)
    saw = models.TextField()
    looked = models.TextField(blank=True)
    registered_on = models.DateField(null=True)
    review_on = models.DateField(null=True)
    checked_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField()

    objects = DeciderCheckQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(saw=""), name="decidercheck_says_what_was_seen"),
            models.CheckConstraint(
                condition=Q(in_force=False, review_on=None)
                | (Q(in_force=True, review_on__isnull=False) & ~Q(looked="")),
                name="decidercheck_in_force_is_looked_at_again",
            ),
            models.CheckConstraint(
                condition=Q(in_force=False) | ~Q(kind=DeciderKind.LPA) | Q(registered_on__isnull=False),
                name="decidercheck_power_is_registered",
            ),
        ]
