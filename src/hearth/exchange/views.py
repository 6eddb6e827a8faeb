"""The API: a referral comes in, and whoever sent it asks how it goes on."""

import hashlib
import json
from uuid import UUID

from django.http import HttpResponse, JsonResponse

from hearth.core import once
from hearth.core.clocks import day_of
from hearth.core.errors import NotPossible
from hearth.core.scope import acting_as
from hearth.exchange import machine_queries as queries
from hearth.exchange.actions.sending import NobodyHere, send_referral
from hearth.exchange.api import answers, document
from hearth.exchange.api.problems import refused
from hearth.exchange.api.told import told_from
from hearth.exchange.codes import Door, Fault
from hearth.exchange.gate import Call, Json, machine_door, object_of
from hearth.exchange.machine_rules import Refusal
from hearth.front_door.rules import Told

NO_KEY_TO_REPEAT = "Send a UUID as “Idempotency-Key”: with it, sending the same twice is one referral."
OTHER_BODY = "Another call had this Idempotency-Key. Use a new one for another referral."
PUT_RIGHT = "Nothing was kept. Put these right and send it again."
NOT_YOURS = "There is no referral of this id that your key has sent."
NO_ADDRESS = "There is nothing at this address. /api/v1/openapi.json says what there is."


@machine_door(Door.API, refused, "POST")
def referrals(call: Call) -> HttpResponse:
    """Receive somebody. The same call again gets the same answer and is one referral."""
    sent = object_of(call, "application/json")
    key = _key_of(call)
    wrong = document.wrong_in(sent, schema="Referral")
    if wrong:
        raise Refusal(Fault.INVALID, PUT_RIGHT, wrong)
    told = told_from(sent, call.caller, today=day_of(call.at))
    with acting_as(call.caller.actor, at=call.at):
        response = _once(call, key, sent) or _receive(call, key, told)
    response["Cache-Control"] = "no-store"
    return response


@machine_door(Door.API, refused, "GET")
def referral(call: Call, referral_id: UUID) -> HttpResponse:
    """How it goes on, as far as the person agreed; 404 for anybody else's."""
    with acting_as(call.caller.actor, at=call.at):
        found = queries.state(referral_id, organisation_id=call.caller.organisation_id)
    if found is None:
        raise Refusal(Fault.NOT_FOUND, NOT_YOURS)
    return JsonResponse(answers.state(referral_id, found), headers={"Cache-Control": "no-store"})


@machine_door(Door.API, refused, "GET", keyed=False)
def openapi(_call: Call) -> HttpResponse:
    """What the API takes and answers, for machines and for those who write them."""
    return HttpResponse(document.text(), content_type="application/json")


@machine_door(Door.API, refused, "GET", "POST", keyed=False)
def nothing(_call: Call, rest: str) -> HttpResponse:
    """Every other address under /api says so in the form machines read."""
    del rest
    raise Refusal(Fault.NOT_FOUND, NO_ADDRESS)


def _key_of(call: Call) -> UUID:
    try:
        return UUID(call.header("Idempotency-Key"))
    except ValueError:
        raise Refusal(Fault.HEADER, NO_KEY_TO_REPEAT) from None


def _once(call: Call, key: UUID, sent: Json) -> HttpResponse | None:
    said = hashlib.sha256(json.dumps(sent, sort_keys=True).encode()).hexdigest()
    try:
        return once.claim(key, actor=call.caller.actor, path=f"{call.request.path}#{said}", at=call.at)
    except once.WrongKey:
        raise Refusal(Fault.OTHER_BODY, OTHER_BODY) from None


def _receive(call: Call, key: UUID, told: Told) -> HttpResponse:
    actor, caller = call.caller.actor, call.caller
    try:
        received, way_back = send_referral(actor, told=told, key_id=caller.key_id, door=Door.API, at=call.at)
    except NobodyHere as problem:
        raise Refusal(Fault.NOBODY_HERE, str(problem)) from problem
    except NotPossible as problem:
        raise Refusal(Fault.INVALID, str(problem)) from problem
    response = JsonResponse(answers.received(received, way_back), status=201)
    once.settle(key, response)
    return response
