"""Text, e-mail and letter by GOV.UK Notify.

It knows our messages by their reference, so that one which may have left before is looked up and never sent twice.
"""

from collections.abc import Callable
from io import BytesIO
from typing import Any

from django.conf import settings
from notifications_python_client.errors import APIError
from notifications_python_client.notifications import NotificationsAPIClient

from hearth.messaging.carriers.parcels import Outcome, Parcel, refused, sent, try_again
from hearth.messaging.codes import Channel, MessageState

SECONDS = 20
NO_ANSWER = "GOV.UK Notify did not answer."
NOT_NOW = "GOV.UK Notify does not take it now."
NEVER = "GOV.UK Notify cannot send to this address or number."
# Source: GOV.UK Notify documentation, "Email, text message, letter and precompiled letter status descriptions".
BECAME = {
    "delivered": (MessageState.DELIVERED, ""),
    "received": (MessageState.POSTED, "Printed and posted by GOV.UK Notify."),
    "permanent-failure": (MessageState.UNDELIVERED, "There is no such address or number."),
    "temporary-failure": (MessageState.UNDELIVERED, "The mailbox is full or the phone was off for too long."),
    "technical-failure": (MessageState.UNDELIVERED, "GOV.UK Notify had a fault of its own."),
    "validation-failed": (MessageState.UNDELIVERED, "GOV.UK Notify could not print it."),
    "virus-scan-failed": (MessageState.UNDELIVERED, "GOV.UK Notify could not print it."),
    "cancelled": (MessageState.UNDELIVERED, "It was cancelled at GOV.UK Notify."),
    "returned-letter": (MessageState.UNDELIVERED, "The letter came back."),
}


def send(parcel: Parcel) -> Outcome:
    """Hand one message to GOV.UK Notify, unless it has it already."""
    client = _client()
    try:
        known = _known(client, parcel) if parcel.tried_before else ""
        return sent(known or WAYS[Channel(parcel.channel)](client, parcel)["id"])
    except APIError as problem:
        return _outcome(problem)


def became(provider_id: str) -> Outcome | None:
    """What became of a message it took; None while that is not known, or if it cannot be asked now."""
    try:
        told = _client().get_notification_by_id(provider_id)
    except APIError:
        return None
    found = BECAME.get(str(told.get("status")))
    return Outcome(*found) if found else None


def _client() -> NotificationsAPIClient:
    return NotificationsAPIClient(settings.NOTIFY_KEY, base_url=settings.NOTIFY_URL, timeout=SECONDS)


def _known(client: NotificationsAPIClient, parcel: Parcel) -> str:
    taken = client.get_all_notifications(reference=str(parcel.message_id))["notifications"]
    return str(taken[0]["id"]) if taken else ""


def _text(client: NotificationsAPIClient, parcel: Parcel) -> Any:
    return client.send_sms_notification(
        parcel.route, settings.NOTIFY_TEXT_TEMPLATE, {"body": parcel.body}, reference=str(parcel.message_id)
    )


def _email(client: NotificationsAPIClient, parcel: Parcel) -> Any:
    words = {"subject": parcel.subject, "body": parcel.body}
    return client.send_email_notification(
        parcel.route, settings.NOTIFY_EMAIL_TEMPLATE, words, reference=str(parcel.message_id)
    )


def _letter(client: NotificationsAPIClient, parcel: Parcel) -> Any:
    return client.send_precompiled_letter_notification(str(parcel.message_id), BytesIO(parcel.letter))


WAYS: dict[Channel, Callable[[NotificationsAPIClient, Parcel], Any]] = {
    Channel.TEXT: _text,
    Channel.EMAIL: _email,
    Channel.LETTER: _letter,
}


def _outcome(problem: APIError) -> Outcome:
    """Only a recipient it can never reach is for good: keys, limits and faults are put right and it goes later.

    Source: GOV.UK Notify documentation, "General errors": use the status code or the error type, never the message.
    """
    told = problem.message if isinstance(problem.message, list) else []
    kinds = {one.get("error") for one in told}
    if problem.status_code == 400 and "ValidationError" in kinds:
        return refused(NEVER)
    return try_again(NO_ANSWER if problem.status_code >= 500 else NOT_NOW)
