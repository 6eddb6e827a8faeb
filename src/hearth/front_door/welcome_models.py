"""What is done between the receipt and being supported. All but a booking is added to and never changed."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from hearth.core.clocks import day_of
from hearth.core.ids import new_id
from hearth.core.querysets import PersonalQuerySet
from hearth.core.sight import Level
from hearth.front_door import reminder_rules
from hearth.front_door.policies import seen_with_referral
from hearth.front_door.welcome_codes import (
    AttemptOutcome,
    BookingOutcome,
    Channel,
    Decision,
    Place,
    Urgency,
    WelcomeStep,
)
from hearth.holding.models import Holding
from hearth.organisations.models import Membership, Worker
from hearth.people.models import Contact, Relation


class SafetyAnswerQuerySet(PersonalQuerySet["SafetyAnswer"]):
    condition: ClassVar = seen_with_referral("front_door_safetyanswer")


class SafetyAnswer(models.Model):
    """A human read a referral and said whether anyone is unsafe now, and what was done about it."""

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Holding, on_delete=models.PROTECT, related_name="+")
    referral = models.ForeignKey("front_door.Referral", on_delete=models.PROTECT, related_name="safety_answers")
    unsafe = models.BooleanField()
    done = models.TextField(blank=True)
    answered_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()

    objects = SafetyAnswerQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(unsafe=False) | ~Q(done=""), name="safetyanswer_yes_says_what_was_done")
        ]


class UrgencyJudgementQuerySet(PersonalQuerySet["UrgencyJudgement"]):
    condition: ClassVar = seen_with_referral("front_door_urgencyjudgement")


class UrgencyJudgement(models.Model):
    """One worker's word on when we act, and why. `urgency_rules.standing` reads all of them together."""

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Holding, on_delete=models.PROTECT, related_name="+")
    referral = models.ForeignKey("front_door.Referral", on_delete=models.PROTECT, related_name="judgements")
    urgency = models.CharField(max_length=10, choices=Urgency.choices)
    reason = models.TextField()
    judged_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    judged_at = models.DateTimeField()

    objects = UrgencyJudgementQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(reason=""), name="urgencyjudgement_says_why")]


class ContactAttemptQuerySet(PersonalQuerySet["ContactAttempt"]):
    level: ClassVar = Level.FULL
    listed: ClassVar = True


class ContactAttempt(models.Model):
    """One try to reach somebody: how, when, and what came of it."""

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Holding, on_delete=models.PROTECT, related_name="+")
    referral = models.ForeignKey("front_door.Referral", on_delete=models.PROTECT, related_name="attempts")
    channel = models.CharField(max_length=8, choices=Channel.choices)
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, null=True, related_name="+")
    relation = models.ForeignKey(Relation, on_delete=models.PROTECT, null=True, related_name="+")
    outcome = models.CharField(max_length=14, choices=AttemptOutcome.choices)
    words = models.TextField(blank=True)
    tried_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    tried_at = models.DateTimeField()
    recorded_at = models.DateTimeField()

    objects = ContactAttemptQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["referral", "tried_at"], name="contactattempt_tried")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(outcome=AttemptOutcome.CUT_OFF) | Q(channel=Channel.CALL),
                name="contactattempt_only_a_call_is_cut_off",
            ),
            models.CheckConstraint(
                condition=~Q(outcome=AttemptOutcome.SENT)
                | Q(channel__in=[Channel.TEXT, Channel.EMAIL, Channel.LETTER]),
                name="contactattempt_only_words_are_sent",
            ),
            models.CheckConstraint(
                condition=Q(relation=None) | Q(channel=Channel.THROUGH), name="contactattempt_through_whom"
            ),
            models.CheckConstraint(
                condition=Q(recorded_at__gte=F("tried_at")), name="contactattempt_written_down_afterwards"
            ),
        ]


class ThoughtQuerySet(PersonalQuerySet["Thought"]):
    level: ClassVar = Level.FULL


