"""Partners' forms, what people told for them, and what was sent."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from hearth.core.ids import new_id
from hearth.core.querysets import PersonalQuerySet
from hearth.core.sight import Level
from hearth.organisations.models import Hub, Membership, Organisation
from hearth.people.models import Person
from hearth.telling.codes import ConfirmedBy, FillingStatus, Origin, TemplateKind, Way
from hearth.telling.link_models import FormLink as FormLink
from hearth.telling.link_models import FormLinkEnd as FormLinkEnd
from hearth.telling.link_models import FormOpening as FormOpening
from hearth.telling.link_models import SendingYes as SendingYes


class PartnerForm(models.Model):
    """A form of one partner. What it asks stands in its versions."""

    id = models.UUIDField(primary_key=True, default=new_id)
    code = models.SlugField(max_length=60, unique=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()


class FormVersion(models.Model):
    """What a form asks and from where each answer comes. Added, never changed: what was sent names its version.

    `template` is the partner's own file, if we fill that in. A form that came with Hearth was made by nobody here.
    """

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    form = models.ForeignKey(PartnerForm, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    goes_to = models.CharField(max_length=120)
    purpose = models.TextField()
    fields = models.JSONField()
    kind = models.CharField(max_length=5, choices=TemplateKind.choices)
    template = models.BinaryField(null=True)
    template_name = models.CharField(max_length=120, blank=True)
    send_to = models.EmailField(blank=True)
    made_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["form", "number"], name="formversion_one_number"),
            models.CheckConstraint(
                condition=Q(kind=TemplateKind.PRINT, template=None)
                | (~Q(kind=TemplateKind.PRINT) & Q(template__isnull=False)),
                name="formversion_file_unless_print",
            ),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(goes_to="") & ~Q(purpose=""), name="formversion_says_why"
            ),
        ]


class FormUse(models.Model):
    """Somebody decided that this version is the one to use from now on; without a version, none is any more."""

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    form = models.ForeignKey(PartnerForm, on_delete=models.PROTECT, related_name="uses")
    version = models.ForeignKey(FormVersion, on_delete=models.PROTECT, null=True, related_name="+")
    decided_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["form", "-decided_at"], name="formuse_newest")]


class ToldFactQuerySet(PersonalQuerySet["ToldFact"]):
    level: ClassVar = Level.FULL


class ToldFact(models.Model):
    """What somebody told, once, for whichever form asks next; or that what is known elsewhere still holds.

    The newest stands. `fact` is a code of the catalogue.
    """

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    fact = models.CharField(max_length=32)
    words = models.TextField()
    told_at = models.DateTimeField()
    written_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")

    objects = ToldFactQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["person", "fact", "-told_at"], name="toldfact_newest")]
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(words=""), name="toldfact_says_something")]


class FillingQuerySet(PersonalQuerySet["Filling"]):
    level: ClassVar = Level.FULL


class Filling(models.Model):
    """One form of a partner being filled for one person."""

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(FormVersion, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=9, choices=FillingStatus.choices, default=FillingStatus.OPEN)
    begun_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    ended_because = models.CharField(max_length=200, blank=True)

    objects = FillingQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["person", "-begun_at"], name="filling_person_begun")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(status=FillingStatus.LET_GO) & ~Q(ended_because="")
                | ~Q(status=FillingStatus.LET_GO) & Q(ended_because=""),
                name="filling_let_go_says_why",
            ),
        ]


class FilledAnswerQuerySet(PersonalQuerySet["FilledAnswer"]):
    level: ClassVar = Level.FULL


class FilledAnswer(models.Model):
    """One answer of a form that is being filled, where it comes from and when it was given."""

    id = models.UUIDField(primary_key=True, default=new_id)
    filling = models.ForeignKey(Filling, on_delete=models.PROTECT, related_name="answers")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=120)
    label = models.CharField(max_length=200)
    fact = models.CharField(max_length=32)
    words = models.TextField(blank=True)
    origin = models.CharField(max_length=7, choices=Origin.choices)
    source = models.CharField(max_length=200, blank=True)
    given_on = models.DateField(null=True)
    entry_root = models.UUIDField(null=True)

    objects = FilledAnswerQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["filling", "key"], name="filledanswer_one_each"),
            models.CheckConstraint(
                condition=Q(origin=Origin.EMPTY, words="") | (~Q(origin=Origin.EMPTY) & ~Q(words="")),
                name="filledanswer_empty_or_from_somewhere",
            ),
        ]


class ConfirmationQuerySet(PersonalQuerySet["Confirmation"]):
    level: ClassVar = Level.FULL


class Confirmation(models.Model):
    """The person said that exactly these answers are right and may be sent. `digest` is the hash of them."""

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    filling = models.ForeignKey(Filling, on_delete=models.PROTECT, related_name="confirmations")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    confirmed_by = models.CharField(max_length=10, choices=ConfirmedBy.choices)
    beside = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField()

    objects = ConfirmationQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            # What is sent points here with all three: nothing leaves that the person did not confirm word for word.
            models.UniqueConstraint(fields=["id", "filling", "digest"], name="confirmation_of_these_words"),
            models.CheckConstraint(
                condition=Q(confirmed_by=ConfirmedBy.THEMSELVES, beside=None)
                | Q(confirmed_by=ConfirmedBy.BESIDE, beside__isnull=False),
                name="confirmation_beside_whom",
            ),
        ]


class SentFormQuerySet(PersonalQuerySet["SentForm"]):
    level: ClassVar = Level.FULL


class SentForm(models.Model):
    """What left, byte for byte, with every answer, its source and when it was given.

    `in_circle` says whether the receiver was in the person's circle then; outside it, the person said yes to that.
    What was sent before this was asked has neither.
    """

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    filling = models.OneToOneField(Filling, on_delete=models.PROTECT, related_name="sent")
    confirmation = models.ForeignKey(Confirmation, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    answers = models.JSONField()
    content = models.BinaryField()
    content_type = models.CharField(max_length=100)
    file_name = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    way = models.CharField(max_length=5, choices=Way.choices)
    sent_to = models.CharField(max_length=254)
    saved = models.PositiveSmallIntegerField()
    asked = models.PositiveSmallIntegerField()
    sent_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField()
    in_circle = models.BooleanField(null=True)
    outside_yes = models.ForeignKey(SendingYes, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)

    objects = SentFormQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["person", "-sent_at"], name="sentform_person_sent")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(saved__lte=models.F("asked")), name="sentform_saved_of_asked"),
            models.CheckConstraint(
                condition=~Q(in_circle=False) | Q(in_circle=None) | Q(outside_yes__isnull=False),
                name="sentform_outside_with_a_yes",
            ),
        ]
