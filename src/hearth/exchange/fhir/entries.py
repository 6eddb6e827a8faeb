"""Resources that tell of something that happened, as entries of the ledger."""

import base64
import binascii
import re
from collections.abc import Iterator
from typing import Any

from hearth.exchange.fhir.specs import SPECS, Spec
from hearth.exchange.fhir.values import Around, Json, When, dig, many, one, shortened, when
from hearth.exchange.fhir.words import all_words, when_words, without_markup, words
from hearth.exchange.imported import ImportedEntry, Refused

BODY_LIMIT = 200_000
DEEPEST_QUESTION = 8
NOT_AS_PLANNED = {
    "cancelled": "It was cancelled.",
    "noshow": "They did not make it.",
    "not-done": "It was not done.",
    "entered-in-error": "The other record says this was written by mistake.",
    "revoked": "It was taken back.",
    "refuted": "The other record says this turned out not to be so.",
}
CHANGES_NOTHING = "It is kept as words only: who may see this record is what the person has chosen here."
RATING = (
    "This is a risk rating made elsewhere. It is kept as words only: a rating cannot tell what will happen, "
    "and nothing here is decided by it."
)
RATED = re.compile(
    r"\brisk (?:band|rating|level|score|strat)|\b(?:very |extremely )?(?:high|medium|moderate|low)[ -]risk\b", re.I
)


def entry_from(resource: Json, around: Around) -> ImportedEntry:
    """One resource of the kinds in SPECS. Raises Refused if a date is impossible or its shape is not FHIR's.

    Source: FHIR R4; DOMAIN 7, hazard 12, for risk ratings.
    """
    spec = SPECS[resource["resourceType"]]
    began, ended = _moment(resource, spec.when, around), _moment(resource, spec.ended, around)
    title = _title(resource, spec, around)
    body = "\n".join(_lines(resource, spec, around, began, title))[:BODY_LIMIT]
    lane = _first_words(resource, spec.lane, around) or around.names(_encounter_lane(resource)) or around.source
    ended_at = ended.at if ended and (began is None or ended.at >= began.at) else None
    return ImportedEntry(
        kind=spec.kind,
        title=title,
        body=body,
        occurred_at=began.at if began else ended_at,
        ended_at=ended_at if began else None,
        lane=shortened(lane, 120),
        author_name=shortened(_first_words(resource, spec.author, around) or lane, 120),
        in_error=resource.get("status") == "entered-in-error"
        or "entered-in-error" in dig(resource, "verificationStatus.coding.code"),
        coded=_coded(resource, began),
    )


def _moment(resource: Json, paths: tuple[str, ...], around: Around) -> When | None:
    for path in paths:
        for value in dig(resource, path):
            return when(value, path, around.today)
    return None


def _title(resource: Json, spec: Spec, around: Around) -> str:
    said = _first_words(resource, spec.title, around)
    return shortened(f"{spec.prefix}{said}", 200) if said else spec.unnamed


def _first_words(resource: Json, paths: tuple[str, ...], around: Around) -> str:
    values = (value for path in paths for value in dig(resource, path) if not _is_person(value))
    return next((said for value in values if (said := words(value, around))), "")


def _is_person(value: object) -> bool:
    return isinstance(value, dict) and "Patient/" in str(value.get("reference", ""))


def _encounter_lane(resource: Json) -> str:
    encounter = dig(resource, "encounter.reference") or dig(resource, "context.encounter.reference")
    return encounter[0] if encounter and isinstance(encounter[0], str) else ""


def _lines(resource: Json, spec: Spec, around: Around, began: When | None, title: str) -> Iterator[str]:
    if resource["resourceType"] == "Consent":
        yield CHANGES_NOTHING
    if began is None:
        yield "The other record does not say when."
    elif began.precision in ("year", "month"):
        yield f"When: {when_words(began)}"
    if unusual := NOT_AS_PLANNED.get(str(resource.get("status", ""))):
        yield unusual
    told = [*_told(resource, spec, around), *SPECIAL.get(resource["resourceType"], _nothing)(resource, around)]
    if resource["resourceType"] == "RiskAssessment" or RATED.search("\n".join((title, *told))):
        yield RATING
    yield from dict.fromkeys(told)


