"""My Plan: its parts, the card for bad days, goals, wishes, and who said yes to them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from hearth.core.ids import new_id
from hearth.core.querysets import PersonalQuerySet
from hearth.core.sight import LEVEL_WORDS, Level
from hearth.organisations.models import Membership
from hearth.people.models import Person
from hearth.plans import policies
from hearth.plans.codes import Part
from hearth.plans.goal_models import GoalVersion
from hearth.plans.pack_models import PackedCard, ShiftKey, ShiftPack
from hearth.plans.review_models import CapacityDoubt, ReviewCause
from hearth.plans.signing_models import Signature, Voice
from hearth.plans.version_models import Version
from hearth.plans.wish_models import WishVersion
from hearth.sharing.codes import SaidBy


class PartQuerySet(PersonalQuerySet["PartVersion"]):
    condition: ClassVar = policies.PART_IS_SEEN


class PartChoiceQuerySet(PersonalQuerySet["PartChoice"]):
    condition: ClassVar = policies.PART_CHOICE_IS_SEEN


class CardQuerySet(PersonalQuerySet["CardVersion"]):
    condition: ClassVar = policies.CARD_IS_SEEN


class OpeningQuerySet(PersonalQuerySet["CardOpening"]):
    condition: ClassVar = policies.OPENING_IS_SEEN


class PartVersion(Version):
    """One part of the plan."""

    part = models.CharField(max_length=24, choices=Part.choices)
    words = models.TextField()

    objects = PartQuerySet.as_manager()

    class Meta(Version.Meta):
        indexes: ClassVar = [models.Index(fields=["person", "part"], name="partversion_person")]
        constraints: ClassVar = [
            *Version.Meta.constraints,
            models.CheckConstraint(condition=~Q(words=""), name="partversion_says_something"),
        ]


class PartChoice(models.Model):
    """The person chose that a part is for those who may see everything, or again for all who may see the plan.

    `part` is one of the plan's, or "goals" or "wishes". The newest stands; it counts in the same second.
    """

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=24)
    level = models.SmallIntegerField(choices=[(level.value, LEVEL_WORDS[level]) for level in (Level.PLAN, Level.FULL)])
    said_by = models.CharField(max_length=20, choices=SaidBy.choices)
    recorded_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    chosen_at = models.DateTimeField()

    objects = PartChoiceQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["person", "part", "-chosen_at"], name="partchoice_newest")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(level__in=[Level.PLAN, Level.FULL]), name="partchoice_plan_or_full"),
            models.CheckConstraint(
                condition=Q(part__in=[*Part.values, "goals", "wishes"]), name="partchoice_known_part"
            ),
        ]


class CardVersion(Version):
    """The card for bad days: what to do first, whom to ring in which order, what calms, what nobody should do.

    `calls` are the people to ring, as `plans.rules.Call` has them, first one first.
    """

    do_first = models.CharField(max_length=300)
    calls = models.JSONField(default=list)
    not_to_ring = models.CharField(max_length=300, blank=True)
    calms = models.CharField(max_length=600, blank=True)
    where_to_be = models.CharField(max_length=600, blank=True)
    please_dont = models.CharField(max_length=600, blank=True)
    medicines = models.CharField(max_length=600, blank=True)
    may_be_told = models.CharField(max_length=600, blank=True)
    home = models.CharField(max_length=600, blank=True)
    safer = models.CharField(max_length=600, blank=True)

    objects = CardQuerySet.as_manager()

    class Meta(Version.Meta):
        constraints: ClassVar = [
            *Version.Meta.constraints,
            models.CheckConstraint(condition=~Q(do_first=""), name="cardversion_says_what_to_do"),
        ]


class CardOpening(models.Model):
    """The person lets whoever welcomes at the door open their card, from when until when."""

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    explained_how = models.CharField(max_length=300)
    said_by = models.CharField(max_length=20, choices=SaidBy.choices)
    recorded_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)

    objects = OpeningQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(explained_how=""), name="cardopening_was_explained"),
            models.CheckConstraint(
                condition=Q(until_at=None) | Q(until_at__gte=models.F("from_at")), name="cardopening_ends_after_start"
            ),
        ]


__all__ = [
    "CapacityDoubt",
    "CardOpening",
    "CardVersion",
    "GoalVersion",
    "PackedCard",
    "PartChoice",
    "PartVersion",
    "ReviewCause",
    "ShiftKey",
    "ShiftPack",
    "Signature",
    "Voice",
    "WishVersion",
]