class Thought(models.Model):
    """Two colleagues thought aloud about somebody who did not make it or was not reached, and what they decided."""

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Holding, on_delete=models.PROTECT, related_name="+")
    referral = models.ForeignKey("front_door.Referral", on_delete=models.PROTECT, related_name="thoughts")
    what_we_know = models.TextField()
    who_may_worry = models.TextField()
    visit_or_check = models.TextField()
    decision = models.CharField(max_length=13, choices=Decision.choices)
    because = models.TextField()
    thought_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    colleague = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    thought_at = models.DateTimeField()

    objects = ThoughtQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(what_we_know="") & ~Q(who_may_worry="") & ~Q(visit_or_check="") & ~Q(because=""),
                name="thought_answers_every_question",
            ),
            models.CheckConstraint(condition=~Q(worker=F("colleague")), name="thought_by_two_humans"),
        ]


class BookingQuerySet(PersonalQuerySet["Booking"]):
    level: ClassVar = Level.APPOINTMENTS
    listed: ClassVar = True


class Booking(models.Model):
    """A welcoming conversation arranged with the person: with whom, where, when; and afterwards how it ended."""

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Holding, on_delete=models.PROTECT, related_name="+")
    referral = models.ForeignKey("front_door.Referral", on_delete=models.PROTECT, related_name="bookings")
    with_whom = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    place = models.CharField(max_length=5, choices=Place.choices)
    where = models.CharField(max_length=200, blank=True)
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()
    interpreter = models.CharField(max_length=120, blank=True)
    agreed_how = models.CharField(max_length=200)
    # Codes of data/reminders.json, in the version of the day it was booked.
    reminders = ArrayField(models.CharField(max_length=20), default=list)
    booked_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    booked_at = models.DateTimeField()
    outcome = models.CharField(max_length=15, choices=BookingOutcome.choices, blank=True)
    outcome_words = models.TextField(blank=True)
    minutes_late = models.PositiveSmallIntegerField(null=True)
    ended_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    objects = BookingQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["starts_at"], condition=Q(outcome=""), name="booking_ahead")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["referral"], condition=Q(outcome=""), name="booking_one_at_a_time"),
            models.CheckConstraint(condition=Q(minutes__gte=5, minutes__lte=480), name="booking_takes_a_while"),
            models.CheckConstraint(condition=~Q(agreed_how=""), name="booking_is_agreed"),
            models.CheckConstraint(
                condition=Q(outcome="", ended_by=None, ended_at=None)
                | (~Q(outcome="") & Q(ended_by__isnull=False, ended_at__isnull=False)),
                name="booking_ended_by_someone",
            ),
        ]

    @property
    def reminded(self) -> str:
        """Which reminders they chose, in words; empty if they want none."""
        return reminder_rules.in_words(self.reminders, on=day_of(self.booked_at))


class WelcomeOutcomeQuerySet(PersonalQuerySet["WelcomeOutcome"]):
    level: ClassVar = Level.FULL


class WelcomeOutcome(models.Model):
    """How a welcome ended, or that somebody came back to it. The newest row stands."""

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Holding, on_delete=models.PROTECT, related_name="+")
    referral = models.ForeignKey("front_door.Referral", on_delete=models.PROTECT, related_name="outcomes")
    step = models.CharField(max_length=12, choices=WelcomeStep.choices)
    words = models.TextField()
    accepted_by = models.CharField(max_length=120, blank=True)
    accepted_where = models.CharField(max_length=120, blank=True)
    thought = models.ForeignKey(Thought, on_delete=models.PROTECT, null=True, related_name="+")
    first_worker = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    objects = WelcomeOutcomeQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["referral", "-at"], name="welcomeoutcome_newest")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(words=""), name="welcomeoutcome_has_words"),
            # Only the person may come back without a worker writing it down.
            models.CheckConstraint(
                condition=Q(step=WelcomeStep.CAME_BACK) | Q(by__isnull=False, worker__isnull=False),
                name="welcomeoutcome_has_a_name",
            ),
            models.CheckConstraint(
                condition=~Q(step=WelcomeStep.CONNECTED) | (~Q(accepted_by="") & ~Q(accepted_where="")),
                name="welcomeoutcome_somebody_there_said_yes",
            ),
            models.CheckConstraint(
                condition=~Q(step=WelcomeStep.NOT_REACHED)
                | (Q(thought__isnull=False, first_worker__isnull=False) & ~Q(worker=F("first_worker"))),
                name="welcomeoutcome_rest_takes_two",
            ),
        ]
