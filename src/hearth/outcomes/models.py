"""Measures somebody fills in: each sitting, its answers, what was talked through, and what came of an offer."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from hearth.core.ids import new_id
from hearth.core.querysets import PersonalQuerySet
from hearth.organisations.models import Membership
from hearth.outcomes import policies
from hearth.outcomes.codes import FilledBy, FillStatus, Mode, Offered
from hearth.people.models import Person
from hearth.record.models import Entry


class FillQuerySet(PersonalQuerySet["Fill"]):
    condition: ClassVar = policies.FILL_IS_SEEN


class AnswerQuerySet(PersonalQuerySet["Answer"]):
    condition: ClassVar = policies.seen("outcomes_answer", policies.ANSWER_ALSO)


class AreaQuerySet(PersonalQuerySet["Area"]):
    condition: ClassVar = policies.seen("outcomes_area", policies.AREA_ALSO)


class RetractionQuerySet(PersonalQuerySet["Retraction"]):
    condition: ClassVar = policies.seen("outcomes_retraction", policies.RETRACTION_ALSO)


class WorryQuerySet(PersonalQuerySet["Worry"]):
    condition: ClassVar = policies.seen("outcomes_worry", policies.WORRY_ALSO)


class OfferQuerySet(PersonalQuerySet["Offer"]):
    condition: ClassVar = policies.seen("outcomes_offer", policies.OFFER_ALSO)


class Fill(models.Model):
    """One sitting with one version of one measure. The result is computed from the answers and never stored.

    `answered_on` is the day it was filled in, which for paper is earlier than when it was entered. `about` is what it
    is about where it is about something: the reason for coming, or a goal, as (type, id). `entry` is the first version
    of its entry in the journey.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    instrument = models.CharField(max_length=32)
    version = models.PositiveSmallIntegerField()
    wording = models.ForeignKey("outcomes.Wording", on_delete=models.PROTECT, null=True, related_name="+")
    language = models.CharField(max_length=16, blank=True)
    mode = models.CharField(max_length=8, choices=Mode.choices)
    filled_by = models.CharField(max_length=10, choices=FilledBy.choices)
    helped_by = models.CharField(max_length=120, blank=True)
    about_type = models.CharField(max_length=48, blank=True)
    about_id = models.UUIDField(null=True)
    status = models.CharField(max_length=6, choices=FillStatus.choices, default=FillStatus.OPEN)
    answered_on = models.DateField()
    begun_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    recorded_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, null=True, related_name="+")

    objects = FillQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["person", "instrument", "answered_on"], name="fill_person_instrument")
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "instrument"], condition=Q(status="open", mode="own"), name="fill_one_own_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(mode="own", recorded_by=None) | (~Q(mode="own") & Q(recorded_by__isnull=False)),
                name="fill_recorded_by_name_unless_own",
            ),
            models.CheckConstraint(
                condition=Q(status="done", finished_at__isnull=False, entry__isnull=False)
                | (~Q(status="done") & Q(finished_at=None, entry=None)),
                name="fill_done_stands_in_the_journey",
            ),
            models.CheckConstraint(
                condition=Q(about_type="", about_id=None) | (~Q(about_type="") & Q(about_id__isnull=False)),
                name="fill_about_type_and_id_together",
            ),
        ]


class Answer(models.Model):
    """One answer, by the number of its item. What was left out has no row."""

    id = models.UUIDField(primary_key=True, default=new_id)
    fill = models.ForeignKey(Fill, on_delete=models.PROTECT, related_name="answers")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    item = models.PositiveSmallIntegerField()
    value = models.PositiveSmallIntegerField()
    answered_at = models.DateTimeField()

    objects = AnswerQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["fill", "item"], name="answer_one_an_item"),
            models.CheckConstraint(condition=Q(item__gte=1, value__lte=10), name="answer_in_any_range"),
        ]


class Area(models.Model):
    """One of up to three areas somebody chose, talked through in four steps."""

    id = models.UUIDField(primary_key=True, default=new_id)
    fill = models.ForeignKey(Fill, on_delete=models.PROTECT, related_name="areas")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    item = models.PositiveSmallIntegerField()
    place = models.PositiveSmallIntegerField()
    understanding = models.TextField(blank=True)
    looking_forward = models.TextField(blank=True)
    options = models.TextField(blank=True)
    actions = models.TextField(blank=True)
    chosen_at = models.DateTimeField()
    talked_at = models.DateTimeField()
    talked_with = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["fill", "item"], name="area_chosen_once"),
            models.UniqueConstraint(fields=["fill", "place"], name="area_one_a_place"),
            models.CheckConstraint(condition=Q(place__gte=1, place__lte=3), name="area_three_at_most"),
        ]


class Retraction(models.Model):
    """What was entered was not what was filled in: it stays, marked, and counts for nothing."""

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    fill = models.OneToOneField(Fill, on_delete=models.PROTECT, related_name="retraction")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    retracted_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    retracted_at = models.DateTimeField()

    objects = RetractionQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(reason=""), name="retraction_says_why")]


class Worry(models.Model):
    """An answer at which one stays with somebody, and who was with them or was told; nobody, where nobody was there."""

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    fill = models.OneToOneField(Fill, on_delete=models.PROTECT, related_name="worry")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    seen_at = models.DateTimeField()
    beside = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    desk_told = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    holder_told = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")

    objects = WorryQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(beside=None) | Q(desk_told=None, holder_told=None), name="worry_beside_or_told"
            ),
        ]


class Offer(models.Model):
    """A measure was offered, or was not: what came of it, so that whoever is missing from a figure is known."""

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    instrument = models.CharField(max_length=32)
    outcome = models.CharField(max_length=11, choices=Offered.choices)
    words = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    noted_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")

    objects = OfferQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["person", "instrument", "at"], name="offer_person_instrument")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(outcome="not-offered") | ~Q(words=""), name="offer_not_made_says_why"),
        ]


from hearth.outcomes.cohort_models import Cohort, CohortMember, Support  # noqa: E402  they stand beside these
from hearth.outcomes.feedback_models import Feedback, FeedbackStep, YouSaid, YouSaidEnd  # noqa: E402  the same
from hearth.outcomes.pulse_models import PulseCount, PulseTurn  # noqa: E402  the same
from hearth.outcomes.wording_models import BoundaryChoice, RuleCheck, Wording, WordingEnd  # noqa: E402  the same

__all__ = [
    "Answer",
    "Area",
    "BoundaryChoice",
    "Cohort",
    "CohortMember",
    "Feedback",
    "FeedbackStep",
    "Fill",
    "Offer",
    "PulseCount",
    "PulseTurn",
    "Retraction",
    "RuleCheck",
    "Support",
    "Wording",
    "WordingEnd",
    "Worry",
    "YouSaid",
    "YouSaidEnd",
]
