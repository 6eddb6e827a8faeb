"""The licensed words of a measure, who holds the licence until when, and the line somebody chose to draw."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from hearth.core.ids import new_id
from hearth.organisations.models import Membership, Organisation
from hearth.outcomes.codes import Compared


class Wording(models.Model):
    """The words of one version of a measure in one language, under a licence that somebody holds until a day.

    `rules_checked` is what somebody compared the scoring with; empty while nobody has. Nobody loaded what an operator
    loaded from the command line.
    """

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    instrument = models.CharField(max_length=32)
    version = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=16)
    held_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    licence = models.CharField(max_length=200)
    from_on = models.DateField()
    until_on = models.DateField()
    words = models.JSONField()
    sha256 = models.CharField(max_length=64)
    rules_checked = models.CharField(max_length=200, blank=True)
    loaded_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    loaded_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["instrument", "version", "-loaded_at"], name="wording_newest")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(until_on__gt=F("from_on")), name="wording_licence_runs"),
            models.CheckConstraint(condition=~Q(licence="") & ~Q(language=""), name="wording_names_its_licence"),
        ]


class WordingEnd(models.Model):
    """Somebody decided that these words are not used any more, before their licence ran out."""

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    wording = models.OneToOneField(Wording, on_delete=models.PROTECT, related_name="end")
    reason = models.CharField(max_length=200)
    ended_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(reason=""), name="wordingend_says_why")]


class RuleCheck(models.Model):
    """Somebody compared a rule of scoring with where it comes from: who, when, with what, and whether it agrees.

    Without `rule` it is about all of them. `compared_by` need not have a sign-in; `recorded_by` is nobody where an
    operator did it from the command line. Of each rule the newest stands.
    """

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    instrument = models.CharField(max_length=32)
    version = models.PositiveSmallIntegerField()
    rule = models.CharField(max_length=16, blank=True)
    outcome = models.CharField(max_length=8, choices=Compared.choices)
    compared_with = models.CharField(max_length=200)
    compared_by = models.CharField(max_length=120)
    compared_on = models.DateField()
    recorded_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(compared_with="") & ~Q(compared_by=""), name="rulecheck_says_who_and_with_what"
            ),
            models.CheckConstraint(condition=Q(outcome__in=Compared.values), name="rulecheck_known_outcome"),
        ]


class BoundaryChoice(models.Model):
    """Which of the lines that sources draw is used here, and why. The newest stands."""

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    instrument = models.CharField(max_length=32)
    version = models.PositiveSmallIntegerField()
    scale = models.CharField(max_length=16)
    value = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=300)
    chosen_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(source=""), name="boundarychoice_names_source")]
