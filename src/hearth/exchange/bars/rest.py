"""Whatever else came with a referral: in words where we have words for it, by its name where we have none."""

from collections.abc import Iterator

from hearth.exchange.bars.message import Message
from hearth.exchange.fhir.resources import SUPPORTING, mapped
from hearth.exchange.fhir.values import Around, Json
from hearth.exchange.fhir.words import name_of, without_markup, words
from hearth.exchange.imported import ImportedEntry, ImportedHealthFact, ImportedRelation, Refused

ALSO = "What came with it, as they wrote it:"
UNREAD = "Not read by us, and still with whoever sent it:"
READ_OF_PATIENT = frozenset(
    {
        "resourceType",
        "id",
        "meta",
        "identifier",
        "name",
        "telecom",
        "birthDate",
        "address",
        "contact",
        "communication",
        "generalPractitioner",
    }
)
READ_OF_REQUEST = frozenset(
    {
        "resourceType",
        "id",
        "meta",
        "status",
        "intent",
        "subject",
        "requester",
        "performer",
        "reasonCode",
        "code",
        "category",
        "priority",
        "orderDetail",
        "note",
        "patientInstruction",
        "encounter",
        "authoredOn",
    }
)


def everything_else(message: Message, around: Around) -> list[str]:
    """Lines for the entry: everything that tells something, and the names of what we did not read."""
    told: list[str] = []
    unread = [*_fields(message.patient, READ_OF_PATIENT), *_fields(message.request, READ_OF_REQUEST)]
    for resource in _others(message):
        said = _in_words(resource, around)
        (told if said else unread).append(said or str(resource.get("resourceType"))[:60])
    lines = ["", ALSO, *told] if told else []
    return [*lines, *(["", UNREAD, ", ".join(dict.fromkeys(unread))] if unread else [])]


def _others(message: Message) -> list[Json]:
    taken = {id(message.patient), id(message.request)}
    return list({id(one): one for one in message.resources.values() if id(one) not in taken}.values())


def _fields(resource: Json, read: frozenset[str]) -> Iterator[str]:
    return (f"{resource.get('resourceType')}.{name}"[:60] for name in resource if name not in read)


def _in_words(resource: Json, around: Around) -> str:
    kind = str(resource.get("resourceType", ""))
    if kind in SUPPORTING:
        said = name_of(resource, around)
        return f"- {kind}: {said}" if said else ""
    try:
        found = mapped(resource, around)
    except Refused:
        return _narrative(kind, resource, around)
    if isinstance(found, ImportedEntry):
        return f"- {found.title}" + "".join(f"\n  {line}" for line in found.body.splitlines())
    if isinstance(found, ImportedHealthFact):
        return f"- {found.kind.capitalize()}: {found.what or 'none known'}. {found.detail}".rstrip()
    if isinstance(found, ImportedRelation):
        return f"- {found.name}, {found.relation}. {found.how_to_reach}".rstrip()
    return ""


def _narrative(kind: str, resource: Json, around: Around) -> str:
    text = resource.get("text")
    said = without_markup(text.get("div")) if isinstance(text, dict) else ""
    said = said or words(resource.get("code"), around) or words(resource.get("description"), around)
    return f"- {kind[:60]}: {said}" if said else ""
