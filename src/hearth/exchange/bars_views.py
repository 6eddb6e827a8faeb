"""BaRS: a referral comes in as a message; what we can do, and which message we take."""

from django.http import HttpResponse, JsonResponse
from django.urls import reverse

from hearth.core.clocks import day_of
from hearth.core.errors import NotPossible
from hearth.core.scope import acting_as
from hearth.exchange import machine_queries as queries
from hearth.exchange.actions.sending import NobodyHere, SentBefore, follow_up, send_referral
from hearth.exchange.bars import answers, words
from hearth.exchange.bars.message import Message, check_headers, message_from
from hearth.exchange.bars.outcomes import answered, refused
from hearth.exchange.bars.told import said_of, told_from
from hearth.exchange.codes import Door, Fault
from hearth.exchange.gate import Call, Json, machine_door, object_of
from hearth.exchange.imported import Refused
from hearth.exchange.machine_rules import Refusal
from hearth.front_door.codes import WordKind
from hearth.front_door.queries import receipt
from hearth.front_door.rules import Told
from hearth.messaging.links import absolute

# No person writes it and no database keeps it.
NULL = "\\u0000"
UNKNOWN = "Your key has sent us no referral of this id. What you wrote is kept, and somebody here looks at it."
TWICE = "The message has been identified as having already been processed."


@machine_door(Door.BARS, refused, "POST")
def process_message(call: Call) -> HttpResponse:
    """Receive the referral in a message, once."""
    check_headers(call)
    sent = object_of(call, words.FHIR_JSON, "application/json")
    if NULL in call.body:
        raise Refusal(Fault.VALUE, "There is a mark in this that we cannot keep.")
    message = message_from(sent)
    if message.kind is not None:
        return answered(call, _fhir(_follow_up(call, message, message.kind)))
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
        return told_from(message, call.caller, today=day_of(call.at))
    except Refused as problem:
        raise Refusal(Fault.INVALID, str(problem)) from None


def _receive(call: Call, message: Message, told: Told) -> Json:
    actor, names = call.caller.actor, {"bundle_id": message.bundle_id, "header_id": message.header_id}
    names["request_id"] = message.request_id
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


def _follow_up(call: Call, message: Message, kind: WordKind) -> Json:
    """What is said of a referral their machine sent before. Nothing is found out about anybody else's."""
    actor, key = call.caller.actor, call.caller.key_id
    words_ = said_of(message, call.caller, today=day_of(call.at))
    with acting_as(actor, at=call.at):
        found = queries.meant(message.request_id, organisation_id=call.caller.organisation_id)
        now = queries.state(found.referral_id, organisation_id=call.caller.organisation_id) if found else None
        if found is None or now is None:
            raise Refusal(Fault.NO_REFERRAL, UNKNOWN)
        names = {"bundle_id": message.bundle_id, "header_id": message.header_id}
        try:
            follow_up(actor, of=found, kind=kind, words=words_, key_id=key, at=call.at, **names)
        except SentBefore:
            raise Refusal(Fault.DUPLICATE, TWICE) from None
        return answers.heard(message, found.referral_id, now, at=call.at)


def _fhir(said: Json) -> HttpResponse:
    return JsonResponse(said, content_type=words.FHIR_JSON)
