"""A BaRS message, taken apart: who sends, about whom, what is asked, and everything that came along.

Source: BaRS API 1.4.0-alpha, POST /$process-message; FHIR R4, Messaging using FHIR Resources.
"""

import base64
import binascii
import json
from dataclasses import dataclass, field
from uuid import UUID

from django.conf import settings

from hearth.exchange.bars import words
from hearth.exchange.codes import Fault
from hearth.exchange.fhir.values import dig, line, many, one
from hearth.exchange.gate import Call, Json
from hearth.exchange.imported import Refused
from hearth.exchange.machine_rules import Refusal
from hearth.front_door.codes import WordKind

# Source: the required headers of POST /$process-message. NHSD-Requesting-Practitioner may be left out.
REQUIRED = (
    "X-Request-Id",
    "X-Correlation-Id",
    "NHSD-Target-Identifier",
    "NHSD-End-User-Organisation",
    "NHSD-Requesting-Software",
)
TRACED = ("X-Request-Id", "X-Correlation-Id")
READABLE = ("*/*", "application/*", "application/json", words.FHIR_JSON)
LONGEST_ID = 64  # FHIR R4, id


@dataclass(frozen=True, slots=True)
class Message:
    """A referral as it was sent. `resources` are all others, each by the name it is pointed to.

    `kind` is new, or what it does to a referral that was sent before: added to, or taken back.
    `header_id` is empty where the header has none of its own; `answers_to` is what an answer refers to then.
    """

    bundle_id: str
    header_id: str
    answers_to: str
    header: Json
    request: Json
    patient: Json
    request_id: str = ""
    kind: WordKind | None = None
    resources: dict[str, Json] = field(default_factory=dict)

    def at(self, pointed: str) -> Json:
        """The resource something points to; empty if it did not come along."""
        return self.resources.get(pointed, {})


def check_headers(call: Call) -> None:
    """Raises Refusal if the answer cannot be read by the sender, or a header is missing, wrong, or for another."""
    accepted = [part.partition(";")[0].strip().lower() for part in call.header("Accept").split(",")]
    if call.header("Accept") and not set(accepted) & set(READABLE):
        raise Refusal(Fault.NOT_ACCEPTABLE, f"We answer in {words.FHIR_JSON} only.")
    missing = [name for name in REQUIRED if not call.header(name)]
    if missing:
        raise Refusal(Fault.HEADER, f"The header {missing[0]} was not included in the request.")
    for name in TRACED:
        if not _is_uuid(call.header(name)):
            raise Refusal(Fault.VALUE, f"The header {name} must be a UUID.")
    target = _target(call.header("NHSD-Target-Identifier"))
    if settings.BARS_SERVICES and target not in settings.BARS_SERVICES:
        raise Refusal(Fault.WRONG_TARGET, "No service here has the identifier this is meant for.")


def _is_uuid(written: str) -> bool:
    try:
        UUID(written)
    except ValueError:
        return False
    return True


def _target(written: str) -> str:
    try:
        found = json.loads(base64.b64decode(written, validate=True))
        return str(found["value"])
    except (binascii.Error, ValueError, KeyError, TypeError):
        raise Refusal(Fault.VALUE, "NHSD-Target-Identifier must be base64 of JSON with a system and a value.") from None


def message_from(bundle: Json) -> Message:
    """The message in a Bundle. Raises Refusal if it is none, or asks for what we do not do."""
    try:
        return _message(bundle)
    except Refused as problem:
        raise Refusal(Fault.INVALID, str(problem)) from None


def _message(bundle: Json) -> Message:
    if bundle.get("resourceType") != "Bundle" or bundle.get("type") != "message":
        raise Refused("Send one FHIR R4 Bundle of type “message”.")
    entries = [(line(entry, "fullUrl"), one(entry, "resource")) for entry in many(bundle, "entry")]
    if not entries or entries[0][1].get("resourceType") != "MessageHeader":
        raise Refused("The first entry of a message must be its MessageHeader.")
    header = entries[0][1]
    reason = _reason(header)
    resources = {name: resource for url, resource in entries[1:] for name in _names(url, resource)}
    request = _pointed(header, "focus", "ServiceRequest", resources)
    kind = _kind(reason, request)
    # What is said of a referral we have may come without the person.
    patient = {} if kind and not _has(resources, "Patient") else _pointed(request, "subject", "Patient", resources)
    bundle_id, header_id = _id(bundle, "The Bundle"), _id(header, "")
    # Where the header stands is no name of the message: some senders put every header in the same place.
    answers_to = header_id or entries[0][0].removeprefix("urn:uuid:")[:LONGEST_ID] or bundle_id
    return Message(bundle_id, header_id, answers_to, header, request, patient, _id(request, ""), kind, resources)


def _reason(header: Json) -> str:
    event, reason = line(one(header, "eventCoding"), "code"), dig(header, "reason.coding.code")
    if event != words.REQUEST:
        raise Refusal(Fault.NOT_SUPPORTED, f"We take {words.REQUEST} only, so far.")
    known = next((one for one in (words.NEW, words.UPDATE, words.DELETE) if one in reason), "")
    if not known:
        raise Refusal(Fault.NOT_SUPPORTED, f"We take messages for the reasons “{words.NEW}” and “{words.UPDATE}” only.")
    return known


def _kind(reason: str, request: Json) -> WordKind | None:
    if reason == words.NEW:
        return None
    taken_back = reason == words.DELETE or request.get("status") in words.TAKEN_BACK
    return WordKind.WITHDRAW if taken_back else WordKind.ADDITION


def _has(resources: dict[str, Json], kind: str) -> bool:
    return any(resource.get("resourceType") == kind for resource in resources.values())


def _names(url: str, resource: Json) -> list[str]:
    kind, key = resource.get("resourceType"), resource.get("id")
    return [name for name in (url, f"{kind}/{key}" if key else "", f"urn:uuid:{key}" if key else "") if name]


def _pointed(of: Json, where: str, kind: str, resources: dict[str, Json]) -> Json:
    """What `where` points to; else the only one of its kind."""
    pointed = [written for written in dig(of, f"{where}.reference") if isinstance(written, str)]
    found = [resources[name] for name in pointed if resources.get(name, {}).get("resourceType") == kind]
    same = {id(resource): resource for resource in resources.values() if resource.get("resourceType") == kind}
    found = found or (list(same.values()) if len(same) == 1 else [])
    if not found:
        raise Refused(f"The message does not say which {kind} it is about.")
    return found[0]


def _id(of: Json, what: str) -> str:
    written = line(of, "id", LONGEST_ID + 1)
    if (what and not written) or len(written) > LONGEST_ID:
        raise Refused(f"{what or 'What is in it'} needs an id of at most {LONGEST_ID} characters.")
    return written
