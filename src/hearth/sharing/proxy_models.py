"""Who acts for somebody, what was checked before, and whether a young person can decide themselves."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from hearth.core.ids import new_id
from hearth.core.querysets import PersonalQuerySet
from hearth.organisations.models import Membership
from hearth.people.models import Person
from hearth.sharing import policies
from hearth.sharing.codes import ProxyKind


class ProxyQuerySet(PersonalQuerySet["Proxy"]):
    condition: ClassVar = policies.PROXY_IS_SEEN


class CompetenceQuerySet(PersonalQuerySet["Competence"]):
    condition: ClassVar = policies.COMPETENCE_IS_SEEN


class Proxy(models.Model):
    """Somebody acts for this person, as far as `choice` lets them see and for as long as it holds.

    Whatever ends the choice ends this, at once; nothing else is kept in step. `evidence` is what was seen and
    `looked` what was looked at in both records, by `checked_by`.
    """

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="proxies")
    supporter = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    choice = models.OneToOneField("sharing.CircleChoice", on_delete=models.PROTECT, related_name="proxy")
    kind = models.CharField(max_length=8, choices=ProxyKind.choices)
    name = models.CharField(max_length=120)
    evidence = models.TextField(blank=True)
    looked = models.TextField()
    checked_by = models.ForeignKey(Membership, on_delete=models.PROTECT)
    checked_at = models.DateTimeField()

    objects = ProxyQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(person=F("supporter")), name="proxy_is_somebody_else"),
            models.CheckConstraint(condition=Q(kind="granted") | ~Q(evidence=""), name="proxy_shows_its_paper"),
            models.CheckConstraint(condition=~Q(looked=""), name="proxy_both_records_looked_at"),
        ]


class Competence(models.Model):
    """Whether somebody under age can decide for themselves who sees their record, thought about on this day."""

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="competence")
    can_decide = models.BooleanField()
    why = models.TextField()
    decided_by = models.ForeignKey(Membership, on_delete=models.PROTECT)
    decided_at = models.DateTimeField()

    objects = CompetenceQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(why=""), name="competence_says_why")]
