"""Who holds whom. The database itself keeps it true that every open person has exactly one living holder."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from hearth.core.ids import new_id
from hearth.core.querysets import PersonalQuerySet
from hearth.core.sight import Level
from hearth.holding.codes import ACCEPTED, OPEN, RUNNING, HandoverStatus, HoldingStatus
from hearth.organisations.models import Hub, Membership, Organisation, Team
from hearth.people.models import Person


class HoldingQuerySet(PersonalQuerySet["Holding"]):
    level: ClassVar = Level.MINIMUM
    listed: ClassVar = True


class HolderChangeQuerySet(PersonalQuerySet["HolderChange"]):
    level: ClassVar = Level.MINIMUM


class Holding(models.Model):
    """One row a person, for ever: where they stand and who holds them.

    One row means at most one holder; the check means at least one while open; and the pair (holder, true)
    references the membership's own activity, so nobody can be left in the hands of someone who has gone.
    """

    person = models.OneToOneField(Person, on_delete=models.PROTECT, primary_key=True)
    status = models.CharField(max_length=10, choices=HoldingStatus.choices)
    holder = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="holds")
    holder_is_active = models.BooleanField(null=True, default=True)
    hub = models.ForeignKey(Hub, on_delete=models.PROTECT)
    since_at = models.DateTimeField()
    opened_at = models.DateTimeField()

    objects = HoldingQuerySet.as_manager()

    class Meta:
        # In the order of the lists, so that a list of twelve looks at twelve people and not at everyone of the hub.
        indexes: ClassVar = [
            models.Index(fields=["hub", "status", "-opened_at"], name="holding_hub_opened"),
            models.Index(fields=["holder", "since_at"], condition=Q(status__in=OPEN), name="holding_holder_since"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(status__in=OPEN) | Q(holder__isnull=False, holder_is_active=True),
                name="holding_open_has_holder",
            ),
            models.CheckConstraint(
                condition=Q(holder=None, holder_is_active=None) | Q(holder__isnull=False, holder_is_active=True),
                name="holding_holder_is_active",
            ),
        ]


class HolderChange(models.Model):
    """One change of hands, written by a database trigger. Each lasts until the next, so there can be no gap."""

    append_only: ClassVar = True

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    status = models.CharField(max_length=10)
    holder = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True)
    from_at = models.DateTimeField()

    objects = HolderChangeQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["person", "from_at"], name="holderchange_person_from")]


class HandoverQuerySet(PersonalQuerySet["Handover"]):
    level: ClassVar = Level.MINIMUM


class Handover(models.Model):
    """One question put to one team or worker: will you hold this person?

    Whoever is not the right place points on, and that is another row in the same chain (`root_id`); the row that
    asked them stays unanswered until somebody further on says yes, and then says who (`alternative`).
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    root_id = models.UUIDField()
    person = models.ForeignKey(Holding, on_delete=models.PROTECT, related_name="handovers")
    status = models.CharField(max_length=14, choices=HandoverStatus.choices, default=HandoverStatus.PROPOSED)
    sender = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    to_team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="+")
    to_worker = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    # Somebody there who has no sign-in and answers by a link (`HandoverLink`); once they have, they are `to_worker`.
    to_organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    to_name = models.CharField(max_length=120, blank=True)
    reason = models.TextField()
    person_view = models.TextField(blank=True)
    person_not_asked = models.TextField(blank=True)
    keep_doing = models.TextField()
    warm_meeting_at = models.DateTimeField(null=True)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    spoken_to = models.TextField(blank=True)
    talked_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    accepted_at = models.DateTimeField(null=True)
    met_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_because = models.TextField(blank=True)
    alternative = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")

    objects = HandoverQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["to_team", "status"], name="handover_team_status"),
            models.Index(fields=["to_worker", "status"], name="handover_worker_status"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(status__in=RUNNING, alternative=None), name="handover_one_running"
            ),
            models.CheckConstraint(
                condition=Q(to_team=None, to_worker__isnull=False, to_organisation=None)
                | Q(to_team__isnull=False, to_worker=None, to_organisation=None)
                | (Q(to_team=None, to_worker=None, to_organisation__isnull=False) & ~Q(to_name="")),
                name="handover_asks_one",
            ),
            models.CheckConstraint(condition=~Q(reason="") & ~Q(keep_doing=""), name="handover_says_why"),
            models.CheckConstraint(
                condition=~Q(person_view="") | ~Q(person_not_asked=""), name="handover_has_their_view"
            ),
            # A yes has a name and a moment, never a mailbox and never a time-out.
            models.CheckConstraint(
                condition=Q(accepted_by=None, accepted_at=None)
                | Q(
                    accepted_by__isnull=False,
                    accepted_at__isnull=False,
                    status__in=[*ACCEPTED, HandoverStatus.WITHDRAWN],
                ),
                name="handover_yes_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=ACCEPTED) | Q(accepted_by__isnull=False), name="handover_yes_has_a_name"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[HandoverStatus.MET, HandoverStatus.COMPLETED]) | Q(met_at__isnull=False),
                name="handover_met_first",
            ),
            # Not the right place is an answer only with who is, and their yes.
            models.CheckConstraint(
                condition=~Q(status=HandoverStatus.DECLINED) | Q(alternative__isnull=False),
                name="handover_declined_has_other",
            ),
            models.CheckConstraint(
                condition=Q(alternative=None) | ~Q(alternative=F("id")), name="handover_other_is_other"
            ),
            models.CheckConstraint(
                condition=~Q(status=HandoverStatus.WITHDRAWN) | ~Q(ended_because=""), name="handover_back_says_why"
            ),
        ]


# Tables with a page of their own, found here so that Django knows them.
from hearth.holding.absence_models import Absence, AbsenceMove  # noqa: E402  they point at Holding
from hearth.holding.closing_models import EveningPlan, ShiftClosing  # noqa: E402  they point at Holding
from hearth.holding.link_models import HandoverLink  # noqa: E402  they point at Handover
from hearth.holding.seat_models import SeatLoan  # noqa: E402  it points at LadderSeat
from hearth.holding.shift_models import ShiftChange, ShiftYes  # noqa: E402  they point at Holding
from hearth.holding.stalemate_models import (  # noqa: E402  they point at Holding
    Barrier,
    LadderSeat,
    SeatAnswer,
    SeatAsked,
    Stalemate,
    StalemateParty,
    StalemateStep,
)

__all__ = [
    "Absence",
    "AbsenceMove",
    "Barrier",
    "EveningPlan",
    "Handover",
    "HandoverLink",
    "HolderChange",
    "Holding",
    "LadderSeat",
    "SeatAnswer",
    "SeatAsked",
    "SeatLoan",
    "ShiftChange",
    "ShiftClosing",
    "ShiftYes",
    "Stalemate",
    "StalemateParty",
    "StalemateStep",
]
