"""Which resource becomes what, and in which words the rest is refused."""

from collections.abc import Callable

from hearth.exchange.fhir.entries import entry_from
from hearth.exchange.fhir.facts import allergy_from, medicine_from
from hearth.exchange.fhir.people import person_from, relation_from
from hearth.exchange.fhir.specs import SPECS
from hearth.exchange.fhir.values import Around, Json, many, reference
from hearth.exchange.fhir.words import name_of
from hearth.exchange.imported import About, ImportedPerson, Refused, Supporting

PATIENT = "Patient"
SUPPORTING = frozenset(
    {
        "Practitioner",
        "PractitionerRole",
        "Organization",
        "Location",
        "HealthcareService",
        "Medication",
        "Device",
        "Substance",
    }
)
MONEY = "Hearth keeps no bills or insurance."
DIARY = "Hearth keeps no diaries of other services."
EMPTY_FORM = "A form without answers tells nothing of a person."
TRANSFER = "It is about the transfer itself, not about a person."
NOT_HERE = {
    "Claim": MONEY,
    "ClaimResponse": MONEY,
    "Coverage": MONEY,
    "ExplanationOfBenefit": MONEY,
    "Account": MONEY,
    "Slot": DIARY,
    "Schedule": DIARY,
    "Questionnaire": EMPTY_FORM,
    "MessageHeader": TRANSFER,
    "OperationOutcome": TRANSFER,
    "CapabilityStatement": TRANSFER,
    "AuditEvent": "Who did what in another record stays there.",
    "Provenance": "Who wrote what in another record stays there.",
    "Task": "A task of another service is theirs to do.",
    "List": "A list only points to other items; each of them is taken for itself.",
    "Person": "A link between records is made by people here, not by a file.",
    "Group": "Each person is taken for themselves, not as a group.",
}
ABOUT: dict[str, Callable[[Json, Around], About]] = {
    **dict.fromkeys(SPECS, entry_from),
    "AllergyIntolerance": allergy_from,
    "MedicationRequest": medicine_from,
    "MedicationStatement": medicine_from,
    "RelatedPerson": relation_from,
}


def kind_of(resource: object) -> str:
    """The resource type. Raises Refused if this is no FHIR resource."""
    kind = resource.get("resourceType") if isinstance(resource, dict) else None
    if not isinstance(kind, str) or not kind:
        raise Refused("This is not a FHIR resource: it has no “resourceType”.")
    return kind


def mapped(resource: Json, around: Around) -> ImportedPerson | About | Supporting:
    """What a resource means to us. Raises Refused with one plain sentence if it is nothing Hearth can take."""
    kind = kind_of(resource)
    around = Around(around.today, around.names, around.source, _contained(resource))
    if kind == PATIENT:
        return person_from(resource, around)
    if kind in ABOUT:
        return ABOUT[kind](resource, around)
    if kind in SUPPORTING:
        return Supporting(name_of(resource, around))
    raise Refused(NOT_HERE.get(kind, f"Hearth does not keep items of the kind {kind[:40]}."))


def about_whom(resource: Json) -> str:
    """The reference to the person this is about. Raises Refused if it points to nobody."""
    found = reference(resource, "subject", "patient", "for", "beneficiary")
    if not found and resource.get("resourceType") == "Appointment":
        found = next((one for one in _actors(resource) if "Patient/" in one or one.startswith("urn:uuid:")), "")
    if not found:
        raise Refused("It does not say whom it is about.")
    return found


def _actors(appointment: Json) -> list[str]:
    return [reference(participant, "actor") for participant in many(appointment, "participant")]


def _contained(resource: Json) -> dict[str, Json]:
    return {inner["id"]: inner for inner in many(resource, "contained") if isinstance(inner.get("id"), str)}
