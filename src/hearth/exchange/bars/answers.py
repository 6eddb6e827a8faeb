"""What whoever sends a message hears: a message back, and what this service says of itself."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings

from hearth import __version__
from hearth.core.ids import new_id
from hearth.exchange.bars import words
from hearth.exchange.bars.message import Message
from hearth.exchange.fhir.values import Json, dig, one
from hearth.exchange.machine_queries import State
from hearth.front_door.models import Referral
from hearth.front_door.queries import Receipt
from hearth.messaging.links import absolute

HEADER_PROFILE = "https://fhir.hl7.org.uk/StructureDefinition/UKCore-MessageHeader"
ORGANISATION_PROFILE = "https://fhir.hl7.org.uk/StructureDefinition/UKCore-Organization"
REQUEST_PROFILE = "https://fhir.hl7.org.uk/StructureDefinition/UKCore-ServiceRequest"
# What a referral may bring along, and whose profile it has. Only the first four must come.
TAKEN = (
    ("Bundle", words.BUNDLE_PROFILE, 1),
    ("MessageHeader", "https://fhir.nhs.uk/StructureDefinition/BARSMessageHeader-servicerequest-request", 1),
    ("ServiceRequest", "https://fhir.nhs.uk/StructureDefinition/BARSServiceRequest-request-casetransfer", 1),
    ("Patient", "https://fhir.hl7.org.uk/StructureDefinition/UKCore-Patient", 1),
    ("Organization", ORGANISATION_PROFILE, 0),
    ("Practitioner", "https://fhir.hl7.org.uk/StructureDefinition/UKCore-Practitioner", 0),
    ("PractitionerRole", "https://fhir.hl7.org.uk/StructureDefinition/UKCore-PractitionerRole", 0),
    ("Encounter", "https://fhir.hl7.org.uk/StructureDefinition/UKCore-Encounter", 0),
    ("Condition", "https://fhir.hl7.org.uk/StructureDefinition/UKCore-Condition", 0),
    ("CarePlan", "http://hl7.org/fhir/StructureDefinition/CarePlan", 0),
    ("Flag", "http://hl7.org/fhir/StructureDefinition/Flag", 0),
)


def received(message: Message, referral: Referral, receipt: Receipt, *, status_url: str, at: datetime) -> Json:
    """The message that answers: ok, our name for the referral, and who holds the person."""
    note = f"{receipt.holder} at {receipt.hub}, {receipt.phone}, holds this. How it goes on: {status_url}"
    return _answer(message, referral.pk, receipt.hub, note, at)


def heard(message: Message, referral_id: UUID, now: State, *, at: datetime) -> Json:
    """The message that answers what is said of a referral we have. Taken back or not, it stays in somebody's hands."""
    note = f"{now.holder} at {now.hub}, {now.phone}, holds this, has been told, and decides how it goes on."
    return _answer(message, referral_id, now.hub, note, at)


def _answer(message: Message, key: UUID, hub: str, note: str, at: datetime) -> Json:
    stamp, sender = at.isoformat(), one(message.header, "source")
    ours, theirs, asked = (f"urn:uuid:{one_key}" for one_key in (new_id(), new_id(), key))
    header = {
        "resourceType": "MessageHeader",
        "id": str(new_id()),
        "meta": {"lastUpdated": stamp, "profile": [HEADER_PROFILE]},
        "eventCoding": {"system": words.MESSAGE_EVENTS, "code": words.RESPONSE},
        "destination": [{"receiver": {"reference": theirs}, "endpoint": str(sender.get("endpoint", ""))[:300]}],
        "sender": {"reference": ours},
        "source": {"name": hub, "software": "Hearth", "endpoint": _own_endpoint(message.header)},
        "reason": message.header.get("reason"),
        "response": {"identifier": message.answers_to, "code": "ok"},
        "focus": [{"reference": asked}],
    }
    request = {
        "resourceType": "ServiceRequest",
        "id": str(key),
        "meta": {"lastUpdated": stamp, "profile": [REQUEST_PROFILE]},
        "status": "active",
        "intent": "order",
        "subject": {"display": "As in the message this answers"},
        "performer": [{"reference": ours}],
        "authoredOn": stamp,
        "note": [{"text": note}],
    }
    found = (("", header), (asked, request), (ours, _organisation(hub)), (theirs, _organisation(_name(sender))))
    return {
        "resourceType": "Bundle",
        "id": str(new_id()),
        "meta": {"lastUpdated": stamp, "profile": ["https://fhir.hl7.org.uk/StructureDefinition/UKCore-Bundle"]},
        "type": "message",
        "timestamp": stamp,
        "entry": [{"fullUrl": url or f"urn:uuid:{header['id']}", "resource": resource} for url, resource in found],
    }


