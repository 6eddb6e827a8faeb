"""A referral as an emergency department sends it. Everybody is invented."""

import base64
import json
from copy import deepcopy
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.test import Client

from hearth.exchange.tests.files import NHS_NUMBER, ROSE

SAMPLES = Path(__file__).parent.parent / "data" / "bars"
EVENTS = "https://fhir.nhs.uk/CodeSystem/message-events-bars"
REASONS = "https://fhir.nhs.uk/CodeSystem/message-reason-bars"
VERIFIED = "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus"
TARGET = base64.b64encode(json.dumps({"system": "urn:dos", "value": "2000099999"}).encode()).decode()


def sample(name: str) -> Any:
    """One of the published samples, with invented people's numbers."""
    return json.loads((SAMPLES / name).read_text())


def referral(**changes: Any) -> dict[str, Any]:
    """The message, with fields of its resources changed by type: Patient={"birthDate": "2999-01-01"}."""
    resources = deepcopy(RESOURCES)
    entries = [{"fullUrl": f"urn:uuid:{name}", "resource": resource} for name, resource in resources.items()]
    for entry in entries:
        entry["resource"].update(changes.get(entry["resource"]["resourceType"], {}))
    return {"resourceType": "Bundle", "id": str(uuid4()), "type": "message", "entry": entries, **changes.get("of", {})}


RESOURCES: dict[str, dict[str, Any]] = {
    "header": {
        "resourceType": "MessageHeader",
        "eventCoding": {"system": EVENTS, "code": "servicerequest-request"},
        "destination": [{"endpoint": "http://fhir.nhs.uk/Id/dos-service-id|2000099999"}],
        "sender": {"reference": "urn:uuid:hospital"},
        "source": {"name": "Ouse Hospital", "software": "Triage", "endpoint": "http://fhir.nhs.uk/Id/dos-service-id|1"},
        "reason": {"coding": [{"system": REASONS, "code": "new"}]},
        "focus": [{"reference": "urn:uuid:request"}],
    },
    "request": {
        "resourceType": "ServiceRequest",
        "status": "active",
        "intent": "plan",
        "priority": "urgent",
        "subject": {"reference": "urn:uuid:rose"},
        "requester": {"reference": "urn:uuid:role"},
        "reasonCode": [{"text": "Cannot sleep since the letter about the flat came."}],
        "note": [{"text": "She would like somebody to talk to."}],
        "locationReference": [{"reference": "urn:uuid:ward"}],
    },
    "rose": {
        "resourceType": "Patient",
        "identifier": [
            {
                "system": NHS_NUMBER,
                "value": ROSE,
                "extension": [
                    {"url": VERIFIED, "valueCodeableConcept": {"coding": [{"code": "number-present-and-verified"}]}}
                ],
            }
        ],
        "name": [
            {"use": "official", "family": "Okafor", "given": ["Rose", "Ada"]},
            {"use": "nickname", "given": ["Rosie"]},
        ],
        "birthDate": "1990-10-03",
        "telecom": [
            {"system": "phone", "value": "01632 960 001", "use": "home"},
            {"system": "phone", "value": "07700 900 123", "use": "mobile"},
        ],
        "address": [{"use": "home", "line": ["3 Foss Walk"], "city": "York", "postalCode": "YO1 9AA"}],
        "contact": [
            {
                "relationship": [{"text": "Sister"}],
                "name": {"given": ["Jo"], "family": "Okafor"},
                "telecom": [{"system": "phone", "value": "07700 900 456"}],
            }
        ],
        "communication": [{"language": {"coding": [{"code": "ig", "display": "Igbo"}]}}],
        "generalPractitioner": [{"reference": "urn:uuid:surgery"}],
        "maritalStatus": {"text": "Married"},
    },
    "role": {
        "resourceType": "PractitionerRole",
        "practitioner": {"reference": "urn:uuid:noor"},
        "code": [{"coding": [{"code": "nurse", "display": "Nurse"}]}],
        "telecom": [{"system": "phone", "value": "01632 960 002"}],
    },
    "noor": {"resourceType": "Practitioner", "name": [{"family": "Aziz", "given": ["Noor"]}]},
    "surgery": {"resourceType": "Organization", "name": "Foss Surgery"},
    "hospital": {"resourceType": "Organization", "name": "Ouse Hospital"},
    "condition": {
        "resourceType": "Condition",
        "code": {"text": "Low mood"},
        "subject": {"reference": "urn:uuid:rose"},
        "note": [{"text": "Since the spring."}],
    },
    "flag": {"resourceType": "Flag", "status": "active", "code": {"text": "Hard of hearing"}},
    "plan": {"resourceType": "CarePlan", "title": "Ring on Friday", "status": "active", "intent": "plan"},
    "slot": {"resourceType": "Slot", "status": "busy"},
}


class Sender:
    """Sends messages as BaRS asks."""

    def __init__(self, secret: str = "") -> None:
        self.client = Client()
        self.headers = {
            "Authorization": f"Bearer {secret}",
            "Accept": "application/fhir+json;version=1.0.0",
            "X-Request-Id": str(uuid4()),
            "X-Correlation-Id": str(uuid4()),
            "NHSD-Target-Identifier": TARGET,
            "NHSD-End-User-Organisation": "eA==",
            "NHSD-Requesting-Software": "eA==",
        }

    def send(self, bundle: Any, *, content_type: str = "application/fhir+json", **headers: str | None) -> Any:
        """POST a message; a header given as None is left out."""
        body = bundle if isinstance(bundle, bytes) else json.dumps(bundle).encode()
        sent = {name: value for name, value in {**self.headers, **headers}.items() if value is not None}
        return self.client.post("/$process-message", body, content_type=content_type, headers=sent)
