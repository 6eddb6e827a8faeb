"""A machine sends a referral; and what is written down when it could not."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError

from hearth.core import audit, doors
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.errors import NotPossible
from hearth.core.ids import new_id
from hearth.core.inserting import insert_all
from hearth.exchange import machine_rules as rules
from hearth.exchange import permissions
from hearth.exchange.codes import Door
from hearth.exchange.machine_queries import Meant
from hearth.exchange.machine_rules import Failure
from hearth.exchange.models import FailedCall, FollowUp, KeptMessage, SeenTo, SentReferral
from hearth.front_door import actions as front_door
from hearth.front_door.codes import WordKind
from hearth.front_door.models import Referral
from hearth.front_door.queries import hub_for
from hearth.front_door.rules import Told
from hearth.front_door.secrets import WayBack

TAKEN_ONCE = (
    "sentreferral_bundle_once",
    "sentreferral_header_once",
    "followup_bundle_once",
    "followup_header_once",
)


class NobodyHere(NotPossible):
    """No hub is open that could receive anybody."""


class SentBefore(Exception):
    """This very message was taken before. Whoever called undoes all that was done for it."""


@action
def send_referral(
    actor: Actor,
    /,
    *,
    told: Told,
    key_id: UUID,
    door: Door,
    at: datetime,
    bundle_id: str = "",
    header_id: str = "",
    request_id: str = "",
) -> tuple[Referral, WayBack]:
    """Receive what a machine was told, and keep whose machine it was. A message of the same name is taken once.

    The trail is the one that receiving leaves, with the organisation; by which key is in the row itself.

    Raises NotPermitted, NobodyHere, SentBefore, or NotPossible if an answer is missing.
    """
    organisation_id = permissions.check_send_referral(actor)
    hub = hub_for(actor, at)
    if hub is None:
        raise NobodyHere("No hub is open in this city yet.")
    referral, way_back = front_door.receive_referral(actor, told=told, hub=hub, at=at)
    sent = SentReferral(
        referral=referral,
        organisation_id=organisation_id,
        key_id=key_id,
        door=door,
        bundle_id=bundle_id,
        header_id=header_id,
        request_id=request_id,
        sent_at=at,
    )
    _keep_once(sent)
    return referral, way_back


@action
def follow_up(
    actor: Actor,
    /,
    *,
    of: Meant,
    kind: WordKind,
    words: str,
    key_id: UUID,
    bundle_id: str,
    header_id: str,
    at: datetime,
) -> None:
    """A machine adds to a referral it sent, or takes it back. Whoever holds the person hears it; nothing closes.

    Raises NotPermitted, SentBefore, or NotPossible for words that say nothing.
    """
    organisation_id = permissions.check_send_referral(actor)
    front_door.say_more_by_system(actor, back=of.back, kind=kind, words=words, at=at)
    sent = FollowUp(
        referral_id=of.referral_id,
        organisation_id=organisation_id,
        key_id=key_id,
        kind=kind,
        bundle_id=bundle_id,
        header_id=header_id,
        sent_at=at,
    )
    _keep_once(sent)


def _keep_once(sent: SentReferral | FollowUp) -> None:
    try:
        sent.save(force_insert=True)
    except IntegrityError as problem:
        if any(name in str(problem) for name in TAKEN_ONCE):
            raise SentBefore("We have this message already.") from None
        raise


@action
def note_failure(actor: Actor, /, *, failure: Failure, at: datetime) -> FailedCall:
    """Write down that a machine could not send something, and keep what it sent if we know whose machine it is."""
    permissions.check_note_failure(actor)
    call = FailedCall(
        id=new_id(),
        door=failure.door,
        fault=failure.fault,
        request_id=failure.request_id,
        key_id=failure.key_id,
        address=None if failure.key_id else failure.address,
        failed_at=at,
    )
    kept = [KeptMessage(call=call, body=failure.body)] if failure.body and failure.key_id else []
    insert_all([call], kept)
    audit.record(actor, "exchange.call_failed", subject=call, at=at, detail={"fault": failure.fault})
    return call


@action
def see_to(actor: Actor, /, *, call: FailedCall, words: str, at: datetime) -> SeenTo:
    """Somebody by name has done something about a failed call. What was kept of it goes: it has been dealt with.

    Raises NotPermitted, or NotPossible if it does not say what, or was seen to before.
    """
    membership_id = permissions.check_see_failures(actor)
    rules.check_seen_to(words, is_seen_to=SeenTo.objects.filter(call=call).exists())
    seen = SeenTo(call=call, words=words.strip(), by_id=membership_id, at=at)
    seen.save(force_insert=True)
    doors.answer("SELECT exchange_forget(%s)", call.pk)
    audit.record(actor, "exchange.failure_seen_to", subject=call, at=at)
    return seen


@action
def read_kept_message(actor: Actor, /, *, call: FailedCall, at: datetime) -> str:
    """The words of a message we did not understand, for whoever leads at a hub; empty if nothing is kept.

    That it was read is on the record. Raises NotPermitted.
    """
    permissions.check_read_kept_message(actor)
    body = doors.answer("SELECT exchange_kept(%s)", call.pk)
    audit.record(actor, "exchange.kept_message_read", subject=call, at=at)
    return body or ""
