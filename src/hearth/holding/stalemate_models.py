"""Two services each say it is the other's: who holds and who pays meanwhile, who must answer, and what was decided."""

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import Q

from hearth.core.ids import new_id
from hearth.core.querysets import PersonalQuerySet
from hearth.core.sight import Level
from hearth.holding.codes import Dispute, Ladder, Stand
from hearth.organisations.models import Membership, Organisation

RUNNING = Q(decided_at=None)


class StalemateQuerySet(PersonalQuerySet["Stalemate"]):
    level: ClassVar = Level.MINIMUM


class Stalemate(models.Model):
    """One dispute about one person. From its first second somebody holds them and somebody pays, without prejudice."""

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey("holding.Holding", on_delete=models.PROTECT, related_name="stalemates")
    kind = models.CharField(max_length=16, choices=Dispute.choices)
    about = models.TextField()
    person_view = models.TextField(blank=True)
    rung = models.CharField(max_length=8, choices=Ladder.choices, default=Ladder.WORKERS)
    raised_at = models.DateTimeField()
    # Nobody's name means the person's own.
    raised_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    interim_holder = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    interim_payer = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    decision = models.TextField(blank=True)
    reasons = models.TextField(blank=True)
    joint_plan = models.TextField(blank=True)
    payer = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    barrier_kept_at = models.DateTimeField(null=True)

    objects = StalemateQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "kind"], condition=RUNNING, name="stalemate_one_of_a_kind"),
            models.CheckConstraint(condition=~Q(about=""), name="stalemate_says_what"),
            # It ends with a decision: by name, with what and why and who pays; or it goes on.
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by=None, payer=None, decision="", reasons="")
                | (
                    Q(decided_at__isnull=False, decided_by__isnull=False, payer__isnull=False)
                    & ~Q(decision="")
                    & ~Q(reasons="")
                ),
                name="stalemate_decision_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(kind=Dispute.CO_OCCURRING) | RUNNING | ~Q(joint_plan=""), name="stalemate_joint_plan"
            ),
        ]


class StalematePartyQuerySet(PersonalQuerySet["StalemateParty"]):
    level: ClassVar = Level.MINIMUM


class StalemateStepQuerySet(PersonalQuerySet["StalemateStep"]):
    level: ClassVar = Level.MINIMUM


class SeatAskedQuerySet(PersonalQuerySet["SeatAsked"]):
    level: ClassVar = Level.MINIMUM


class SeatAnswerQuerySet(PersonalQuerySet["SeatAnswer"]):
    level: ClassVar = Level.MINIMUM


class StalemateParty(models.Model):
    """A service in a dispute, and whom it names for the joint plan."""

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey("holding.Holding", on_delete=models.PROTECT, related_name="+")
    stalemate = models.ForeignKey(Stalemate, on_delete=models.PROTECT, related_name="parties")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    named_worker = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")

    objects = StalematePartyQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["stalemate", "organisation"], name="stalemateparty_once"),
        ]


class StalemateStep(models.Model):
    """The dispute reached a rung: when it was raised, because those below asked for it, or because time was up."""

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey("holding.Holding", on_delete=models.PROTECT, related_name="+")
    stalemate = models.ForeignKey(Stalemate, on_delete=models.PROTECT, related_name="steps")
    rung = models.CharField(max_length=8, choices=Ladder.choices)
    at = models.DateTimeField()
    because = models.CharField(max_length=120)

    objects = StalemateStepQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["stalemate", "rung"], name="stalematestep_once")]


class SeatAsked(models.Model):
    """Who was asked in a seat: one service at one rung. The last one asked answers; others were asked before them."""

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey("holding.Holding", on_delete=models.PROTECT, related_name="+")
    party = models.ForeignKey(StalemateParty, on_delete=models.PROTECT, related_name="asked")
    rung = models.CharField(max_length=8, choices=Ladder.choices)
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()

    objects = SeatAskedQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["membership", "-asked_at"], name="seatasked_membership")]


class SeatAnswer(models.Model):
    """What a seat said, by whom. A seat answers once; words beside the choice are for everyone, the person first."""

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey("holding.Holding", on_delete=models.PROTECT, related_name="+")
    party = models.ForeignKey(StalemateParty, on_delete=models.PROTECT, related_name="answers")
    rung = models.CharField(max_length=8, choices=Ladder.choices)
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    stand = models.CharField(max_length=9, choices=Stand.choices)
    words = models.TextField()
    answered_at = models.DateTimeField()

    objects = SeatAnswerQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["party", "rung"], name="seatanswer_once"),
            models.CheckConstraint(condition=~Q(words=""), name="seatanswer_says_something"),
        ]


class LadderSeat(models.Model):
    """Who answers for a service at a rung, in order: if the first is away, the next one is asked."""

    id = models.UUIDField(primary_key=True, default=new_id)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="ladder_seats")
    rung = models.CharField(max_length=8, choices=Ladder.choices)
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()
    named_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    named_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "rung", "membership"], name="ladderseat_once"),
            # Two change places in one statement, so this is asked when the transaction ends.
            models.UniqueConstraint(
                fields=["organisation", "rung", "place"],
                deferrable=models.Deferrable.DEFERRED,
                name="ladderseat_one_first",
            ),
        ]


class Barrier(models.Model):
    """What got in somebody's way, without anything of whom: kinds, how far and how long, and the month it ended in.

    For those who change the system. It names no person and no dispute, so nothing leads back.
    """

    append_only: ClassVar = True

    # Drawn by chance: our other keys carry the moment they were made, which would lead back.
    id = models.UUIDField(primary_key=True, default=uuid4)
    kind = models.CharField(max_length=16, choices=Dispute.choices)
    rungs = models.PositiveSmallIntegerField()
    days = models.PositiveIntegerField()
    between = models.JSONField()
    area = models.CharField(max_length=80)
    month = models.DateField()
