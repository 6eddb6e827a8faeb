"""The ledger: what happened, in whose words, told to whom. Entries are added; nothing is changed or removed."""

from datetime import timedelta
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from hearth.core.ids import new_id
from hearth.core.querysets import PersonalQuerySet
from hearth.core.sight import Level
from hearth.organisations.models import Account, Membership, Organisation
from hearth.people.models import Person
from hearth.record.codes import FOR_THEM, OWN_WORDS, EntryKind, EntryStatus, Source
from hearth.record.document_models import Document, DocumentCheck, DocumentReading, DocumentText
from hearth.record.drafting_models import UnfinishedNotice
from hearth.record.journey.facts import told_in
from hearth.record.journey.words import rough_words, source_words
from hearth.record.picture_models import PictureAgreement
from hearth.record.policies import ENTRY_IS_SEEN, FACT_IS_SEEN, NOTE_IS_SEEN
from hearth.record.release_models import DocumentRelease, DocumentReleaseAnswer
from hearth.record.rules import is_late
from hearth.record.safe_models import FactWord, NoteWord
from hearth.record.saying_models import MyView
from hearth.record.search_models import EntryWords as EntryWords
from hearth.record.signing_models import Countersigning, JointAnswer, JointAuthor
from hearth.record.withholding_models import Withholding, WithholdingReview

# Source: DOMAIN 4.5, a review date at most twelve months away.
LONGEST_NOTE = timedelta(days=366)


class EntryQuerySet(PersonalQuerySet["Entry"]):
    condition: ClassVar = ENTRY_IS_SEEN

    def latest_versions(self) -> Self:
        """Only the newest version of each entry."""
        return self.filter(amended_by=None)


class FactQuerySet(PersonalQuerySet["HealthFact"]):
    condition: ClassVar = FACT_IS_SEEN


class NoteQuerySet(PersonalQuerySet["SafetyNote"]):
    condition: ClassVar = NOTE_IS_SEEN


class Entry(models.Model):
    """One version of one thing that happened to a person. `root_id` is the first version's id.

    `min_level` is how much of the circle a reader needs. An amendment is a new row that `replaces` the old one;
    two people amending the same version meet in the unique constraint, and the second is told.
    """

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    root_id = models.UUIDField()
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="amended_by")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="entries", db_index=False)
    kind = models.CharField(max_length=16, choices=EntryKind.choices)
    status = models.CharField(max_length=16, choices=EntryStatus.choices, default=EntryStatus.FINAL)
    occurred_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    recorded_at = models.DateTimeField()
    author = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, db_index=False)
    author_name = models.CharField(max_length=120)
    acting_as = models.CharField(max_length=60)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, db_index=False)
    lane = models.CharField(max_length=120)
    source = models.CharField(max_length=16, choices=Source.choices)
    title = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True)
    about_others = models.BooleanField(default=False)
    told_in_confidence = models.BooleanField(default=False)
    min_level = models.SmallIntegerField(default=Level.FULL)
    needs_countersign = models.BooleanField(default=False)
    amend_reason = models.CharField(max_length=300, blank=True)
    subject_type = models.CharField(max_length=48, blank=True)
    subject_id = models.UUIDField(null=True)
    source_system = models.CharField(max_length=120, blank=True)
    source_key = models.CharField(max_length=200, null=True)  # noqa: DJ001  unique where there is one
    coded = models.JSONField(default=dict)

    objects = EntryQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["person", "-occurred_at", "-id"], name="entry_person_occurred"),
            models.Index(fields=["root_id"], name="entry_root", condition=Q(replaces__isnull=False)),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["source_system", "source_key"],
                condition=Q(source_key__isnull=False, replaces=None),
                name="entry_imported_once",
            ),
            models.CheckConstraint(
                condition=Q(replaces=None, amend_reason="") | (Q(replaces__isnull=False) & ~Q(amend_reason="")),
                name="entry_amendment_says_why",
            ),
            models.CheckConstraint(condition=~Q(title="", body=""), name="entry_says_something"),
        ]

    @property
    def byline(self) -> str:
        """Who wrote it and for whom. What the person wrote carries no name: they may go by another since."""
        return self.byline_to("them")

    def byline_to(self, called: str) -> str:
        """The same for a reader who calls the person so: of what somebody wrote who acts for them, for whom."""
        if self.acting_as == FOR_THEM:
            return f"for {called}, by {self.author_name}"
        if self.acting_as != OWN_WORDS:
            return f"with {self.author_name}, {self.lane}"
        helper = self.coded.get("helped_by")
        return f"{self.lane}; {helper} helped" if helper else self.lane

    @property
    def written_late(self) -> bool:
        """Whether both times are said: when it happened, and when it was written down for the first time."""
        return self.replaces_id is None and is_late(self.occurred_at, self.recorded_at)

    @property
    def rough_when(self) -> str:
        """When it was, in words, where nobody knows the moment; empty where it is known."""
        return rough_words(self.occurred_at, self.coded)

    @property
    def how_known(self) -> str:
        """How it is known: seen, told and by whom, or come from another record."""
        return source_words(self.source, str(told_in(self.coded).get("told_by", "")))