def _told(resource: Json, spec: Spec, around: Around) -> Iterator[str]:
    for label, path in spec.lines:
        if said := all_words(resource, path, around):
            yield f"{label}: {said}"


def _components(resource: Json, around: Around) -> Iterator[str]:
    for component in many(resource, "component"):
        said = all_words(component, "value*", around) or all_words(component, "dataAbsentReason", around)
        yield f"{words(component.get('code'), around)}: {said or 'no result'}"
    if members := all_words(resource, "hasMember", around):
        yield f"Made of: {members}"


def _answers(resource: Json, around: Around) -> Iterator[str]:
    yield from _items(resource, around, 0)


def _items(of: Json, around: Around, depth: int) -> Iterator[str]:
    if depth > DEEPEST_QUESTION:
        raise Refused("The questions are nested too deeply to read.")
    for item in many(of, "item"):
        asked = words(item.get("text"), around) or words(item.get("linkId"), around)
        said = all_words(item, "answer.value*", around)
        yield f"{asked}: {said}" if said else asked
        yield from _items(item, around, depth + 1)
        for answer in many(item, "answer"):
            yield from _items(answer, around, depth + 1)


def _attachments(resource: Json, around: Around) -> Iterator[str]:
    for path in ("content.attachment", "presentedForm"):
        for attachment in dig(resource, path):
            if isinstance(attachment, dict):
                yield _attachment(attachment)


def _attachment(attachment: Json) -> str:
    kind, data, url = (attachment.get(key) for key in ("contentType", "data", "url"))
    if isinstance(kind, str) and kind.startswith("text/") and isinstance(data, str):
        return _decoded(data, "html" in kind)
    where = f" at {url}" if isinstance(url, str) and url else ""
    return f"The document itself ({kind or 'kind not given'}) was not brought in; it stays in the other record{where}."


def _decoded(data: str, is_markup: bool) -> str:
    try:
        text = base64.b64decode(data, validate=True).decode("utf-8")
    except (binascii.Error, ValueError):
        raise Refused("The text of the document cannot be read.") from None
    if "\0" in text:
        raise Refused("The text of the document cannot be read.")
    return without_markup(text) if is_markup else text.strip()


def _sections(resource: Json, around: Around, depth: int = 0) -> Iterator[str]:
    if depth > DEEPEST_QUESTION:
        raise Refused("The sections are nested too deeply to read.")
    for section in many(resource, "section"):
        yield words(section.get("title"), around) or words(section.get("code"), around)
        yield without_markup(one(section, "text").get("div"))
        yield from _sections(section, around, depth + 1)


def _nothing(_resource: Json, _around: Around) -> Iterator[str]:
    return iter(())


SPECIAL = {
    "Observation": _components,
    "DiagnosticReport": _attachments,
    "DocumentReference": _attachments,
    "QuestionnaireResponse": _answers,
    "Composition": _sections,
}
CODED = ("code", "category", "type", "class", "vaccineCode", "serviceType", "specialty", "reasonCode", "value*")


def _coded(resource: Json, began: When | None) -> dict[str, Any]:
    codes = [
        {"of": path.rstrip("*"), **code}
        for path in CODED
        for value in dig(resource, path)
        if isinstance(value, dict)
        for code in _codes(value)
    ]
    quantity = [value for value in dig(resource, "value*") if isinstance(value, dict) and "unit" in value]
    told = {
        "resource": resource["resourceType"],
        "status": resource.get("status") if isinstance(resource.get("status"), str) else None,
        "codes": codes,
        "quantity": {key: str(quantity[0].get(key, "")) for key in ("value", "unit", "code")} if quantity else None,
        "when": began.written if began else None,
    }
    return {key: value for key, value in told.items() if value}


def _codes(value: Json) -> Iterator[dict[str, str]]:
    for coding in dig(value, "coding") or [value]:
        if isinstance(coding, dict) and isinstance(coding.get("code"), str):
            yield {key: coding[key] for key in ("system", "code", "display") if isinstance(coding.get(key), str)}
