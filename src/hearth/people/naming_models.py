"""Somebody goes by another name: what changed together, from which day, and what it took the place of."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from hearth.core.ids import new_id
from hearth.core.querysets import PersonalQuerySet
from hearth.core.sight import Level
from hearth.organisations.models import Membership
from hearth.people.codes import FormerName
from hearth.people.identity_models import CustodianQuerySet
from hearth.people.models import Person


class NameChangeQuerySet(PersonalQuerySet["NameChange"]):
    level: ClassVar = Level.FULL


class NameChange(models.Model):
    """From `holds_from` on they are called this. Says no word of what they were called before (see NameBefore).

    Nobody in `changed_by` means that they did it themselves.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    known_as = models.CharField(max_length=120)
    pronouns = models.CharField(max_length=40, blank=True)
    holds_from = models.DateField()
    before = models.CharField(max_length=8, choices=FormerName.choices)
    changed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    changed_at = models.DateTimeField()
    undone_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    undone_at = models.DateTimeField(null=True)

    objects = NameChangeQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["person", "-changed_at"], name="namechange_newest")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(known_as=""), name="namechange_is_called_something"),
            models.CheckConstraint(condition=~Q(before=FormerName.MISTAKE), name="namechange_keeps_the_former_name"),
            models.CheckConstraint(
                condition=Q(undone_by=None) | Q(undone_at__isnull=False), name="namechange_undone_whole"
            ),
        ]


class NameBeforeQuerySet(CustodianQuerySet["NameBefore"]):
    pass


class NameBefore(models.Model):
    """What stood before a change of name, so that it can be undone. Only custodians read it, whoever it is about."""

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    change = models.OneToOneField(NameChange, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    words = models.JSONField()

    objects = NameBeforeQuerySet.as_manager()