class Draft(models.Model):
    """Words being typed, kept on the server: they outlive a lost connection, a sign-out and a time-out."""

    id = models.UUIDField(primary_key=True, default=new_id)
    account = models.ForeignKey(Account, on_delete=models.PROTECT)
    place = models.CharField(max_length=120)
    person_id = models.UUIDField(null=True)
    fields = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["account", "place"], name="draft_one_per_place")]


class HealthFact(models.Model):
    """An allergy or a medicine, always with who said so and when. 'None known' is a fact too; silence is not."""

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    kind = models.CharField(max_length=8, choices=[("allergy", "Allergy"), ("medicine", "Medicine")])
    none_known = models.BooleanField(default=False)
    what = models.CharField(max_length=200, blank=True)
    detail = models.CharField(max_length=200, blank=True)
    said_by = models.CharField(max_length=120)
    said_on = models.DateField()
    confirmed_by = models.CharField(max_length=120, blank=True)
    confirmed_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    source_system = models.CharField(max_length=120, blank=True)
    source_key = models.CharField(max_length=200, null=True)  # noqa: DJ001  unique where there is one

    objects = FactQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(none_known=True, what="") | (Q(none_known=False) & ~Q(what="")),
                name="healthfact_something_or_none_known",
            ),
            models.UniqueConstraint(
                fields=["source_system", "source_key"], condition=Q(source_key__isnull=False), name="healthfact_once"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by="", confirmed_on=None) | (~Q(confirmed_by="") & Q(confirmed_on__isnull=False)),
                name="healthfact_confirmed_by_and_on_together",
            ),
        ]


class SafetyNote(models.Model):
    """A fact a worker needs before a visit: dated, sourced, expiring. No adjectives.

    `looked_on` is when somebody last decided that it still holds: at most twelve months before it runs out.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    fact = models.CharField(max_length=300)
    what_helps = models.CharField(max_length=300, blank=True)
    happened_on = models.DateField()
    source = models.CharField(max_length=120)
    author = models.ForeignKey(Membership, on_delete=models.PROTECT)
    looked_on = models.DateField()
    review_on = models.DateField()
    ended_on = models.DateField(null=True)

    objects = NoteQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(review_on__gt=models.F("happened_on")), name="safetynote_review_after_fact"
            ),
            models.CheckConstraint(
                condition=Q(review_on__lte=models.F("looked_on") + LONGEST_NOTE), name="safetynote_a_year_at_most"
            ),
            models.CheckConstraint(condition=~Q(fact="") & ~Q(source=""), name="safetynote_fact_and_source"),
        ]


__all__ = [
    "Countersigning",
    "Document",
    "DocumentCheck",
    "DocumentReading",
    "DocumentRelease",
    "DocumentReleaseAnswer",
    "DocumentText",
    "Draft",
    "Entry",
    "FactWord",
    "HealthFact",
    "JointAnswer",
    "JointAuthor",
    "MyView",
    "NoteWord",
    "PictureAgreement",
    "SafetyNote",
    "UnfinishedNotice",
    "Withholding",
    "WithholdingReview",
]
