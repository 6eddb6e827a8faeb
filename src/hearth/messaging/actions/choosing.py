"""Saying stop, and saying start again."""

from datetime import datetime
from uuid import UUID

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.ids import new_id
from hearth.messaging import permissions, rules
from hearth.messaging.codes import ANY_CHANNEL, ChoiceKind
from hearth.messaging.models import MessageChoice
from hearth.people.models import Person
from hearth.record import actions as record
from hearth.record.codes import EntryKind, Source


@action
def choose_messages(
    actor: Actor, /, *, person: Person, channel: str, choice: ChoiceKind, at: datetime
) -> MessageChoice:
    """Keep what the person said about being written to. It counts from this second, for what waits already too.

    Raises NotPermitted, or NotPossible for a channel there is not.
    """
    permissions.check_choose(actor, person_id=person.pk)
    rules.check_choice(choice, channel)
    chosen = _keep(actor, channel=channel, choice=choice, at=at, person=person)
    record.write_entry(
        actor,
        person=person,
        kind=EntryKind.MESSAGE,
        title=rules.CHOICE_WORDS[choice, channel],
        body="",
        source=Source.TOLD_BY_PERSON,
        occurred_at=at,
        at=at,
        subject=("MessageChoice", chosen.pk),
    )
    return chosen


@action
def stop_address(actor: Actor, /, *, message_id: UUID, address: str, at: datetime) -> MessageChoice:
    """Whoever got this e-mail at this address wants no more of them."""
    permissions.check_choose(actor, person_id=None)
    return _keep(actor, channel=ANY_CHANNEL, choice=ChoiceKind.STOP, at=at, address=address)


def _keep(
    actor: Actor, *, channel: str, choice: ChoiceKind, at: datetime, person: Person | None = None, address: str = ""
) -> MessageChoice:
    chosen = MessageChoice(
        id=new_id(),
        person=person,
        address=address,
        channel=channel,
        choice=choice,
        said_at=at,
        recorded_by_id=actor.membership_id,
    )
    chosen.save(force_insert=True)
    audit.record(actor, f"messaging.{choice}", subject=chosen, at=at, detail={"channel": channel})
    return chosen
