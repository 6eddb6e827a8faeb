"""One person, one record: who may be two, who was joined and how to take it apart, who is kept apart, who has died."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from hearth.core.ids import new_id
from hearth.core.querysets import M, PersonalQuerySet
from hearth.core.sight import Level
from hearth.organisations.models import Worker
from hearth.people.codes import MoveKind, SecondItem
from hearth.people.models import Person
from hearth.people.policies import CUSTODIAN, RESTRICTION_IS_SEEN


class CustodianQuerySet(PersonalQuerySet[M]):
    """Rows that only a custodian reads, whoever they are about."""

    condition: ClassVar = CUSTODIAN


class DuplicateQuerySet(CustodianQuerySet["Duplicate"]):
    pass


class Duplicate(models.Model):
    """Two records that may be one person, found by the nightly linkage. The lower id comes first.

    `weight` is in bits: each more doubles the odds. `compared` says what each comparison added. `facts` is a
    fingerprint of everything compared, so that a pair once decided is asked about again only when that changed.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    first = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    weight = models.FloatField()
    probability = models.FloatField()
    compared = models.JSONField(default=list)
    facts = models.CharField(max_length=64)
    model = models.CharField(max_length=40)
    found_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    objects = DuplicateQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["first", "second"], name="duplicate_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="duplicate_in_order"),
            models.CheckConstraint(condition=Q(probability__gte=0, probability__lte=1), name="duplicate_probability"),
        ]


class TwoPeopleQuerySet(CustodianQuerySet["TwoPeople"]):
    pass


class TwoPeople(models.Model):
    """Somebody looked at two records and said: these are two people. Holds while the facts are the same."""

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    duplicate = models.ForeignKey(Duplicate, on_delete=models.PROTECT, related_name="verdicts")
    facts = models.CharField(max_length=64)
    because = models.CharField(max_length=300)
    decided_by = models.ForeignKey(Worker, on_delete=models.PROTECT)
    decided_at = models.DateTimeField()

    objects = TwoPeopleQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(because=""), name="twopeople_says_why")]


class MergeQuerySet(CustodianQuerySet["Merge"]):
    pass


