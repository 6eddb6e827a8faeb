"""Somebody's record as a FHIR R4 Bundle: valid resources, and nothing said that we do not know. Pure.

What has no honest place in these resources is not in it: the command that writes it says what.
Source: FHIR R4 (4.0.1) Bundle, Patient, DocumentReference, AllergyIntolerance, MedicationStatement.
"""

from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from hearth.exchange.fhir.people import NHS_NUMBER
from hearth.exchange.fhir.values import Json
from hearth.people.codes import BirthPrecision

ALLERGY_STATUS = "http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical"
ALLERGY_SURE = "http://terminology.hl7.org/CodeSystem/allergyintolerance-verification"
OURS = "urn:hearth:system:"
TELECOM = {"phone": "phone", "email": "email"}
NAME_USES = frozenset({"usual", "official", "nickname", "old"})


@dataclass(frozen=True, slots=True)
class LeavingPerson:
    """Who it is about. `contacts` are pairs of kind and value that are safe to use, `numbers` of system and value."""

    id: UUID
    known_as: str
    names: tuple[tuple[str, str, str], ...]
    numbers: tuple[tuple[str, str], ...]
    contacts: tuple[tuple[str, str], ...]
    languages: tuple[str, ...]
    birth_on: date | None
    birth_precision: str
    has_died: bool
    died_on: date | None


@dataclass(frozen=True, slots=True)
class LeavingEntry:
    """One entry as it stands: its words, who wrote it, when it happened and when it was written down."""

    id: UUID
    kind: str
    title: str
    words: str
    author: str
    organisation: str
    occurred_at: datetime
    recorded_at: datetime
    in_error: bool


@dataclass(frozen=True, slots=True)
class LeavingFact:
    """An allergy or a medicine, or that none is known."""

    id: UUID
    kind: str
    what: str
    detail: str
    said_by: str
    said_on: date
    ended_on: date | None
    none_known: bool


def bundle(
    person: LeavingPerson,
    entries: Iterable[LeavingEntry],
    facts: Iterable[LeavingFact],
    at: datetime,
    measured: Iterable[Json] = (),
) -> Json:
    """A collection: one Patient, a DocumentReference for each entry, allergies, medicines, and what was measured."""
    resources = [
        _patient(person),
        *(_document(person, entry) for entry in entries),
        *(_allergy(person, fact) if fact.kind == "allergy" else _medicine(person, fact) for fact in facts),
        *measured,
    ]
    rows = [{"fullUrl": f"urn:uuid:{resource['id']}", "resource": resource} for resource in resources]
    return {"resourceType": "Bundle", "type": "collection", "timestamp": at.isoformat(), "entry": rows}


def _patient(person: LeavingPerson) -> Json:
    names = [_name(use, given, family) for use, given, family in person.names]
    known_as: Json = {"use": "nickname", "text": person.known_as}
    born = _born(person)
    died: Json = {"deceasedDateTime": person.died_on.isoformat()} if person.died_on else {}
    return {
        "resourceType": "Patient",
        "id": str(person.id),
        "name": [known_as, *names],
        **({"identifier": [_identifier(*number) for number in person.numbers]} if person.numbers else {}),
        **({"telecom": _telecom(person)} if _telecom(person) else {}),
        **({"birthDate": born} if born else {}),
        **({"communication": [{"language": {"text": one}} for one in person.languages]} if person.languages else {}),
        **(died or ({"deceasedBoolean": True} if person.has_died else {})),
    }


def _name(use: str, given: str, family: str) -> Json:
    parts: Json = {"use": use if use in NAME_USES else "usual"}
    if given:
        parts["given"] = given.split()
    if family:
        parts["family"] = family
    return parts


def _identifier(system: str, value: str) -> Json:
    return {"system": NHS_NUMBER if system == "nhs-number" else _system(system), "value": value}


def _system(system: str) -> str:
    return system if ":" in system else OURS + system.replace(" ", "-")


def _telecom(person: LeavingPerson) -> list[Json]:
    return [{"system": TELECOM[kind], "value": value} for kind, value in person.contacts if kind in TELECOM]


def _born(person: LeavingPerson) -> str:
    """As exactly as it is known; a guess is no birth date."""
    if person.birth_on is None:
        return ""
    shapes = {BirthPrecision.DAY: "%Y-%m-%d", BirthPrecision.MONTH: "%Y-%m", BirthPrecision.YEAR: "%Y"}
    shape = next((shape for precision, shape in shapes.items() if precision == person.birth_precision), "")
    return person.birth_on.strftime(shape) if shape else ""


def _document(person: LeavingPerson, entry: LeavingEntry) -> Json:
    words = "\n".join(part for part in (entry.title, entry.words) if part)
    content: Json = {
        "contentType": "text/plain; charset=utf-8",
        "data": b64encode(words.encode()).decode(),
        "title": entry.title or entry.kind,
    }
    return {
        "resourceType": "DocumentReference",
        "id": str(entry.id),
        "status": "entered-in-error" if entry.in_error else "current",
        "type": {"text": entry.kind},
        "subject": _of(person),
        "date": entry.recorded_at.isoformat(),
        "author": [{"display": ", ".join(part for part in (entry.author, entry.organisation) if part)}],
        "content": [{"attachment": content}],
        "context": {"period": {"start": entry.occurred_at.isoformat()}},
    }


def _allergy(person: LeavingPerson, fact: LeavingFact) -> Json:
    """Whether it is active says the day it ended; that none is known is a statement of its own."""
    status = "resolved" if fact.ended_on else "active"
    note = " ".join(part for part in (fact.detail, f"Said by {fact.said_by}." if fact.said_by else "") if part)
    return {
        "resourceType": "AllergyIntolerance",
        "id": str(fact.id),
        "clinicalStatus": {"coding": [{"system": ALLERGY_STATUS, "code": status}]},
        "verificationStatus": {"coding": [{"system": ALLERGY_SURE, "code": "unconfirmed"}]},
        "code": {"text": "No known allergies" if fact.none_known else fact.what},
        "patient": _of(person),
        "recordedDate": fact.said_on.isoformat(),
        **({"note": [{"text": note}]} if note else {}),
    }


def _medicine(person: LeavingPerson, fact: LeavingFact) -> Json:
    return {
        "resourceType": "MedicationStatement",
        "id": str(fact.id),
        "status": "completed" if fact.ended_on else "active",
        "medicationCodeableConcept": {"text": fact.what},
        "subject": _of(person),
        "dateAsserted": fact.said_on.isoformat(),
        **({"informationSource": {"display": fact.said_by}} if fact.said_by else {}),
        **({"dosage": [{"text": fact.detail}]} if fact.detail else {}),
    }


def _of(person: LeavingPerson) -> Json:
    return {"reference": f"urn:uuid:{person.id}"}
