"""BaRS: a referral comes in as a message; what we can do, and which message we take."""

from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.timezone import localdate

from hearth.core.errors import NotPossible
from hearth.core.scope import acting_as
from hearth.exchange.actions.sending import NobodyHere, SentBefore, send_referral
from hearth.exchange.bars import answers, words
from hearth.exchange.bars.message import Message, check_headers, message_from
from hearth.exchange.bars.outcomes import answered, refused
from hearth.exchange.bars.told import told_from
from hearth.exchange.codes import Door, Fault
from hearth.exchange.gate import Call, Json, machine_door, object_of
from hearth.exchange.imported import Refused
from hearth.exchange.machine_rules import Refusal
from hearth.front_door.queries import receipt
from hearth.front_door.rules import Told
from hearth.messaging.links import absolute

# No person writes it and no database keeps it.
NULL = "\\u0000"
TWICE = "The message has been identified as having already been processed."


@machine_door(Door.BARS, refused, "POST")
def process_message(call: Call) -> HttpResponse:
    """Receive the referral in a message, once."""
    check_headers(call)
    sent = object_of(call, words.FHIR_JSON, "application/json")
    if NULL in call.body:
        raise Refusal(Fault.VALUE, "There is a mark in this that we cannot keep.")
    message = message_from(sent)
    told = _told(call, message)
    with acting_as(call.caller.actor, at=call.at):
        return answered(call, _fhir(_receive(call, message, told)))


@machine_door(Door.BARS, refused, "GET", keyed=False)
def metadata(call: Call) -> HttpResponse:
    """What this service can do."""
    return answered(call, _fhir(answers.capability()))


@machine_door(Door.BARS, refused, "GET", keyed=False)
def message_definitions(call: Call) -> HttpResponse:
    """The message we take."""
    context = call.request.GET.get("context", "")
    return answered(call, _fhir(answers.definitions(context=context, at=call.at)))


def _told(call: Call, message: Message) -> Told:
    try:
        return told_from(message, call.caller, today=localdate(call.at))
    except Refused as problem:
        raise Refusal(Fault.INVALID, str(problem)) from None


def _receive(call: Call, message: Message, told: Told) -> Json:
    actor, names = call.caller.actor, {"bundle_id": message.bundle_id, "header_id": message.header_id}
    try:
        found, way_back = send_referral(
            actor, told=told, key_id=call.caller.key_id, door=Door.BARS, at=call.at, **names
        )
    except SentBefore:
        raise Refusal(Fault.DUPLICATE, TWICE) from None
    except NobodyHere as problem:
        raise Refusal(Fault.NOBODY_HERE, str(problem)) from problem
    except NotPossible as problem:
        raise Refusal(Fault.INVALID, str(problem)) from problem
    shown = receipt(way_back.token)
    if shown is None:
        raise LookupError("a referral without a receipt")
    status_url = absolute(reverse("front_door:receipt", kwargs={"token": way_back.token}))
    return answers.received(message, found, shown, status_url=status_url, at=call.at)


def _fhir(said: Json) -> HttpResponse:
    return JsonResponse(said, content_type=words.FHIR_JSON)
