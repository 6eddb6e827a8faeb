"""Who said that something is theirs, and where two see it differently."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from hearth.core.helping import Helped
from hearth.core.ids import new_id
from hearth.core.querysets import PersonalQuerySet
from hearth.organisations.models import Membership
from hearth.people.models import Person
from hearth.plans import policies
from hearth.plans.codes import WITNESSED, About, Mark, Whose


class SignatureQuerySet(PersonalQuerySet["Signature"]):
    condition: ClassVar = policies.SIGNATURE_IS_SEEN


class Signature(models.Model):
    """The person said that exactly these words are theirs, with whatever mark. One row a version; `act_id` binds those
    that were signed at once. `digest` is the hash of the words, so that it can be shown which they were.
    """

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    act_id = models.UUIDField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    about = models.CharField(max_length=4, choices=About.choices)
    version_id = models.UUIDField()
    digest = models.CharField(max_length=64)
    mark = models.CharField(max_length=6, choices=Mark.choices)
    typed = models.CharField(max_length=120, blank=True)
    witness = models.CharField(max_length=120, blank=True)
    recorded_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField()

    objects = SignatureQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["version_id", "-signed_at"], name="signature_version"),
            models.Index(fields=["person"], name="signature_of_person"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(mark=Mark.PAGE, recorded_by=None) | (~Q(mark=Mark.PAGE) & Q(recorded_by__isnull=False)),
                name="signature_on_their_page_or_recorded",
            ),
            models.CheckConstraint(
                condition=(~Q(mark=Mark.NAME) | ~Q(typed="")) & (~Q(mark__in=WITNESSED) | ~Q(witness="")),
                name="signature_typed_or_witnessed",
            ),
            models.CheckConstraint(condition=~Q(digest=""), name="signature_of_these_words"),
        ]


class VoiceQuerySet(PersonalQuerySet["Voice"]):
    condition: ClassVar = policies.VOICE_IS_SEEN


class Voice(Helped):
    """Somebody sees a part of the plan otherwise. It stands beside the words, and neither is taken away."""

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey("plans.PartVersion", on_delete=models.PROTECT, related_name="voices")
    whose = models.CharField(max_length=6, choices=Whose.choices)
    words = models.TextField()
    said_by = models.CharField(max_length=120)
    written_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    said_at = models.DateTimeField()

    objects = VoiceQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(words=""), name="voice_says_something"),
            models.CheckConstraint(
                condition=Q(whose=Whose.PERSON) | Q(written_by__isnull=False), name="voice_of_a_worker_has_a_name"
            ),
        ]