def _own_endpoint(header: Json) -> str:
    """Where they sent it, as they call us."""
    return next((url for url in dig(header, "destination.endpoint") if isinstance(url, str)), "")[:300]


def _name(source: Json) -> str:
    return str(source.get("name") or "Whoever sent this")[:120]


def _organisation(name: str) -> Json:
    return {
        "resourceType": "Organization",
        "id": str(new_id()),
        "meta": {"profile": [ORGANISATION_PROFILE]},
        "name": name,
    }


def capability() -> Json:
    """What this service can do, no more. Source: the BaRS capability statement, whose shape it has."""
    url = absolute("/")
    oauth = {"system": "http://terminology.hl7.org/CodeSystem/restful-security-service", "code": "OAuth"}
    return {
        "resourceType": "CapabilityStatement",
        "id": "hearth",
        "url": absolute("/metadata"),
        "name": "HearthReferrals",
        "status": "active",
        "version": __version__,
        "experimental": False,
        "date": "2026-11-22",
        "publisher": "Hearth",
        "kind": "instance",
        "software": {"name": "Hearth", "version": __version__},
        "implementation": {"description": "Referrals to neighbourhood mental-health hubs", "url": url},
        "fhirVersion": "4.0.1",
        "format": ["json"],
        "rest": [
            {
                "mode": "server",
                "security": {"service": [{"coding": [oauth]}], "description": "A bearer key of your organisation."},
                "resource": [{"type": "MessageDefinition", "interaction": [{"code": "search-type"}]}],
                "operation": [
                    {
                        "name": "process-message",
                        "definition": "http://hl7.org/fhir/OperationDefinition/MessageHeader-process-message",
                    }
                ],
            }
        ],
        "messaging": [
            {
                "endpoint": [{"protocol": {"code": "http"}, "address": absolute("/$process-message")}],
                "supportedMessage": [{"mode": "receiver", "definition": words.DEFINITION}],
            }
        ],
    }


def definitions(*, context: str, at: datetime) -> Json:
    """The one message we take, as a search answers it; none for the service of somebody else."""
    ours = not context or not settings.BARS_SERVICES or context.rpartition("|")[2] in settings.BARS_SERVICES
    entries: list[dict[str, Any]] = [{"resource": _definition()}] if ours else []
    return {
        "resourceType": "Bundle",
        "id": str(new_id()),
        "meta": {
            "lastUpdated": at.isoformat(),
            "profile": ["https://fhir.hl7.org.uk/StructureDefinition/UKCore-Bundle"],
        },
        "type": "searchset",
        "total": len(entries),
        "timestamp": at.isoformat(),
        "link": [{"relation": "self", "url": absolute("/MessageDefinition")}],
        "entry": entries,
    }


def _definition() -> Json:
    return {
        "resourceType": "MessageDefinition",
        "id": "referral",
        "meta": {"profile": [words.DEFINITION_PROFILE]},
        "url": words.DEFINITION,
        "name": "HearthReferral",
        "title": "Ask a neighbourhood mental-health hub to be there for somebody",
        "status": "active",
        "date": "2026-11-22",
        "eventCoding": {"system": words.MESSAGE_EVENTS, "code": words.REQUEST},
        "focus": [{"code": kind, "profile": profile, "min": least, "max": "*"} for kind, profile, least in TAKEN],
    }
