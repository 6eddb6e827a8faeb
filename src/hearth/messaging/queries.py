"""Reading messages, and the facts that decide about one."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from procrastinate.contrib.django.models import ProcrastinateJob

from hearth.core import doors
from hearth.core.actor import Actor
from hearth.core.clocks import day_of
from hearth.messaging import post, rules
from hearth.messaging.codes import ANY_CHANNEL, STILL_TO_GO, AddresseeKind, Channel, ChoiceKind, MessageState
from hearth.messaging.decision import Facts, Way
from hearth.messaging.models import Message, MessageChoice, MessageEvent
from hearth.organisations.models import Membership
from hearth.people.codes import ContactKind, NameUse, PersonStatus
from hearth.people.models import Contact, Person, PersonName

SENDING_JOB = "messaging.jobs.send_message"
CHANNEL_OF = {
    ContactKind.PHONE: Channel.TEXT,
    ContactKind.EMAIL: Channel.EMAIL,
    ContactKind.ADDRESS: Channel.LETTER,
}
# Longer than any attempt to send takes; after that whoever was sending is taken for dead.
ABANDONED_AFTER = timedelta(minutes=5)
# GOV.UK Notify forgets after seven days. Source: its documentation, "Get message status".
ASKED_FOR = timedelta(days=7)


def messages_about(actor: Actor, *, person_id: UUID, limit: int = 100) -> QuerySet[Message]:
    """What was or will be sent about this person, the newest first, with every step of each."""
    found = Message.objects.visible_to(actor).filter(person_id=person_id).select_related("membership__worker")
    return found.prefetch_related(_steps(actor)).order_by("-queued_at", "-id")[:limit]


def told_about(actor: Actor, *, person_id: UUID) -> list[Message]:
    """The same for a worker to read: a secret in a link is for whoever got the message, and for nobody else."""
    told = list(messages_about(actor, person_id=person_id))
    for message in told:
        message.open_body = rules.without_secrets(message.body)  # type: ignore[attr-defined]  # shown in its place
    return told


def everything(actor: Actor) -> QuerySet[Message]:
    """Whatever was or will be sent, the newest first, with every step of each."""
    found = Message.objects.visible_to(actor).select_related("person", "membership__worker")
    return found.prefetch_related(_steps(actor)).order_by("-queued_at", "-id")


def messages_by_subject(actor: Actor, *, subject: tuple[str, UUID]) -> QuerySet[Message]:
    """What was or will be sent because of one thing, the oldest first."""
    found = Message.objects.visible_to(actor).filter(subject_type=subject[0], subject_id=subject[1])
    return found.prefetch_related(_steps(actor)).order_by("queued_at", "id")


def letters(actor: Actor) -> QuerySet[Message]:
    """Letters that wait to be printed or posted, the oldest first, with whom they are for."""
    waiting = Message.objects.visible_to(actor).filter(
        channel=Channel.LETTER, state__in=[MessageState.TO_PRINT, MessageState.PRINTED]
    )
    return waiting.select_related("person").order_by("queued_at", "id")


def to_be_told(actor: Actor) -> QuerySet[Message]:
    """What somebody needs to tell a person, because nothing could be sent, the oldest first."""
    waiting = Message.objects.visible_to(actor).filter(state=MessageState.TO_TELL)
    return waiting.select_related("person").order_by("queued_at", "id")


def due_message(actor: Actor, *, message_id: UUID, at: datetime) -> Message | None:
    """The message, locked, if it is to go now and nobody else is at it; None otherwise."""
    due = Message.objects.visible_to(actor).filter(_is_due(at), pk=message_id)
    return due.select_for_update(skip_locked=True, of=("self",)).first()


def due_messages(actor: Actor, *, at: datetime, limit: int = 500) -> list[UUID]:
    """What is to go now, the oldest first."""
    due = Message.objects.visible_to(actor).filter(_is_due(at)).order_by("not_before_at")
    return list(due.values_list("pk", flat=True)[:limit])


def already_asked_for(messages: list[UUID]) -> set[UUID]:
    """Which of these have a job that waits already."""
    jobs = ProcrastinateJob.objects.filter(task_name=SENDING_JOB, status="todo")
    asked = jobs.values_list("args__message_id", flat=True)
    return set(messages) & {UUID(message_id) for message_id in asked}


def under_way(actor: Actor, *, at: datetime, limit: int = 200) -> QuerySet[Message]:
    """What was given to a service that can say what became of it, the oldest first."""
    given = Message.objects.visible_to(actor).filter(state=MessageState.SENT, queued_at__gt=at - ASKED_FOR)
    return given.exclude(provider_id="").order_by("queued_at")[:limit]


def facts_of(actor: Actor, *, message: Message, at: datetime) -> Facts:
    """Everything that decides whether and how this message goes, as it is now."""
    works_here, address = _at_work(message)
    return Facts(
        at=at,
        good_until_at=message.good_until_at,
        to=message.to_kind,  # type: ignore[arg-type]  # the column holds nothing else
        died=_has_died(actor, message.person_id),
        ways=_ways(actor, message, at),
        stopped=stopped(actor, person_id=message.person_id, address=message.address),
        works_here=works_here,
        address=address,
        can=post.channels(),
        quiet=post.quiet_hours(),
    )


def stopped(actor: Actor, *, person_id: UUID | None, address: str = "") -> frozenset[str]:
    """The channels on which the person, or whoever has this address, does not want to be written to now."""
    whose = Q(address__iexact=address) if address else Q(person_id=person_id, person__isnull=False)
    stop_or_start = Q(choice__in=[ChoiceKind.STOP, ChoiceKind.START])
    said = MessageChoice.objects.visible_to(actor).filter(whose, stop_or_start).order_by("said_at", "id")
    newest: dict[str, str] = {}
    for channel, choice in said.values_list("channel", "choice"):
        newest |= dict.fromkeys(Channel.values if channel == ANY_CHANNEL else [channel], choice)
    return frozenset(channel for channel, choice in newest.items() if choice == ChoiceKind.STOP)


def may_be_plain(person_id: UUID | None) -> bool:
    """Whether this person has said that messages may say who we are. Anyone who writes to them may ask."""
    return bool(doors.answer("SELECT messaging_may_be_plain(%s)", person_id))


def name_on_the_envelope(actor: Actor, *, message: Message) -> str:
    """The name they use, as far as it is known; else what they are called."""
    person = Person.objects.visible_to(actor).get(message=message)
    names = PersonName.objects.visible_to(actor).filter(person=person, restricted=False, until_on=None)
    chosen = names.filter(use__in=[NameUse.USUAL, NameUse.OFFICIAL]).order_by("-use", "id").first()
    whole = f"{chosen.given} {chosen.family}".strip() if chosen else ""
    return whole or person.known_as


def address_of(message_id: UUID) -> str:
    """The address a message to a referrer or partner is for, asked by its own stop link; empty for any other."""
    return doors.answer("SELECT messaging_address_of(%s)", message_id) or ""


def _is_due(at: datetime) -> Q:
    to_go = Q(state__in=STILL_TO_GO, not_before_at__lte=at)
    return to_go | Q(state=MessageState.SENDING, claimed_at__lte=at - ABANDONED_AFTER)


def _has_died(actor: Actor, person_id: UUID | None) -> bool:
    if person_id is None:
        return False
    died = Q(status=PersonStatus.DIED) | Q(died_on__isnull=False)
    return Person.objects.visible_to(actor).filter(died, pk=person_id).exists()


def _ways(actor: Actor, message: Message, at: datetime) -> tuple[Way, ...]:
    if message.to_kind != AddresseeKind.PERSON:
        return ()
    today = day_of(at)
    live = Q(until_on=None) | Q(until_on__gt=today)
    found = Contact.objects.visible_to(actor).filter(live, person=message.person, kind__in=list(CHANNEL_OF))
    return tuple(_way(contact) for contact in found.order_by("id") if _can_be_written_to(contact))


def _way(contact: Contact) -> Way:
    return Way(
        channel=CHANNEL_OF[ContactKind(contact.kind)],
        route=contact.value,
        safe=contact.safe_to_use,
        shared=bool(contact.shared_with),
        leaves=contact.safe_to_leave_message,
    )


def _can_be_written_to(contact: Contact) -> bool:
    """A text goes to a mobile phone only."""
    return contact.kind != ContactKind.PHONE or post.is_mobile(contact.value)


def _at_work(message: Message) -> tuple[bool, str]:
    """Whether somebody still works here, and the address that they, or whoever is written to, have."""
    if message.membership_id is None:
        return False, message.address
    place = Membership.objects.select_related("worker__account").get(pk=message.membership_id)
    account = place.worker.account
    here = place.is_active and (account is None or account.is_active)
    return here, (account.email if account else "") or ""


def _steps(actor: Actor) -> "Prefetch[str]":
    steps = MessageEvent.objects.visible_to(actor).select_related("by__worker").order_by("at", "id")
    return Prefetch("events", queryset=steps, to_attr="steps")
