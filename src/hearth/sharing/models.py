"""The causes of sight: relationships, the circle, blocks, sealing, overrides. And who has looked."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from hearth.core.helping import Helped
from hearth.core.ids import new_id
from hearth.core.querysets import PersonalQuerySet
from hearth.core.sight import LEVEL_WORDS, Level
from hearth.organisations.models import Membership, Team, Worker
from hearth.people.models import Person
from hearth.sharing import policies
from hearth.sharing.codes import BlockKind, OverrideReason, RelationshipKind, SaidBy, Section


class RelationshipQuerySet(PersonalQuerySet["Relationship"]):
    level: ClassVar = Level.MINIMUM


class CircleQuerySet(PersonalQuerySet["CircleChoice"]):
    condition: ClassVar = policies.CIRCLE_IS_SEEN


class BlockQuerySet(PersonalQuerySet["Block"]):
    condition: ClassVar = policies.BLOCK_IS_SEEN


class SealingQuerySet(PersonalQuerySet["Sealing"]):
    condition: ClassVar = policies.SEALING_IS_SEEN


class OverrideQuerySet(PersonalQuerySet["BreakGlass"]):
    condition: ClassVar = policies.OVERRIDE_IS_SEEN


class LookQuerySet(PersonalQuerySet["Look"]):
    condition: ClassVar = policies.LOOK_IS_SEEN


class Relationship(models.Model):
    """A legitimate relationship: of a team or one worker with a person, with a start and an end."""

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="relationships")
    kind = models.CharField(max_length=8, choices=RelationshipKind.choices)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True)
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True)
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)

    objects = RelationshipQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(team=None, membership__isnull=False) | Q(team__isnull=False, membership=None),
                name="relationship_team_or_worker",
            ),
            models.CheckConstraint(
                condition=Q(until_at=None) | Q(until_at__gte=F("from_at")), name="relationship_ends_after_start"
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["present", "on-call", "panel"]) | Q(until_at__isnull=False),
                name="relationship_passing_ones_end",
            ),
        ]


class CircleChoice(Helped):
    """What the person decided about one organisation, one worker or one supporter. Ended, never changed.

    `whom_id` is an organisation, a membership or a supporter's own person row, as `whom_kind` says.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="circle")
    whom_kind = models.CharField(
        max_length=12, choices=[("organisation", "Organisation"), ("worker", "Worker"), ("supporter", "Supporter")]
    )
    whom_id = models.UUIDField()
    level = models.SmallIntegerField(choices=[(level.value, words) for level, words in LEVEL_WORDS.items()])
    explained_how = models.CharField(max_length=300)
    said_by = models.CharField(max_length=20, choices=SaidBy.choices)
    recorded_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True)
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, blank=True)
    capacity_note = models.TextField(blank=True)
    review_on = models.DateField(null=True)

    objects = CircleQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["until_at"], condition=Q(until_at__isnull=False), name="circlechoice_ends"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "whom_id"], condition=Q(until_at=None), name="circlechoice_one_open_ended"
            ),
            models.CheckConstraint(
                condition=Q(until_at=None) | Q(until_at__gte=F("from_at")), name="circlechoice_ends_after_start"
            ),
            models.CheckConstraint(
                condition=~Q(whom_kind="worker") | Q(level__in=[Level.NOTHING, Level.FULL]),
                name="circlechoice_worker_all_or_nothing",
            ),
        ]


class Block(models.Model):
    """This worker may not open this record, whatever else holds: own, a relative's, a colleague's, or asked for."""

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT)
    kind = models.CharField(max_length=14, choices=BlockKind.choices)
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)

    objects = BlockQuerySet.as_manager()


class Sealing(models.Model):
    """Something is closed at the person's wish: one entry, one section, or the whole record when neither is named.

    Sealed shows that something is there; hidden leaves no trace. `opens_for` names memberships who still may.
    `closed_to_all` is for what is about somebody else and stood here by mistake: nobody opens it, no list shows it.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    entry_id = models.UUIDField(null=True)
    section = models.CharField(max_length=12, choices=Section.choices, blank=True)
    hidden = models.BooleanField(default=False)
    closed_to_all = models.BooleanField(default=False)
    opens_for = ArrayField(models.UUIDField(), default=list)
    consequence_explained = models.TextField()
    said_by = models.CharField(max_length=20, choices=SaidBy.choices)
    recorded_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True)
    from_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)

    objects = SealingQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["person"], condition=Q(lifted_at=None), name="sealing_person_live"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(entry_id=None) | Q(section=""), name="sealing_entry_or_section"),
            models.CheckConstraint(condition=~Q(consequence_explained=""), name="sealing_consequence_explained"),
            models.CheckConstraint(
                condition=Q(closed_to_all=False) | Q(hidden=True, opens_for=[], entry_id__isnull=False, lifted_at=None),
                name="sealing_closed_to_all_for_ever",
            ),
        ]


class BreakGlass(models.Model):
    """An emergency override: one worker, one person, some hours, told and reviewed."""

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT)
    reason = models.CharField(max_length=16, choices=OverrideReason.choices)
    why = models.TextField()
    opens_hidden = models.BooleanField(default=False)
    opened_at = models.DateTimeField()
    until_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)
    not_told_because = models.TextField(blank=True)
    reviewed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    review_outcome = models.TextField(blank=True)

    objects = OverrideQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(why=""), name="breakglass_says_why"),
            models.CheckConstraint(condition=Q(until_at__gt=F("opened_at")), name="breakglass_ends"),
            models.CheckConstraint(
                condition=Q(reviewed_at=None, reviewed_by=None, review_outcome="")
                | (Q(reviewed_at__isnull=False, reviewed_by__isnull=False) & ~Q(review_outcome="")),
                name="breakglass_review_whole",
            ),
        ]


class Look(models.Model):
    """Somebody opened this record. The person reads these."""

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    at = models.DateTimeField()
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True)
    supporter = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=120)
    role_words = models.CharField(max_length=60)
    organisation_name = models.CharField(max_length=120)
    what = models.CharField(max_length=40)
    reason = models.CharField(max_length=200)

    objects = LookQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["person", "-at"], name="look_person_at")]


# Tables with a page of their own, found here so that Django knows them.
from hearth.sharing import decider_models, proxy_models, supporter_models  # noqa: E402, F401  they point at the circle