class Merge(models.Model):
    """Two records of one person become one: proposed by one custodian, confirmed by another; undone the same way.

    `merged` points on to `survivor` while it stands. A near twin takes a second thing that was checked, from both.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    survivor = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    merged = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    because = models.CharField(max_length=300)
    near_twin = models.BooleanField()
    checked_by = models.CharField(max_length=12, choices=SecondItem.choices, blank=True)
    proposed_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    confirmed_checked_by = models.CharField(max_length=12, choices=SecondItem.choices, blank=True)
    undo_because = models.CharField(max_length=300, blank=True)
    undo_belong = models.JSONField(default=list)
    undo_proposed_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    undo_proposed_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)

    objects = MergeQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(survivor=F("merged")), name="merge_of_two"),
            models.CheckConstraint(condition=~Q(because=""), name="merge_says_why"),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("proposed_by")), name="merge_by_two"
            ),
            models.CheckConstraint(
                condition=Q(undone_by=None) | ~Q(undone_by=F("undo_proposed_by")), name="merge_undone_by_two"
            ),
            models.CheckConstraint(
                condition=Q(near_twin=False) | ~Q(checked_by__in=["", SecondItem.BIRTH_DATE]),
                name="merge_near_twin_second_item",
            ),
            models.CheckConstraint(
                condition=Q(near_twin=False)
                | Q(confirmed_at=None)
                | ~Q(confirmed_checked_by__in=["", SecondItem.BIRTH_DATE]),
                name="merge_near_twin_confirmed_item",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None, confirmed_at=None)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False, withdrawn_at=None),
                name="merge_confirmed_whole",
            ),
            models.CheckConstraint(
                condition=Q(undo_proposed_at=None, undone_at=None)
                | (Q(confirmed_at__isnull=False, undo_proposed_at__isnull=False) & ~Q(undo_because="")),
                name="merge_undone_says_why",
            ),
            models.UniqueConstraint(
                fields=["merged"], condition=Q(withdrawn_at=None, undone_at=None), name="merge_one_at_a_time"
            ),
        ]


class MergeMoveQuerySet(CustodianQuerySet["MergeMove"]):
    pass


class MergeMove(models.Model):
    """What became of one row when two records were joined, or parted again: so that nothing is lost or doubled.

    `written` rows came afterwards, from a page or a key of the record that was joined; that is whose they are.
    """

    append_only: ClassVar = True

    id = models.BigAutoField(primary_key=True)
    merge = models.ForeignKey(Merge, on_delete=models.PROTECT, related_name="moves")
    table = models.CharField(max_length=63)
    key = models.CharField(max_length=80)
    column = models.CharField(max_length=63, blank=True, db_default="")
    kind = models.CharField(max_length=8, choices=MoveKind.choices)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    from_id = models.UUIDField(null=True)
    to_id = models.UUIDField(null=True)
    at = models.DateTimeField()

    objects = MergeMoveQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["table", "key"], name="mergemove_row"),
            models.Index(fields=["merge", "kind"], name="mergemove_kind"),
        ]


class RestrictionQuerySet(PersonalQuerySet["Restriction"]):
    condition: ClassVar = RESTRICTION_IS_SEEN


class Restriction(models.Model):
    """This record opens only for whoever holds the person, whom they let in by name, and in an emergency.

    Somebody looks again by `review_on`. A decision to keep it so ends this row and begins another.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    because = models.CharField(max_length=300)
    status_before = models.CharField(max_length=12)
    from_at = models.DateTimeField()
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    ended_because = models.CharField(max_length=300, blank=True, db_default="")
    review_on = models.DateField()

    objects = RestrictionQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person"], condition=Q(ended_at=None), name="restriction_one_live"),
            models.CheckConstraint(condition=~Q(because=""), name="restriction_says_why"),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None) | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="restriction_ended_whole",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_because="") | (Q(ended_at__isnull=False) & ~Q(ended_because="")),
                name="restriction_ended_says_why",
            ),
        ]


class DeathQuerySet(PersonalQuerySet["Death"]):
    level: ClassVar = Level.MINIMUM


class Death(models.Model):
    """Somebody has died: who said so, whom of the family we talk with, what was stopped. Undone only by two."""

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    died_on = models.DateField(null=True)
    told_by = models.CharField(max_length=200)
    confirmed = models.BooleanField()
    family_contact = models.CharField(max_length=120, blank=True)
    family_reach = models.CharField(max_length=200, blank=True)
    no_family_because = models.CharField(max_length=300, blank=True)
    status_before = models.CharField(max_length=12)
    stopped = models.JSONField(default=dict)
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    access_reviewed_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    access_reviewed_at = models.DateTimeField(null=True)
    undo_because = models.CharField(max_length=300, blank=True)
    undo_proposed_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    undo_proposed_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)

    objects = DeathQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person"], condition=Q(undone_at=None), name="death_once"),
            models.CheckConstraint(condition=~Q(told_by=""), name="death_says_who_said"),
            models.CheckConstraint(
                condition=~Q(family_contact="") | ~Q(no_family_because=""), name="death_names_family_or_why"
            ),
            models.CheckConstraint(
                condition=Q(undone_by=None) | ~Q(undone_by=F("undo_proposed_by")), name="death_undone_by_two"
            ),
            models.CheckConstraint(
                condition=Q(undone_at=None) | (Q(undo_proposed_at__isnull=False) & ~Q(undo_because="")),
                name="death_undone_says_why",
            ),
        ]


class RunQuerySet(CustodianQuerySet["LinkageRun"]):
    pass


class LinkageRun(models.Model):
    """One night's look for two records of one person: with which settings, how far it came, what it found."""

    id = models.UUIDField(primary_key=True, default=new_id)
    model = models.CharField(max_length=40)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    parts_done = models.PositiveSmallIntegerField(default=0)
    people = models.PositiveIntegerField(default=0)
    pairs = models.PositiveIntegerField(default=0)
    new = models.PositiveIntegerField(default=0)

    objects = RunQuerySet.as_manager()
