"""What is to be told to whom: the outbox, what became of each message, and who said stop."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from hearth.core.ids import new_id
from hearth.core.querysets import PersonalQuerySet
from hearth.messaging.codes import (
    ANY_CHANNEL,
    BY_ADDRESS,
    HAS_CHANNEL,
    SAYS_WHY,
    STILL_TO_GO,
    AddresseeKind,
    Channel,
    ChoiceKind,
    MessageState,
)
from hearth.messaging.policies import CHOICE_IS_SEEN, EVENT_IS_SEEN, MESSAGE_IS_SEEN
from hearth.organisations.models import Membership
from hearth.people.models import Person


class MessageQuerySet(PersonalQuerySet["Message"]):
    condition: ClassVar = MESSAGE_IS_SEEN


class EventQuerySet(PersonalQuerySet["MessageEvent"]):
    condition: ClassVar = EVENT_IS_SEEN


class ChoiceQuerySet(PersonalQuerySet["MessageChoice"]):
    condition: ClassVar = CHOICE_IS_SEEN


class Message(models.Model):
    """One thing to tell one addressee, written in the transaction in which it came true.

    `key` makes it once. `channel` and `route` (where it went) are decided at the instant of sending, never before.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, db_index=False)
    to_kind = models.CharField(max_length=8, choices=AddresseeKind.choices)
    address = models.CharField(max_length=254, blank=True)
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, db_index=False)
    subject_line = models.CharField(max_length=200)
    body = models.TextField()
    key = models.CharField(max_length=200, unique=True)
    subject_type = models.CharField(max_length=48)
    subject_id = models.UUIDField()
    queued_at = models.DateTimeField()
    state = models.CharField(max_length=11, choices=MessageState.choices, default=MessageState.WAITING)
    not_before_at = models.DateTimeField()
    # From then on it would only confuse, so it is not sent any more.
    good_until_at = models.DateTimeField(null=True)
    channel = models.CharField(max_length=6, choices=Channel.choices, blank=True)
    route = models.CharField(max_length=300, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    claimed_at = models.DateTimeField(null=True)
    provider_id = models.CharField(max_length=80, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["person", "-queued_at"], name="message_person_queued"),
            models.Index(fields=["not_before_at"], condition=Q(state__in=STILL_TO_GO), name="message_to_go"),
            models.Index(fields=["claimed_at"], condition=Q(state=MessageState.SENDING), name="message_claimed"),
            models.Index(fields=["subject_id"], name="message_subject"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(to_kind=AddresseeKind.PERSON, person__isnull=False, address="", membership=None)
                | Q(to_kind=AddresseeKind.WORKER, membership__isnull=False, address="")
                | (Q(to_kind__in=BY_ADDRESS, membership=None) & ~Q(address="")),
                name="message_is_for_one",
            ),
            models.CheckConstraint(condition=~Q(subject_line="") & ~Q(body=""), name="message_says_something"),
            models.CheckConstraint(
                condition=~Q(state__in=HAS_CHANNEL) | ~Q(channel=""), name="message_sent_has_channel"
            ),
            models.CheckConstraint(
                condition=Q(state=MessageState.SENDING, claimed_at__isnull=False)
                | (~Q(state=MessageState.SENDING) & Q(claimed_at=None)),
                name="message_claimed_while_sending",
            ),
        ]


class MessageEvent(models.Model):
    """One step of a message, with the reason in words where there is one. `by` is empty when Hearth itself did it."""

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="events")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, db_index=False)
    state = models.CharField(max_length=11, choices=MessageState.choices)
    words = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, db_index=False)

    objects = EventQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(state__in=SAYS_WHY) | ~Q(words=""), name="messageevent_says_why_not"),
        ]


class MessageChoice(models.Model):
    """Somebody said stop, or start again: the person, or whoever is written to at an address. The newest word counts.

    `channel` is one channel or all of them. `recorded_by` is empty where they said it themselves, by the link.
    """

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True)
    address = models.CharField(max_length=254, blank=True)
    channel = models.CharField(max_length=6, choices=[*Channel.choices, (ANY_CHANNEL, "Every way")])
    choice = models.CharField(max_length=7, choices=ChoiceKind.choices)
    said_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, db_index=False)

    objects = ChoiceQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["address"], condition=~Q(address=""), name="messagechoice_address")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, address="") | (Q(person=None) & ~Q(address="")),
                name="messagechoice_of_one",
            ),
        ]


from hearth.messaging.thread_models import (  # noqa: E402  they stand beside these
    Thread,
    ThreadGuest,
    ThreadMessage,
    ThreadReading,
    ThreadTranslation,
    Watch,
)

__all__ = [
    "Message",
    "MessageChoice",
    "MessageEvent",
    "Thread",
    "ThreadGuest",
    "ThreadMessage",
    "ThreadReading",
    "ThreadTranslation",
    "Watch",
]
