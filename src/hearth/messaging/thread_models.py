"""Threads between a person and those alongside, who reads them, who was let in, and who says that they read now."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from hearth.core.helping import Helped
from hearth.core.ids import new_id
from hearth.core.querysets import PersonalQuerySet
from hearth.messaging.threads import policies
from hearth.messaging.threads.codes import Read, Side
from hearth.organisations.models import Hub, Membership
from hearth.people.models import Person
from hearth.record.models import Document


class ThreadQuerySet(PersonalQuerySet["Thread"]):
    condition: ClassVar = policies.THREAD_IS_SEEN


class ThreadMessageQuerySet(PersonalQuerySet["ThreadMessage"]):
    condition: ClassVar = policies.MESSAGE_IS_SEEN


class ThreadReadingQuerySet(PersonalQuerySet["ThreadReading"]):
    condition: ClassVar = policies.READING_IS_SEEN


class ThreadTranslationQuerySet(PersonalQuerySet["ThreadTranslation"]):
    condition: ClassVar = policies.TRANSLATION_IS_SEEN


class ThreadGuestQuerySet(PersonalQuerySet["ThreadGuest"]):
    condition: ClassVar = policies.GUEST_IS_SEEN


class Thread(models.Model):
    """Messages about one thing. `waits_for` is the first of the person's that nobody has answered, since when."""

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    about = models.CharField(max_length=120)
    begun_by = models.CharField(max_length=120)
    begun_at = models.DateTimeField()
    last_at = models.DateTimeField()
    waits_for_id = models.UUIDField(null=True)
    waits_since_at = models.DateTimeField(null=True)

    objects = ThreadQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["person", "-last_at"], name="thread_person_last"),
            # Few at any time, and what the list of those alongside asks for.
            models.Index(fields=["waits_since_at"], condition=Q(waits_since_at__isnull=False), name="thread_waits"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(about=""), name="thread_is_about_something"),
            models.CheckConstraint(
                condition=Q(waits_for_id=None, waits_since_at=None)
                | Q(waits_for_id__isnull=False, waits_since_at__isnull=False),
                name="thread_waits_for_one_since",
            ),
        ]


class ThreadMessage(Helped):
    """One message. What Hearth says itself, because nobody was reading, is marked as that for ever."""

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="messages", db_index=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    side = models.CharField(max_length=6, choices=Side.choices)
    author = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    author_name = models.CharField(max_length=120)
    acting_as = models.CharField(max_length=180, blank=True)
    words = models.TextField(blank=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    said_at = models.DateTimeField()

    objects = ThreadMessageQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["thread", "said_at"], name="threadmessage_thread_said")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(words="") | Q(document__isnull=False), name="threadmessage_says_something"
            ),
            models.CheckConstraint(
                condition=Q(side=Side.TEAM, author__isnull=False) | (~Q(side=Side.TEAM) & Q(author=None)),
                name="threadmessage_of_the_team_by_name",
            ),
            models.CheckConstraint(
                condition=~Q(side=Side.HEARTH) | Q(document=None), name="threadmessage_hearth_sends_no_file"
            ),
        ]


class ThreadReading(models.Model):
    """Somebody opened a thread when this was its last message; or said that it needs no answer. `reader` is a worker,
    or nobody where the person read it themselves."""

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="readings", db_index=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=9, choices=Read.choices)
    reader = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    reader_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    objects = ThreadReadingQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["thread", "at"], name="threadreading_thread_at")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind=Read.READ) | Q(reader__isnull=False), name="threadreading_team_says_no_answer"
            ),
        ]


class ThreadTranslation(models.Model):
    """The same in another language, by a human who is named. The words that were written stay beside it."""

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    message = models.ForeignKey(ThreadMessage, on_delete=models.PROTECT, related_name="translations")
    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=60)
    words = models.TextField()
    translated_by = models.CharField(max_length=120)
    entered_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    objects = ThreadTranslationQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(words="") & ~Q(language="") & ~Q(translated_by=""), name="threadtranslation_by_somebody"
            ),
        ]


class ThreadGuest(models.Model):
    """The person let somebody close read one thread, until they end it."""

    id = models.UUIDField(primary_key=True, default=new_id)
    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="guests", db_index=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    guest = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    let_in_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = ThreadGuestQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["thread", "guest"], condition=Q(ended_at=None), name="threadguest_let_in_once"
            ),
            models.CheckConstraint(condition=~Q(guest=F("person")), name="threadguest_is_somebody_else"),
        ]


class Watch(models.Model):
    """A worker says: I read messages now, until then. Only this makes a thread watched; being on shift does not."""

    id = models.UUIDField(primary_key=True, default=new_id)
    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(until_at__gt=F("from_at")), name="watch_ends_after_it_begins"),
            models.UniqueConstraint(fields=["membership"], condition=Q(ended_at=None), name="watch_one_at_a_time"),
        ]
